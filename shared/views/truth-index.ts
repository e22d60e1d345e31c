import type { SeatTruth } from '../room/events.ts';
import type { Truth } from '../room/state.ts';

const indexes = new WeakMap<Truth, ReadonlyMap<string, SeatTruth>>();

/** A seat's truth without a search through ten thousand for each of ten thousand. */
export function truthOf(truth: Truth, playerId: string): SeatTruth | undefined {
  const index = indexes.get(truth) ?? new Map(truth.seats.map((seat) => [seat.playerId, seat]));
  indexes.set(truth, index);
  return index.get(playerId);
}
