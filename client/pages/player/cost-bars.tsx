import type { JSX } from 'preact';
import type { ScoreParts } from '../../../shared/room/events.ts';
import { t } from '../../locales/translate.ts';
import './cost-bars.css';

interface CostBarsProps {
  readonly parts: ScoreParts;
  readonly elbo: number | null;
  readonly logEvidence: number | null;
}

const digits = 4;
const unit = 10 ** digits;

/** The gap as it is printed: the sum of its printed parts. */
export function printedGap({ centre, width }: ScoreParts): string {
  return ((Math.round(centre * unit) + Math.round(width * unit)) / unit).toFixed(digits);
}

/** What the centre and the width of a belief cost, in nats, and how they stand below the log evidence. */
export function CostBars({ parts, elbo, logEvidence }: CostBarsProps): JSX.Element {
  const longest = Math.max(parts.centre, parts.width, 1e-9);
  return (
    <div class="cost-bars">
      {(['centre', 'width'] as const).map((part) => (
        <div key={part} class="cost-bar">
          <span>{t(`me.cost.${part}`)}</span>
          <b>{parts[part].toFixed(digits)}</b>
          <i data-part={part} style={{ '--part': parts[part] / longest }} />
        </div>
      ))}
      {elbo === null || logEvidence === null ? null : <Equation gap={parts} logEvidence={logEvidence} />}
    </div>
  );
}

/** Evidence and KL are rounded and the ELBO is their difference, so that what is printed adds up. */
function Equation({ gap, logEvidence }: { gap: ScoreParts; logEvidence: number }): JSX.Element {
  const evidence = Math.round(logEvidence * unit);
  const kl = Math.round(gap.centre * unit) + Math.round(gap.width * unit);
  const words = (value: number) => (value / unit).toFixed(digits).replace('-', '−');
  return (
    <p class="equation">
      <span>
        {t('me.evidence')} <b>{words(evidence)}</b>
      </span>{' '}
      ={' '}
      <span>
        ELBO <b>{words(evidence - kl)}</b>
      </span>{' '}
      +{' '}
      <span>
        KL <b>{words(kl)}</b>
      </span>
    </p>
  );
}
