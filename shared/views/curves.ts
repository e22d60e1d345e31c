import type { ScoredRound } from '../room/state.ts';
import { boardIsShown, firstRanked, type Names, nameOf } from './leaderboard.ts';
import { type Open, shownScores } from './phases.ts';
import { curveForChart, emptyCurve, forChart } from './precision.ts';
import type { Curve, QuantileBand } from './wire.ts';

/** The curves that carry a name. */
const NAMED = 5;
/** More thin lines than this are a blur: quantile bands take their place. */
const MOST_THIN_CURVES = 200;
const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** KL by round of everybody still here, best first; named only where the board names them too. */
export function liveCurves(open: Open, names: Names): readonly Curve[] | null {
  if (shownScores(open) === null) return null;
  const rows = firstRanked(open, MOST_THIN_CURVES + 1);
  const wanted = rows.length > MOST_THIN_CURVES ? rows.slice(0, NAMED) : rows;
  const byPlayer = new Map(wanted.map(({ score }) => [score.playerId, emptyCurve(open.round)]));
  for (const { round, seats } of open.scored) {
    for (const { playerId, kl } of seats) {
      const curve = byPlayer.get(playerId);
      if (curve !== undefined) curve[round - 1] = forChart(kl);
    }
  }
  return wanted.map(({ score: { playerId }, rank }, place) =>
    mark(open, names, place, { playerId, rank }, byPlayer.get(playerId) ?? []),
  );
}

/** KL(jar‖estimate) by round, only after the reveal. */
export function truthCurves(open: Open, names: Names): readonly Curve[] {
  const { truth } = open;
  if (truth === null) return [];
  const rows = [...truth.seats]
    .filter(({ playerId }) => open.roster.get(playerId)?.out !== 'removed')
    .sort((a, b) => a.rank - b.rank);
  const wanted = rows.length > MOST_THIN_CURVES ? rows.slice(0, NAMED) : rows;
  return wanted.map(({ playerId, rank, klJar }, place) =>
    mark(open, names, place, { playerId, rank }, curveForChart(klJar)),
  );
}

function mark(
  open: Open,
  names: Names,
  place: number,
  who: { readonly playerId: string; readonly rank: number },
  kl: Curve['kl'],
): Curve {
  if (place >= NAMED || !boardIsShown(open)) return { kl };
  return { playerId: who.playerId, name: nameOf(names, who.playerId), rank: who.rank, kl };
}

export function quantileBands(open: Open): readonly QuantileBand[] | null {
  const last = shownScores(open);
  if (last === null || last.seats.length <= MOST_THIN_CURVES) return null;
  return QUANTILES.map((q, k) => {
    const kl = emptyCurve(open.round);
    for (const scored of open.scored) kl[scored.round - 1] = quantilesOf(scored)[k] ?? null;
    return { q, kl };
  });
}

const quantileCache = new WeakMap<ScoredRound, readonly number[]>();

/** A closed round never changes, so its ten thousand values are sorted once. */
function quantilesOf(scored: ScoredRound): readonly number[] {
  const known = quantileCache.get(scored);
  if (known !== undefined) return known;
  const sorted = Float64Array.from(scored.seats, (seat) => seat.kl).sort();
  const result = QUANTILES.map((q) => sorted[Math.round(q * (sorted.length - 1))])
    .filter((value) => value !== undefined)
    .map(forChart);
  quantileCache.set(scored, result);
  return result;
}

export function crowdCurve(open: Open): readonly (number | null)[] {
  if (shownScores(open) === null) return [];
  const curve = emptyCurve(open.round);
  for (const { round, crowd } of open.scored) curve[round - 1] = crowd === null ? null : forChart(crowd.kl);
  return curve;
}
