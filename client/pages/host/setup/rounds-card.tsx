import type { JSX } from 'preact';
import { t } from '../../../locales/translate.ts';
import type { CardProps } from './cards.ts';
import { Choices, FieldError, Toggle } from './controls.tsx';
import { changed, withDraw, withEqualDraws, withRounds } from './draft.ts';
import { Stepper } from './stepper.tsx';

export function RoundsCard({ draft, change, fault }: CardProps): JSX.Element {
  const {
    drawSize = 100,
    rounds = 15,
    guessSeconds = null,
    replacement = 'never',
    autoClose = false,
  } = draft.input;
  const equal = typeof drawSize === 'number';
  const faulty = fault?.field === 'drawSize' || fault?.field === 'rounds';
  const describedBy = faulty ? 'setup-round-error' : undefined;
  return (
    <section class="card" aria-labelledby="setup-rounds">
      <h2 id="setup-rounds">{t('setup.round.h')}</h2>
      <div class="setup-line">
        <span>{t('setup.round.n')}</span>
        <Stepper
          id="setup-rounds-n"
          value={equal ? rounds : drawSize.length}
          min={1}
          max={200}
          label={t('setup.round.n')}
          invalid={fault?.field === 'rounds'}
          describedBy={describedBy}
          onChange={(next) => change(withRounds(draft, next))}
        />
      </div>
      <Choices
        label={t('setup.round.draws')}
        value={equal ? 'equal' : 'each'}
        choices={[
          { value: 'equal', label: t('setup.round.same') },
          { value: 'each', label: t('setup.round.each') },
        ]}
        onChange={(next) => change(withEqualDraws(draft, next === 'equal'))}
      />
      {equal ? (
        <div class="setup-line setup-line-end">
          <Stepper
            id="setup-draw-0"
            value={drawSize}
            min={1}
            max={1000}
            step={10}
            label={t('setup.round.draws')}
            invalid={faulty}
            describedBy={describedBy}
            onChange={(next) => change(withDraw(draft, 0, next))}
          />
        </div>
      ) : (
        <ol class="setup-draws">
          {drawSize.map((size, i) => (
            <li key={i}>
              <label for={`setup-draw-${i}`}>{t('unit.round', { n: i + 1 })}</label>
              <input
                id={`setup-draw-${i}`}
                type="text"
                inputMode="numeric"
                autoComplete="off"
                value={size}
                aria-invalid={faulty}
                aria-describedby={describedBy}
                onChange={(event) =>
                  change(withDraw(draft, i, Number(event.currentTarget.value.replace(/\D/g, ''))))
                }
              />
            </li>
          ))}
        </ol>
      )}
      {faulty && <FieldError id="setup-round-error">{fault.words}</FieldError>}
      <div class="setup-line">
        <span>{t('setup.round.timer')}</span>
        <span class="setup-timer">
          {guessSeconds !== null && (
            <Stepper
              id="setup-seconds"
              value={guessSeconds}
              min={5}
              max={600}
              step={5}
              suffix={t('unit.sec', { n: '' })}
              label={t('setup.round.timer')}
              invalid={fault?.field === 'guessSeconds'}
              describedBy={fault?.field === 'guessSeconds' ? 'setup-seconds-error' : undefined}
              onChange={(next) => change(changed(draft, { guessSeconds: next }))}
            />
          )}
        </span>
      </div>
      {fault?.field === 'guessSeconds' && <FieldError id="setup-seconds-error">{fault.words}</FieldError>}
      <Toggle
        label={t('setup.round.timer.none')}
        on={guessSeconds === null}
        onChange={(on) => change(changed(draft, { guessSeconds: on ? null : 30 }))}
      />
      <Toggle
        label={t('setup.autoClose')}
        on={autoClose}
        onChange={(on) => change(changed(draft, { autoClose: on }))}
      />
      <Choices
        label={t('setup.round.replace')}
        hint={t(`setup.replace.${replacement}.p`)}
        value={replacement}
        choices={[
          { value: 'never', label: t('setup.replace.never') },
          { value: 'round', label: t('setup.replace.round') },
          { value: 'each', label: t('setup.replace.each') },
        ]}
        onChange={(next) => change(changed(draft, { replacement: next }))}
      />
    </section>
  );
}
