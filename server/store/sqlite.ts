import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RecordedEvent } from '../../shared/room/events.ts';
import { fromCells, toCells } from './event-rows.ts';
import {
  DamagedLog,
  type EventStore,
  type NameEntry,
  type RoomRow,
  SequenceConflict,
  StoreUnavailable,
} from './event-store.ts';
import { requireConsecutive } from './sequence.ts';
import type { Answer, Call, FromWorker, KeptRow, LogPart, ToWorker } from './sqlite-messages.ts';
import { heartbeatOf, heartbeatWith, type LogEnd } from './sums.ts';

interface Waiting {
  readonly call: Call;
  readonly settle: (answer: Answer) => void;
}

export function createSqliteStore(dataDir: string): EventStore {
  const file = join(dataDir, 'rooms.db');
  let worker: Worker | undefined;
  let queue: Waiting[] = [];
  let running: Waiting[] = [];
  let opened = false;
  let closing = false;
  let onClosed: (() => void) | undefined;
  /** Logs whose parts are being asked for one after the other. */
  const reading = new Set<Promise<unknown>>();
  let reviving = false;

  /** Whatever arrived while the last commit ran goes into the next. */
  function flush(): void {
    if (worker === undefined || running.length > 0) return;
    if (queue.length === 0) {
      if (onClosed !== undefined) tell(worker, { kind: 'close' });
      return;
    }
    running = queue;
    queue = [];
    tell(worker, { kind: 'batch', calls: running.map(({ call }) => call) });
  }

  function settle(answers: readonly Answer[]): void {
    const settled = running;
    running = [];
    flush();
    settled.forEach((waiting, index) => {
      waiting.settle(answers[index] ?? unavailable('the store gave no answer'));
    });
  }

  function lose(reason: string): void {
    const lost = [...running, ...queue];
    worker = undefined;
    running = [];
    queue = [];
    for (const waiting of lost) waiting.settle(unavailable(reason));
    onClosed?.();
  }

  function start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const started = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: { file } });
      started.on('message', (message: FromWorker) => {
        if (message.kind === 'answers') settle(message.answers);
        else if (message.kind === 'refused') reject(new StoreUnavailable(message.message));
        else if (message.kind === 'opened') {
          worker = started;
          resolve();
        }
      });
      started.on('error', (error) => {
        reject(new StoreUnavailable(error.message));
        lose(error.message);
      });
      started.on('exit', () => lose('the store is closed'));
    });
  }

  /** A thread that died takes nothing with it that was acknowledged: the next call starts another. */
  function revive(): void {
    if (reviving) return;
    reviving = true;
    start()
      .then(flush, (error: Error) => lose(error.message))
      .finally(() => {
        reviving = false;
      });
  }

  function ask(call: Call): Promise<Answer> {
    const goesOn = call.kind === 'read' && call.after.lastSeq > 0;
    if (!opened || onClosed !== undefined || (closing && !goesOn))
      return Promise.resolve(unavailable('the store is closed'));
    if (worker === undefined) revive();
    return new Promise((resolve) => {
      queue.push({ call, settle: resolve });
      flush();
    });
  }

  /** A value, or the error the caller can tell apart. */
  async function call<T>(what: Call, conflict?: () => SequenceConflict): Promise<T> {
    const answer = await ask(what);
    if (answer.ok) return answer.value as T;
    if (answer.why === 'conflict' && conflict !== undefined) throw conflict();
    if (answer.why === 'damaged' && 'replayId' in what)
      throw new DamagedLog(what.replayId, answer.message, answer.firstBad);
    throw new StoreUnavailable(answer.message);
  }

  async function read(replayId: string): Promise<readonly RecordedEvent[]> {
    const ask = (after: LogEnd) => call<LogPart | null>({ kind: 'read', replayId, after });
    const events: RecordedEvent[] = [];
    let broken: unknown;
    let coming: Promise<LogPart | null> | null = ask({ lastSeq: 0, lastSum: 0 });
    while (coming !== null) {
      const part: LogPart | null = await coming;
      // Never there, or deleted while it was read.
      if (part === null) return [];
      // While this part is understood the disk's thread fetches the next.
      coming = part.next === null ? null : ask(part.next);
      // What the disk's thread finds wrong comes before what cannot be understood, so that is kept for the end.
      try {
        if (broken === undefined) for (const cells of part.events) events.push(fromCells(replayId, cells));
      } catch (error) {
        broken = error;
      }
    }
    if (broken !== undefined) throw broken;
    return events;
  }

  return {
    async open() {
      try {
        // Names of children may be inside: nobody else on this machine needs to look.
        mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new StoreUnavailable(`DATA_DIR ${dataDir} cannot be used: ${why}`);
      }
      await start();
      opened = true;
    },
    async close() {
      closing = true;
      await Promise.allSettled(reading);
      if (worker === undefined) return;
      await new Promise<void>((resolve) => {
        onClosed = resolve;
        flush();
      });
    },
    async createRoom(row, events, names) {
      requireConsecutive(0, events);
      const conflict = () => new SequenceConflict(row.replayId, 0);
      await call({ kind: 'createRoom', row, events: events.map(toCells), names }, conflict);
    },
    async append(replayId, expectedSeq, events, names) {
      requireConsecutive(expectedSeq, events);
      const conflict = () => new SequenceConflict(replayId, expectedSeq);
      await call({ kind: 'append', replayId, expectedSeq, events: events.map(toCells), names }, conflict);
    },
    setHostKeys: (replayId, { hostTokenHash, recoveryHash }) =>
      call({ kind: 'setHostKeys', replayId, keys: { hostTokenHash, recoveryHash } }),
    async read(replayId, after = 0) {
      const whole = read(replayId);
      reading.add(whole);
      const events = await whole.finally(() => reading.delete(whole));
      // The sum of an event holds all before it, so the whole is read and the rest given.
      return after === 0 ? events : events.slice(after);
    },
    async names(replayId) {
      const rows = await call<readonly NameEntry[]>({ kind: 'names', replayId });
      return new Map(rows.map(({ playerId, name }) => [playerId, name]));
    },
    rooms: () => call<readonly RoomRow[]>({ kind: 'rooms' }),
    room: (replayId) => call<RoomRow | undefined>({ kind: 'room', replayId }),
    async kept(openedBefore) {
      const rows = await call<readonly KeptRow[]>({ kind: 'kept', openedBefore });
      return rows.map(({ named, started, ...row }) => ({
        ...row,
        ...{ named: named === 1, started: started === 1 },
      }));
    },
    forgetNames: (replayId, playerId) => call({ kind: 'forgetNames', replayId, playerId }),
    deleteRoom: (replayId) => call({ kind: 'deleteRoom', replayId }),
    tidy: () => call({ kind: 'tidy' }),
    heartbeat: (at) => call({ kind: 'setMeta', key: 'heartbeat', value: heartbeatWith(String(at)) }),
    async lastHeartbeat() {
      const value = await call<string | null>({ kind: 'meta', key: 'heartbeat' });
      return value === null ? null : heartbeatOf(value);
    },
    async ready() {
      return (await ask({ kind: 'setMeta', key: 'ready', value: '' })).ok;
    },
  };
}

function tell(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}

function unavailable(message: string): Answer {
  return { ok: false, why: 'unavailable', message };
}
