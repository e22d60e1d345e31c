import { shareOf } from '../labs/share-of.ts';
import { betsView } from './bets.ts';
import { botRows } from './bots.ts';
import { crowdCurve, liveCurves, quantileBands, truthCurves } from './curves.ts';
import { closedHistogram } from './histogram.ts';
import { leaderboard, type Names, nameOf, ranking } from './leaderboard.ts';
import { type Open, shownScores } from './phases.ts';
import { curveForChart } from './precision.ts';
import { sharedView } from './shared-view.ts';
import { thermometer } from './thermometer.ts';
import type { DisplayView, HistogramView, LobbySeat, Podium, RevealView } from './wire.ts';

/** More names than this do not fit a projector; the newest are shown. */
const MOST_NAMES = 300;
const PODIUM_PLACES = 3;
/** Ties may share a place, but a podium has an edge. */
const PODIUM_ROOM = 6;
/** Within one point of what the cookies say. */
const NEAR = 0.01;
const ROUNDING = 1e-9;

export interface DisplayExtras {
  readonly replayId?: string | null;
  /** The forming histogram, see histogram.ts; closed ones are in the open state already. */
  readonly histogram?: HistogramView | null;
}

/** The projector's view: safe to mirror, it has no secrets and no controls. */
export function displayView(
  open: Open,
  names: Names,
  title: string,
  { replayId = null, histogram = null }: DisplayExtras = {},
): DisplayView {
  const scored = shownScores(open);
  return {
    ...sharedView(open, replayId),
    locked: open.locked,
    board: leaderboard(open, names),
    crowd: scored?.crowd ?? null,
    bots: botRows(open),
    betsPlaced: open.phase === 'bet' ? open.betsPlaced : null,
    settings: open.settings,
    title,
    code: open.code,
    openedAt: open.openedAt,
    commitment: open.commitment,
    mixed: open.mix !== '',
    present: open.present,
    answered: open.answered,
    done: open.done,
    order: orderOf(open),
    lobby: open.phase === 'lobby' ? lobbySeats(open, names) : null,
    curves: liveCurves(open, names),
    bands: quantileBands(open),
    crowdCurve: crowdCurve(open),
    histogram: scored === null ? histogram : closedHistogram(open, scored),
    previousHistogram: closedHistogram(open, open.scored.at(scored === null ? -1 : -2)),
    within: withinAPoint(open),
    thermometer: thermometer(open, names),
    reveal: revealOf(open, names),
  };
}

/** One digit per cookie: there are at most five flavours. */
function orderOf(open: Open): string | null {
  const draws = open.draws.slice(Math.max(0, open.drawsFrom - 1));
  return draws.length === 0 ? null : draws.map((draw) => draw.order.join('')).join('');
}

/** Who is here, in the order of arrival. */
function lobbySeats(open: Open, names: Names): readonly LobbySeat[] {
  return [...open.roster.values()]
    .filter((entry) => entry.out === null)
    .slice(-MOST_NAMES)
    .map(({ playerId, cookie }) => ({ playerId, name: nameOf(names, playerId), cookie }));
}

function withinAPoint(open: Open): DisplayView['within'] {
  const scored = shownScores(open);
  if (scored === null || scored.seats.length === 0) return null;
  const target = scored.posterior[0] ?? 0;
  const near = scored.seats.filter(
    ({ estimate }) => Math.abs((shareOf(open.settings, estimate)[0] ?? 0) - target) <= NEAR + ROUNDING,
  ).length;
  return { near, of: scored.seats.length };
}

function revealOf(open: Open, names: Names): RevealView | null {
  const { jar, truth } = open;
  if (jar === null || truth === null) return null;
  return {
    counts: jar.counts,
    podium: open.settings.board === 'never' ? [] : podium(open, names),
    klJar: {
      curves: truthCurves(open, names),
      crowd: curveForChart(truth.crowd),
      bots: truth.bots.map(({ bot, klJar }) => ({ bot, kl: curveForChart(klJar) })),
      floor: curveForChart(truth.floor),
    },
    bets: betsView(open, names),
  };
}

function podium(open: Open, names: Names): readonly Podium[] {
  return ranking(open)
    .filter(({ rank }) => rank <= PODIUM_PLACES)
    .slice(0, PODIUM_ROOM)
    .map(({ score: { playerId, total, estimate }, rank }) => ({
      playerId,
      name: nameOf(names, playerId),
      cookie: open.roster.get(playerId)?.cookie ?? 0,
      rank,
      total,
      estimate,
    }));
}
