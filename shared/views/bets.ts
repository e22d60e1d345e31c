import type { Bets, SeatBet } from '../room/events.ts';
import { type Names, nameOf } from './leaderboard.ts';
import type { Open } from './phases.ts';
import type { BetsView } from './wire.ts';

/** The best, never the worst. */
const BET_ROWS = 8;
/** More bands than this are a blur. */
const MOST_BANDS = 200;

/** The sealed bets, once the jar is open. */
export function betsView(open: Open, names: Names): BetsView | null {
  const bets = open.truth?.bets ?? null;
  if (bets === null) return null;
  const byCost = sortedByCost(bets);
  const step = Math.max(1, byCost.length / MOST_BANDS);
  const shown = Math.min(MOST_BANDS, byCost.length);
  return {
    found: bets.found,
    of: bets.of,
    rows: open.settings.board === 'never' ? [] : rows(open, names, byCost),
    bands: Array.from({ length: shown }, (_, k) => byCost[Math.floor(k * step)]?.band).filter(
      (band) => band !== undefined,
    ),
  };
}

function rows(open: Open, names: Names, byCost: readonly SeatBet[]): BetsView['rows'] {
  return byCost
    .filter(({ playerId }) => open.roster.get(playerId)?.out !== 'removed')
    .slice(0, BET_ROWS)
    .map(({ playerId, band, cost, hit }) => ({
      playerId,
      name: nameOf(names, playerId),
      cookie: open.roster.get(playerId)?.cookie ?? 0,
      band,
      cost,
      hit,
    }));
}

const sorted = new WeakMap<Bets, readonly SeatBet[]>();

function sortedByCost(bets: Bets): readonly SeatBet[] {
  const known = sorted.get(bets) ?? [...bets.seats].sort((a, b) => a.cost - b.cost);
  sorted.set(bets, known);
  return known;
}

const indexes = new WeakMap<Bets, ReadonlyMap<string, SeatBet>>();

/** A seat's bet without a search through ten thousand for each of ten thousand. */
export function betOf(bets: Bets, playerId: string): SeatBet | undefined {
  const index = indexes.get(bets) ?? new Map(bets.seats.map((seat) => [seat.playerId, seat]));
  indexes.set(bets, index);
  return index.get(playerId);
}
