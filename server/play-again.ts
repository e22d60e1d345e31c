import { refuse } from '../shared/errors.ts';
import type { OpStamp, RecordedEvent } from '../shared/room/events.ts';
import type { Clock } from './clock.ts';
import * as codes from './codes.ts';
import type { HostedRoom } from './hosted-room.ts';
import type { Log } from './log.ts';
import { playAgain } from './room-opening.ts';
import type { RoomRegistry } from './room-registry.ts';
import { stamp } from './room-runner.ts';
import type { LiveRoom, Result } from './room-service.ts';
import type { NameEntry, RoomRow } from './store/event-store.ts';

export interface PlayAgainParts {
  readonly registry: RoomRegistry;
  readonly clock: Clock;
  readonly random: codes.RandomBytes;
  readonly log: Log;
  create(
    row: RoomRow,
    events: readonly RecordedEvent[],
    names: readonly NameEntry[],
  ): Promise<HostedRoom | null>;
  /** The code's host is changing just now. */
  isHeldUp(code: string): boolean;
  isStopping(): boolean;
  onAgain(before: LiveRoom, after: LiveRoom): void;
}

type Renewal = Result<{ readonly ok: true; readonly room: LiveRoom }>;

/** The same class, code and settings under a new log with a new jar. */
export function createPlayAgain(parts: PlayAgainParts): (room: LiveRoom, opId: string) => Promise<Renewal> {
  const { registry, clock, random, log, create, isHeldUp, isStopping, onAgain } = parts;
  /** What is under way, by code: who repeats the wish waits for the same answer. */
  const renewals = new Map<string, { readonly op: OpStamp; readonly result: Promise<Renewal> }>();

  async function handOn(current: HostedRoom, op: OpStamp): Promise<Renewal> {
    // Who is removed or leaves meanwhile must not come along: nothing more is decided here, and what was is waited for.
    current.isClosed = true;
    const after = await renew(current, op);
    current.isClosed = after.ok;
    if (!after.ok) return after;
    onAgain(current, after.room);
    return after;
  }

  async function renew(room: HostedRoom, op: OpStamp): Promise<Renewal> {
    try {
      await room.settled();
    } catch (err) {
      log.error({ err, replayId: room.row.replayId }, 'an event was not stored');
      return refuse('store/unavailable');
    }
    const at = clock.now();
    const next = playAgain(room.state, room.names, at, op, random);
    if (!next.ok) return next;
    const row: RoomRow = { ...room.row, replayId: codes.newId(random, 18), createdAt: at };
    const after = await create(row, next.events, next.names);
    return after === null ? refuse('store/unavailable') : { ok: true, room: after };
  }

  return async (room, opId) => {
    const { code } = room.row;
    const op = stamp(opId, { type: 'again' });
    const underWay = renewals.get(code);
    if (underWay !== undefined && op?.id === underWay.op.id && op.digest === underWay.op.digest) {
      return underWay.result;
    }
    const current = registry.byCode(code);
    if (op !== undefined && current?.state.hidden.hostOps.get(op.id)?.digest === op.digest) {
      return { ok: true, room: current };
    }
    const { phase } = room.state.open;
    const isOver = phase === 'revealed' || phase === 'ended';
    if (op === undefined || !isOver || current?.row.replayId !== room.row.replayId || current.isClosed) {
      return refuse('phase/not-now');
    }
    if (isHeldUp(code)) return refuse('rate/slow-down');
    if (isStopping()) return refuse('server/stopping');
    const result = handOn(current, op);
    renewals.set(code, { op, result });
    return result.finally(() => renewals.delete(code));
  };
}
