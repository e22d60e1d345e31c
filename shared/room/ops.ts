import type { RecordedEvent } from './events.ts';
import type { OpMemory, RoomState } from './state.ts';

/** A phone waits for an answer before it says the next thing of a kind, and repeats what was not answered, never older things. */
const MOST_OF_SEAT = 8;
/** One for each button of the page, and then some. */
const MOST_OF_HOST = 32;

/** The operations remembered of whoever speaks: the host's own, or the seat's. */
export function opsOf({ seats, hidden }: RoomState, by: string): OpMemory | undefined {
  return by === 'host' ? hidden.hostOps : seats.get(by)?.ops;
}

export function rememberOp(state: RoomState, { op, by, seq, head }: RecordedEvent): void {
  if (op === undefined) return;
  const ops = opsOf(state, by);
  // One command may give several events; its answer is the first.
  if (ops === undefined || ops.has(op.id)) return;
  const most = by === 'host' ? MOST_OF_HOST : MOST_OF_SEAT;
  // Room is made first: one more than it holds makes a map's table twice as large.
  for (const oldest of ops.keys()) {
    if (ops.size < most) break;
    ops.delete(oldest);
  }
  ops.set(op.id, { digest: op.digest, seq, head: head ?? null });
}
