import { type Refusal, refuse } from '../shared/errors.ts';
import type { Command } from '../shared/room/commands.ts';
import { decide } from '../shared/room/decide.ts';
import type { OpStamp } from '../shared/room/events.ts';
import { opsOf } from '../shared/room/ops.ts';
import { record } from '../shared/room/record.ts';
import type { DrawSource } from '../shared/room/seal.ts';
import type { Place } from '../shared/room/state.ts';
import { GRACE_MS } from '../shared/room/timing.ts';
import { type Clock, pause } from './clock.ts';
import { digestOf, type RandomBytes } from './codes.ts';
import type { HostedRoom } from './hosted-room.ts';
import type { Log } from './log.ts';
import { chainingWith } from './room-opening.ts';
import type { RoomRegistry } from './room-registry.ts';
import type { LiveRoom, Outcome, Result } from './room-service.ts';
import { DamagedLog, LogGone, type NameEntry } from './store/event-store.ts';

/** Names that go with a command, chosen once the rules have accepted it. */
export type ChooseNames = (
  room: HostedRoom,
) => { readonly ok: true; readonly names: readonly NameEntry[] } | Refusal;

export interface Runner {
  execute(
    room: LiveRoom,
    command: Command,
    by: string,
    op?: OpStamp,
    chooseNames?: ChooseNames,
  ): Promise<Result>;
  /** Runs what has happened whether it can be stored or not: tries again until the store takes it, or it is no longer so. */
  insist(room: LiveRoom, command: Command, by: string, isStill?: () => boolean): Promise<void>;
  /** Counts this work among what stopping waits for. */
  track<T>(work: Promise<T>): Promise<T>;
  isStopping(): boolean;
  stop(): Promise<void>;
}

export interface RunnerParts {
  readonly registry: RoomRegistry;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly draw: DrawSource | undefined;
  readonly lagMs: () => number;
  /** Called when a command has to be refused because the store cannot take it. */
  readonly onUnsaved: (room: LiveRoom) => void;
  readonly log: Log;
}

interface Asked {
  readonly command: Command;
  readonly by: string;
  readonly arrivedAt: number;
  readonly op?: OpStamp;
  readonly chooseNames?: ChooseNames;
}

interface Decided {
  /** Resolves when it is durable. */
  readonly stored: Promise<void>;
  readonly place: () => Place;
}

const RETRY_MS = 1000;

/** Runs commands: decides on what is known, takes it in at once, and answers when it is durable. */
export function createRunner(parts: RunnerParts): Runner {
  const { registry, clock, random, draw, lagMs, onUnsaved, log } = parts;
  const chaining = chainingWith(random);
  const underWay = new Set<Promise<unknown>>();
  /** Operations that have not been answered yet. */
  const asked = new Set<string>();
  let stopping = false;

  /** A full disk may have room again; a damaged log does not mend itself. */
  function notStored(room: LiveRoom, error?: unknown): Refusal {
    if (error instanceof DamagedLog) return refuse('room/damaged');
    if (error instanceof LogGone) return refuse('room/unknown');
    onUnsaved(room);
    return refuse('store/unavailable');
  }

  async function run(
    room: HostedRoom,
    command: Command,
    by: string,
    op?: OpStamp,
    chooseNames?: ChooseNames,
  ): Promise<Result> {
    const arrivedAt = clock.now();
    const attempt = () => {
      try {
        return decideNow(room, {
          command,
          by,
          arrivedAt,
          ...(op && { op }),
          ...(chooseNames && { chooseNames }),
        });
      } catch (mistake) {
        return { mistake };
      }
    };
    let decided: ReturnType<typeof attempt>;
    try {
      decided = await room.decide(attempt);
    } catch (err) {
      log.error({ err, replayId: room.row.replayId }, 'a log cannot be read');
      return notStored(room, err);
    }
    if ('mistake' in decided) throw decided.mistake;
    if ('ok' in decided) return decided;
    const { stored, place } = decided;
    try {
      await stored;
    } catch (err) {
      log.error({ err, replayId: room.row.replayId }, 'an event was not stored');
      return notStored(room, err);
    }
    return { ok: true, ...place() };
  }

  /** On what is known when its turn has come. */
  function decideNow(room: HostedRoom, asked: Asked): Refusal | Decided {
    const { command, by, arrivedAt, op, chooseNames } = asked;
    const at = clock.now();
    // Who had to wait for the turn of a log that others write to as well was in time when they came.
    const waitedMs = room.takesTurns ? at - arrivedAt : 0;
    const meta = { at, lagMs: Math.max(lagMs(), waitedMs), by, ...(op && { op }) };
    const decision = decide(room.ahead, command, meta, draw);
    const isNew = !decision.ok || decision.repeated === undefined;
    if (isNew && room.isResuming && command.type !== 'restart') return notStored(room);
    if (!decision.ok) return decision;
    if (isNew && room.isClosed && isWish(command, by)) return refuse('phase/not-now');
    const { closesAt } = room.ahead.open;
    if (command.type === 'guess' && closesAt !== null && meta.at > closesAt + GRACE_MS) {
      log.info(
        { replayId: room.row.replayId, lagMs: meta.lagMs },
        'an estimate counts that a stall had kept',
      );
    }
    const chosen = isNew ? chooseNames?.(room) : undefined;
    if (chosen?.ok === false) return chosen;
    const events = record(room.ahead, decision.events, meta, chaining);
    // A mistake in the rules is thrown here and now; what is waited for is the store.
    const stored =
      decision.repeated !== undefined || events.length === 0
        ? room.settled()
        : room.write(events, chosen?.names ?? []);
    return { stored, place: () => placeOf(decision.repeated ?? events[0] ?? room.state.open) };
  }

  function track<T>(work: Promise<T>): Promise<T> {
    const settled = work.finally(() => underWay.delete(settled));
    underWay.add(settled);
    return settled;
  }

  const execute: Runner['execute'] = (live, command, by, op, chooseNames) => {
    const room = registry.hosted(live);
    const answer = room && op && committed(room, by, op);
    if (answer !== undefined) return Promise.resolve(answer);
    const isUnderWay = op !== undefined && asked.has(op.id);
    if (stopping && !isUnderWay) return Promise.resolve(refuse('server/stopping'));
    if (room === undefined) return Promise.resolve(refuse('room/unknown'));
    const running = track(run(room, command, by, op, chooseNames));
    if (op === undefined || isUnderWay) return running;
    asked.add(op.id);
    return running.finally(() => asked.delete(op.id));
  };

  async function insist(room: LiveRoom, command: Command, by: string, isStill = () => true): Promise<void> {
    while (isStill()) {
      const result = await execute(room, command, by);
      if (result.ok || result.code !== 'store/unavailable') return;
      await pause(clock, RETRY_MS);
    }
  }

  return {
    execute,
    insist,
    track,
    isStopping: () => stopping,
    async stop() {
      stopping = true;
      await Promise.allSettled(underWay);
    },
  };
}

function placeOf({ seq, head = null }: { readonly seq: number; readonly head?: string | null }): Place {
  return { seq, head };
}

/** The answer to an operation that is in the log: its repeat is never refused, whatever the disk does now. */
function committed(room: HostedRoom, by: string, op: OpStamp): Outcome | undefined {
  const earlier = opsOf(room.state, by)?.get(op.id);
  return earlier?.digest === op.digest ? { ok: true, ...placeOf(earlier) } : undefined;
}

/** What somebody wants, beside what the clock sees and who comes and goes. */
function isWish({ type }: Command, by: string): boolean {
  return by !== 'clock' && by !== 'server' && type !== 'connect' && type !== 'disconnect';
}

/** An operation's id together with what tells its content apart. */
export function stamp(opId: string | undefined, content: unknown): OpStamp | undefined {
  return opId === undefined ? undefined : { id: opId, digest: digestOf(content) };
}
