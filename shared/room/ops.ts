import type { RecordedEvent } from './events.ts';
import type { OpMemory, RoomState } from './state.ts';

/** Operations remembered per seat: a phone repeats its last few messages, never an old one. */
const MOST_OPS = 32;

/** The operations remembered of whoever speaks: the host's own, or the seat's. */
export function opsOf({ seats, hidden }: RoomState, by: string): OpMemory | undefined {
  return by === 'host' ? hidden.hostOps : seats.get(by)?.ops;
}

export function rememberOp(state: RoomState, { op, by, seq, head }: RecordedEvent): void {
  if (op === undefined) return;
  const ops = opsOf(state, by);
  // One command may give several events; its answer is the first.
  if (ops === undefined || ops.has(op.id)) return;
  ops.set(op.id, { digest: op.digest, seq, head: head ?? null });
  for (const oldest of ops.keys()) {
    if (ops.size <= MOST_OPS) return;
    ops.delete(oldest);
  }
}
