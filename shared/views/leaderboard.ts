import type { SeatScore } from '../room/events.ts';
import type { Open } from './phases.ts';
import { jarIsOpen, shownScores } from './phases.ts';
import { truthOf } from './truth-index.ts';
import type { BoardRow } from './wire.ts';

/** The board shows the top, never the bottom. */
export const BOARD_ROWS = 8;

export type Names = ReadonlyMap<string, string>;

export function nameOf(names: Names, playerId: string): string {
  return names.get(playerId) ?? '';
}

/** The host's cadence: every k-th round and the last, only after the reveal, or never. */
export function boardIsShown(open: Open): boolean {
  const { board, rounds } = open.settings;
  if (shownScores(open) === null || board === 'never') return false;
  if (jarIsOpen(open)) return true;
  if (board === 'end') return false;
  // Several draws with one guess may step over the round the cadence names.
  return open.round === rounds || Math.floor(open.round / board) > Math.floor((open.drawsFrom - 1) / board);
}

export interface Ranked {
  readonly score: SeatScore;
  readonly rank: number;
}

const sorted = new WeakMap<object, readonly Ranked[]>();

/** Everybody still here who was scored, first to last; after the reveal in the order of the reveal. */
export function ranking(open: Open): readonly Ranked[] {
  return inOrder(open).filter(({ score }) => isShown(open, score.playerId));
}

/** The first of them; of ten thousand the others are not even looked at. */
export function firstRanked(open: Open, rows: number): readonly Ranked[] {
  const first: Ranked[] = [];
  for (const ranked of inOrder(open)) {
    if (first.length === rows) break;
    if (isShown(open, ranked.score.playerId)) first.push(ranked);
  }
  return first;
}

function inOrder({ scored, truth }: Open): readonly Ranked[] {
  const last = scored.at(-1);
  if (last === undefined) return [];
  const key = truth ?? last;
  const all =
    sorted.get(key) ?? sortByRank(last.seats, (id) => (truth ? truthOf(truth, id)?.rank : undefined));
  sorted.set(key, all);
  return all;
}

/** Who goes home after the reveal keeps a place on the podium. */
function isShown(open: Open, playerId: string): boolean {
  const out = open.roster.get(playerId)?.out;
  return out === null || (out === 'left' && truthOfSeat(open, playerId));
}

function truthOfSeat({ truth }: Open, playerId: string): boolean {
  return truth !== null && truthOf(truth, playerId) !== undefined;
}

function sortByRank(
  seats: readonly SeatScore[],
  rankOf: (playerId: string) => number | undefined,
): readonly Ranked[] {
  return seats
    .map((score) => ({ score, rank: rankOf(score.playerId) ?? score.rank }))
    .sort((a, b) => a.rank - b.rank);
}

export function leaderboard(open: Open, names: Names, rows = BOARD_ROWS): readonly BoardRow[] | null {
  if (!boardIsShown(open)) return null;
  return firstRanked(open, rows).map(({ score: { playerId, kl, points, total, move }, rank }) => ({
    playerId,
    name: nameOf(names, playerId),
    cookie: open.roster.get(playerId)?.cookie ?? 0,
    kl,
    points,
    total,
    rank,
    move,
  }));
}
