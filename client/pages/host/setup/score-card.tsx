import type { JSX } from 'preact';
import { t } from '../../../locales/translate.ts';
import type { CardProps } from './cards.ts';
import { Choices, Option } from './controls.tsx';
import { changed } from './draft.ts';

export function ScoreCard({ draft, change }: CardProps): JSX.Element {
  const { scoring = 'evidence', rankBy = 'evidence', estimate = 'point' } = draft.input;
  const isBelief = estimate === 'belief';
  return (
    <section class="card" aria-labelledby="setup-score">
      <h2 id="setup-score">{t('setup.score.h')}</h2>
      <div class="setup-options" role="radiogroup" aria-labelledby="setup-score">
        <Option
          group="scoring"
          label={t('setup.score.data')}
          hint={t('setup.score.data.p')}
          on={scoring === 'evidence'}
          onChoose={() => change(changed(draft, { scoring: 'evidence' }))}
        />
        <Option
          group="scoring"
          label={t('setup.score.truth')}
          hint={t(isBelief ? 'setup.score.truth.belief' : 'setup.score.truth.p')}
          on={scoring === 'open'}
          disabled={isBelief}
          onChoose={() => change(changed(draft, { scoring: 'open' }))}
        />
      </div>
      <Choices
        label={t('setup.rank.h')}
        hint={rankBy === 'jar' ? t('setup.rank.jar.p') : undefined}
        value={rankBy}
        choices={[
          { value: 'evidence', label: t('setup.rank.evidence') },
          { value: 'jar', label: t('setup.rank.jar') },
        ]}
        onChange={(next) => change(changed(draft, { rankBy: next }))}
      />
    </section>
  );
}
