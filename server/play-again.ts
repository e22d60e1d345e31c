import { type Refusal, refuse } from '../shared/errors.ts';
import type { OpStamp, RecordedEvent } from '../shared/room/events.ts';
import type { Clock } from './clock.ts';
import * as codes from './codes.ts';
import type { HostedRoom, NextLog } from './hosted-room.ts';
import type { Log } from './log.ts';
import { playAgain } from './room-opening.ts';
import type { RoomRegistry } from './room-registry.ts';
import { stamp } from './room-runner.ts';
import type { LiveRoom, Result } from './room-service.ts';
import { SharedRoom } from './shared-room.ts';
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
  /** What other servers have made of the code is known when it resolves; left out, there are none. */
  readonly refresh?: ((code: string) => Promise<void>) | undefined;
  /** The code's host is changing just now. */
  isHeldUp(code: string): boolean;
  isStopping(): boolean;
  onAgain(before: LiveRoom): void;
}

type Renewal = Result<{ readonly ok: true; readonly room: LiveRoom }>;

/** The same class, code and settings under a new log with a new jar. */
export function createPlayAgain(parts: PlayAgainParts): (room: LiveRoom, opId: string) => Promise<Renewal> {
  const { registry, clock, random, log, create, refresh, isHeldUp, isStopping, onAgain } = parts;
  /** What is under way, by code: who repeats the wish waits for the same answer. */
  const renewals = new Map<string, { readonly op: OpStamp; readonly result: Promise<Renewal> }>();

  async function handOn(current: HostedRoom, op: OpStamp): Promise<Renewal> {
    if (current instanceof SharedRoom) return handOnShared(current, op);
    // Who is removed or leaves meanwhile must not come along: nothing more is decided here, and what was is waited for.
    current.isClosed = true;
    const after = await renew(current, op);
    current.isClosed = after.ok;
    if (!after.ok) return after;
    onAgain(current);
    return after;
  }

  /** In the log's own turn: whatever any server stored of it before comes along, and nothing is stored after it. */
  async function handOnShared(current: SharedRoom, op: OpStamp): Promise<Renewal> {
    let refusal: Refusal = refuse('phase/not-now');
    try {
      const next = await current.handOver(() => {
        const made = nextOf(current, op);
        if (made.ok) return made.next;
        refusal = made;
        return null;
      });
      if (next === null) return refusal;
      const names = new Map(next.names.map(({ playerId, name }) => [playerId, name]));
      const room = registry.host(next.row, next.events, names);
      onAgain(current);
      return { ok: true, room };
    } catch (err) {
      log.error({ err, replayId: current.row.replayId }, 'a room was not stored');
      return refuse('store/unavailable');
    }
  }

  function nextOf(room: HostedRoom, op: OpStamp): { readonly ok: true; readonly next: NextLog } | Refusal {
    const at = clock.now();
    const made = playAgain(room.state, room.names, at, op, random);
    if (!made.ok) return made;
    const row: RoomRow = { ...room.row, replayId: codes.newId(random, 18), createdAt: at };
    return { ok: true, next: { row, events: made.events, names: made.names } };
  }

  async function renew(room: HostedRoom, op: OpStamp): Promise<Renewal> {
    try {
      await room.settled();
    } catch (err) {
      log.error({ err, replayId: room.row.replayId }, 'an event was not stored');
      return refuse('store/unavailable');
    }
    const made = nextOf(room, op);
    if (!made.ok) return made;
    const after = await create(made.next.row, made.next.events, made.next.names);
    return after === null ? refuse('store/unavailable') : { ok: true, room: after };
  }

  return async (room, opId) => {
    const { code } = room.row;
    if (refresh !== undefined) await refresh(code);
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
