import type { JSX } from 'preact';
import type { Replay } from '../../../shared/views/wire.ts';
import { BeliefCurve, type BeliefLine } from '../../charts/belief-curve.tsx';
import { nats } from '../../charts/nats.ts';
import { formatPercent } from '../../locales/numbers.ts';
import { t } from '../../locales/translate.ts';
import { type BeliefMoment, marginal, momentAt, priorIn } from './belief-record.ts';
import { addingUp, equationOf } from './equation.ts';
import type { Span } from './span.ts';
import { shareOf } from './standing.ts';
import type { Subject } from './subject.ts';

export interface BeliefCardProps {
  readonly replay: Replay;
  readonly subject: Subject;
  /** Null before the first guess. */
  readonly moment: BeliefMoment | null;
  readonly round: number;
  readonly flavour: number;
  readonly span: Span;
  readonly zoom: JSX.Element;
  readonly truth: number;
}

/** One belief against the exact posterior at the playhead, and what its centre and its width cost. */
export function BeliefCard(props: BeliefCardProps): JSX.Element {
  const { replay, subject, moment, round, flavour, span, zoom, truth } = props;
  const q = moment === null ? (subject.series.estimates[0] ?? null) : moment.q;
  const target = moment?.evidence.target ?? openingPrior(replay, subject);
  const curves: BeliefLine[] = [];
  if (target !== null) curves.push({ kind: 'posterior', ...marginal(target, flavour) });
  if (q !== null)
    curves.push({
      kind: 'q',
      ...marginal(q, flavour),
      ...(subject.slot === undefined ? {} : { colour: `var(--s${subject.slot})` }),
    });
  const percent = (alpha: readonly number[] | null): string =>
    alpha === null ? '–' : formatPercent(shareOf(alpha, flavour) ?? 0);
  return (
    <section class="card replay-belief" aria-labelledby="replay-belief">
      <div class="replay-card-head">
        <h2 id="replay-belief">{t('replay.chart.belief')}</h2>
        {zoom}
      </div>
      <div class="replay-plot">
        <BeliefCurve
          curves={curves}
          truth={{ share: truth, label: t('replay.truth', { v: formatPercent(truth) }) }}
          window={span}
          labels={{
            q: t('replay.q', { name: subject.name }),
            posterior: t(moment === null ? 'learn.prior.h' : 'replay.legend.post'),
          }}
          title={t('replay.belief.alt', { n: round, name: subject.name, m: percent(q), p: percent(target) })}
        />
      </div>
      {moment === null && <p class="replay-hint">{t('replay.belief.start')}</p>}
      {moment !== null && q === null && <p class="replay-hint">{t('replay.belief.absent')}</p>}
      {subject.kind === 'mean' && <p class="replay-hint">{t('replay.pooled.p')}</p>}
      {moment !== null && <Costs moment={moment} subject={subject} />}
    </section>
  );
}

/** Two bars on the scale of the whole game, so that they shrink as the belief gets better. */
function Costs({ moment, subject }: { moment: BeliefMoment; subject: Subject }): JSX.Element | null {
  const { gap, parts } = moment;
  if (gap === null || parts === null) return null;
  const { digits } = equationOf(0, gap);
  const unit = 10 ** digits;
  const most = Math.max(
    1e-9,
    ...(subject.series.parts ?? []).map((one) => Math.max(one?.centre ?? 0, one?.width ?? 0)),
  );
  const printed = addingUp([parts.centre, parts.width], Math.round(gap * unit), digits);
  return (
    <dl class="replay-costs">
      {(['centre', 'width'] as const).map((part, k) => (
        <div key={part}>
          <dt>{t(`replay.cost.${part}`)}</dt>
          <dd>
            <span class="replay-cost-track">
              <i data-part={part} style={{ width: `${(100 * parts[part]) / most}%` }} />
            </span>
            <b>{nats((printed[k] ?? 0) / unit, digits)}</b>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function openingPrior({ rounds }: Replay, { series }: Subject): readonly number[] | null {
  const last = momentAt(rounds, series, rounds.length);
  return last === null ? null : priorIn(last, 'total');
}
