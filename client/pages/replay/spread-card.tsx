import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Replay } from '../../../shared/views/wire.ts';
import { formatPercent } from '../../locales/numbers.ts';
import { t } from '../../locales/translate.ts';
import type { Followed } from './followed.ts';
import { posteriorCurve } from './posterior-curve.ts';
import type { Span } from './span.ts';
import type { Mark } from './spread-marks.tsx';
import { SpreadPlot } from './spread-plot.tsx';
import { asOf, shareOf } from './standing.ts';

export interface SpreadCardProps {
  readonly replay: Replay;
  readonly round: number;
  readonly followed: readonly Followed[];
  readonly flavour: number;
  readonly span: Span;
  readonly zoom: JSX.Element;
  readonly truth: number;
}

/** Every estimate as a dot, the exact posterior behind them, and where the truth lies. */
export function SpreadCard(props: SpreadCardProps): JSX.Element {
  const { replay, round, followed, flavour, span, zoom, truth } = props;
  const curve = useMemo(
    () => (flavour === 0 ? posteriorCurve(replay, round, span) : null),
    [replay, round, flavour, span],
  );
  const slots = useMemo(() => new Map(followed.map(({ playerId, slot }) => [playerId, slot])), [followed]);
  const dots = useMemo(
    () =>
      replay.players.flatMap(({ playerId, estimates }) => {
        const share = shareOf(asOf(estimates, round), flavour);
        return share === null ? [] : [{ share, slot: slots.get(playerId) ?? null }];
      }),
    [replay, round, flavour, slots],
  );
  const marks: Mark[] = [];
  const posterior = replay.rounds[round - 1]?.posterior?.[flavour];
  if (posterior !== undefined)
    marks.push({
      kind: 'posterior',
      share: posterior,
      label: t('replay.post.mean', { v: formatPercent(posterior) }),
    });
  marks.push({ kind: 'truth', share: truth, label: t('replay.truth', { v: formatPercent(truth) }) });
  const mean = shareOf(asOf(replay.crowd.estimates, round), flavour);
  if (mean !== null && replay.players.length > 1)
    marks.push({ kind: 'mean', share: mean, label: t('replay.mean.at', { v: formatPercent(mean) }) });
  for (const { bot, estimates } of replay.bots) {
    const share = shareOf(asOf(estimates, round), flavour);
    if (share !== null)
      marks.push({ kind: 'bot', share, label: `${t(`bot.${bot}`)} ${formatPercent(share)}%` });
  }
  const list = marks.map(({ label }) => label).join(', ');
  return (
    <section class="card replay-spread" aria-labelledby="replay-spread">
      <div class="replay-card-head">
        <h2 id="replay-spread">{t(replay.players.length > 0 ? 'replay.dist' : 'replay.dist.bots')}</h2>
        {zoom}
      </div>
      <div class="replay-plot">
        <SpreadPlot
          dots={dots}
          marks={marks}
          curve={curve}
          span={span}
          curveLabel={t(round === 0 ? 'learn.prior.h' : 'replay.legend.post')}
          title={t('replay.dist.alt', { n: round, list })}
        />
      </div>
    </section>
  );
}
