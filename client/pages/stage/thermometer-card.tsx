import type { JSX } from 'preact';
import type { DisplayView, ThermometerRow } from '../../../shared/views/wire.ts';
import { nats } from '../../charts/nats.ts';
import { Thermometer } from '../../charts/thermometer.tsx';
import { t } from '../../locales/translate.ts';
import { elboSum } from './elbo-sum.ts';
import { labelOf, thermometerDepth, thermometerMarks } from './thermometer-marks.ts';

const evidenceDigits = 2;

/** Everybody hanging under the log evidence; a round that counts the other direction has no ELBO, only a KL. */
export function ThermometerCard({ view }: { view: DisplayView }): JSX.Element {
  const { belief, twist } = view;
  const rows = view.thermometer ?? [];
  const [first] = rows;
  const evidence = belief === null ? '' : nats(belief.logEvidence, evidenceDigits);
  return (
    <section class="card chart-card elbo-card">
      <header>
        <h2>{t(twist ? 'elbo.h.twist' : 'elbo.h')}</h2>
        <ul>
          <li>
            <i class="key-centre" /> {t('elbo.centre')}
          </li>
          <li>
            <i class="key-width" /> {t('elbo.width')}
          </li>
        </ul>
      </header>
      {first !== undefined && belief !== null && (
        <FirstRow row={first} logEvidence={belief.logEvidence} twist={twist} />
      )}
      <div class="chart-plot">
        <Thermometer
          rows={thermometerMarks(rows)}
          evidenceLabel={twist ? t('elbo.top.twist') : t('elbo.top', { v: evidence })}
          deepest={thermometerDepth(rows)}
          title={t(twist ? 'elbo.alt.twist' : 'elbo.alt', {
            n: view.round,
            v: evidence,
            list: rows.map((row) => `${labelOf(row)} ${row.gap.toFixed(evidenceDigits)}`).join(', '),
          })}
        />
      </div>
    </section>
  );
}

interface FirstRowProps {
  readonly row: ThermometerRow;
  readonly logEvidence: number;
  readonly twist: boolean;
}

/** The first row in numbers: log evidence = ELBO + KL, and what the KL is made of. */
function FirstRow({ row, logEvidence, twist }: FirstRowProps): JSX.Element {
  const sum = elboSum(logEvidence, row);
  return (
    <p class="elbo-sum">
      <strong>{labelOf(row)}</strong>
      {!twist && (
        <>
          <span>
            {t('elbo.evidence')} <b>{sum.evidence}</b>
          </span>
          <i>=</i>
          <span>
            ELBO <b>{sum.elbo}</b>
          </span>
          <i>+</i>
        </>
      )}
      <span>
        {twist ? 'KL(p ‖ q)' : 'KL'} <b>{sum.kl}</b>
      </span>
      <small>
        = {t('elbo.centre')} {sum.centre} + {t('elbo.width')} {sum.width}
      </small>
    </p>
  );
}
