import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RecordedEvent } from '../shared/room/events.ts';
import { emptyState, evolve, fold } from '../shared/room/evolve.ts';
import type { RoomState } from '../shared/room/state.ts';

/** Events of one turn of the event loop. */
const PORTION = 1000;

/** A log folded twice, as a room holds it. */
export interface Folded {
  readonly state: RoomState;
  readonly ahead: RoomState;
}

export function foldTwice(events: readonly RecordedEvent[]): Folded {
  return { state: fold(events), ahead: fold(events) };
}

export async function foldTwiceInTurns(events: readonly RecordedEvent[]): Promise<Folded> {
  return { state: await foldInTurns(events), ahead: await foldInTurns(events) };
}

/** A room from its log, while the lessons of others go on. */
export async function foldInTurns(events: readonly RecordedEvent[]): Promise<RoomState> {
  const state = emptyState();
  for (let from = 0; from < events.length; from += PORTION) {
    if (from > 0) await nextTurn();
    for (const recorded of events.slice(from, from + PORTION)) evolve(state, recorded);
  }
  return state;
}
