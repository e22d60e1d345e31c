import { type Refusal, refuse } from '../errors.ts';
import type { CommandMeta, Decision } from './commands.ts';
import type { RoomEvent } from './events.ts';
import { opsOf } from './ops.ts';
import type { RoomState, RosterEntry, SeatState } from './state.ts';

/** Accepted; without events it had no effect to record. */
export function accept(...events: readonly RoomEvent[]): Decision {
  return { ok: true, events };
}

/** The answer to an operation that was accepted before, or null for a new one. */
export function earlierAnswer(state: RoomState, meta: CommandMeta): Decision | Refusal | null {
  if (meta.op === undefined) return null;
  const earlier = opsOf(state, meta.by)?.get(meta.op.id);
  if (earlier === undefined) return null;
  if (earlier.digest !== meta.op.digest) return refuse('op/conflict');
  return { ok: true, events: [], repeated: { seq: earlier.seq, head: earlier.head } };
}

export interface Seated {
  readonly ok: true;
  readonly entry: Readonly<RosterEntry>;
  readonly seat: Readonly<SeatState>;
}

/** The seat, if it is still taken. */
export function seated({ open, seats }: RoomState, playerId: string): Seated | Refusal {
  const entry = open.roster.get(playerId);
  const seat = seats.get(playerId);
  if (entry === undefined || seat === undefined || entry.out === 'left') return refuse('seat/unknown');
  if (entry.out === 'removed') return refuse('seat/removed');
  return { ok: true, entry, seat };
}
