import type { JSX } from 'preact';
import { languageName } from '../../../locales/languages.ts';
import { t } from '../../../locales/translate.ts';
import type { CardProps } from './cards.ts';
import { Choices, FieldError } from './controls.tsx';
import { changed, withLanguage } from './draft.ts';
import { Stepper } from './stepper.tsx';

export function ClassCard({ draft, change, fault }: CardProps): JSX.Element {
  const {
    language = 'ko',
    title = '',
    names = 'free',
    replayNames = 'pseudonyms',
    maxPlayers = 300,
  } = draft.input;
  const faulty = fault?.field === 'title' || fault?.field === 'maxPlayers';
  return (
    <section class="card" aria-labelledby="setup-class">
      <h2 id="setup-class">{t('setup.class.h')}</h2>
      <div class="field">
        <label for="setup-title">{t('setup.title')}</label>
        <small id="setup-title-hint">{t('setup.title.hint')}</small>
        <input
          id="setup-title"
          class="input"
          type="text"
          maxLength={80}
          autoComplete="off"
          value={title}
          aria-invalid={fault?.field === 'title'}
          aria-describedby={faulty ? 'setup-class-error' : 'setup-title-hint'}
          onInput={(event) =>
            change({ ...draft, input: { ...draft.input, title: event.currentTarget.value } })
          }
        />
      </div>
      <Choices
        label={t('setup.language')}
        value={language}
        choices={(['ko', 'en'] as const).map((value) => ({ value, label: languageName(value) }))}
        onChange={(next) => change(withLanguage(draft, next))}
      />
      <div class="setup-line">
        <span>{t('setup.maxPlayers')}</span>
        <Stepper
          id="setup-most"
          value={maxPlayers}
          min={1}
          max={10_000}
          step={10}
          label={t('setup.maxPlayers')}
          invalid={fault?.field === 'maxPlayers'}
          describedBy={faulty ? 'setup-class-error' : undefined}
          onChange={(next) => change(changed(draft, { maxPlayers: next }))}
        />
      </div>
      {faulty && <FieldError id="setup-class-error">{fault.words}</FieldError>}
      <Choices
        label={t('setup.names.h')}
        hint={t('setup.names.p')}
        value={names}
        choices={[
          { value: 'free', label: t('setup.names.free') },
          { value: 'generated', label: t('setup.names.generated') },
        ]}
        onChange={(next) => change(changed(draft, { names: next }))}
      />
      <Choices
        label={t('setup.replayNames.h')}
        value={replayNames}
        choices={[
          { value: 'pseudonyms', label: t('setup.replayNames.pseudonyms') },
          { value: 'display', label: t('setup.replayNames.display') },
        ]}
        onChange={(next) => change(changed(draft, { replayNames: next }))}
      />
    </section>
  );
}
