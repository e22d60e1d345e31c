import type { JSX } from 'preact';
import { offeredBet, offeredEstimates } from '../../../../shared/room/offered.ts';
import { t } from '../../../locales/translate.ts';
import type { CardProps } from './cards.ts';
import { Option, Toggle } from './controls.tsx';
import { changed, withEstimate } from './draft.ts';
import { BeliefPicture, SharePicture } from './estimate-pictures.tsx';

const offersBelief = offeredEstimates.includes('belief');

/** One number or a whole belief, and whether everybody seals a band before the jar opens. */
export function EstimateCard({ draft, change }: CardProps): JSX.Element | null {
  const { estimate = 'point', bet = false } = draft.input;
  if (!offersBelief && !offeredBet) return null;
  return (
    <section class="card" aria-labelledby="setup-estimate">
      <h2 id="setup-estimate">{t('setup.estimate.h')}</h2>
      {offersBelief && (
        <div class="setup-options" role="radiogroup" aria-labelledby="setup-estimate">
          <Option
            group="estimate"
            label={t('setup.estimate.point')}
            hint={t('setup.estimate.point.p')}
            picture={<SharePicture />}
            on={estimate === 'point'}
            onChoose={() => change(withEstimate(draft, 'point'))}
          />
          <Option
            group="estimate"
            label={t('setup.estimate.belief')}
            hint={t('setup.estimate.belief.p')}
            picture={<BeliefPicture />}
            on={estimate === 'belief'}
            onChoose={() => change(withEstimate(draft, 'belief'))}
          />
        </div>
      )}
      {offeredBet && (
        <Toggle
          label={t('setup.bet')}
          hint={t('setup.bet.p')}
          on={bet}
          onChange={(on) => change(changed(draft, { bet: on }))}
        />
      )}
    </section>
  );
}
