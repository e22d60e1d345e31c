import type { RecordedEvent } from '../../shared/room/events.ts';
import type { SharedStore } from './shared-store.ts';

/** One log: a room as played once; playing again opens another log under the same code. */
export interface RoomRow {
  readonly replayId: string;
  readonly code: string;
  /** SHA-256 hex of the host's token. */
  readonly hostTokenHash: string;
  readonly recoveryHash: string;
  /** Carried by the QR code and the join link, so that they never wait behind wrong codes. */
  readonly joinKey: string;
  readonly title: string;
  readonly createdAt: number;
}

/** What a room keeps of the two secrets that make somebody its host. */
export type HostKeyHashes = Pick<RoomRow, 'hostTokenHash' | 'recoveryHash'>;

export interface NameEntry {
  readonly playerId: string;
  readonly name: string;
}

/** What of a log may have to go, see retention.ts. */
export interface KeptLog {
  readonly replayId: string;
  readonly createdAt: number;
  readonly endedAt: number | null;
  readonly started: boolean;
  /** Whether a name or a title is still there. */
  readonly named: boolean;
}

/** Moments before which a log was opened: any, one with names, one that nobody started. */
export interface Ages {
  readonly any: number;
  readonly named: number;
  readonly unstarted: number;
}

/** Thrown by append when somebody else wrote first; the caller reads, folds and decides again. */
export class SequenceConflict extends Error {
  constructor(replayId: string, expected: number) {
    super(`log ${replayId} has moved past ${expected}`);
    this.name = 'SequenceConflict';
  }
}

/** The store cannot do its work now (disk full, I/O error, stopped); nothing of the call was written. */
export class StoreUnavailable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoreUnavailable';
  }
}

/** There is no such log any more: somebody deleted it. */
export class LogGone extends Error {
  constructor(replayId: string) {
    super(`log ${replayId} is gone`);
    this.name = 'LogGone';
  }
}

/** A log whose records are not what was once written; it is refused rather than read shortened. */
export class DamagedLog extends Error {
  /** Seq of the first event that is not what was written; null where that cannot be told. */
  readonly firstBad: number | null;

  constructor(replayId: string, what: string, firstBad: number | null = null) {
    super(`log ${replayId} is damaged: ${what}`);
    this.name = 'DamagedLog';
    this.firstBad = firstBad;
  }
}

export interface EventStore {
  /** There where several servers work on the same logs; a store that belongs to one server has none. */
  readonly shared?: SharedStore;
  open(): Promise<void>;
  close(): Promise<void>;
  createRoom(row: RoomRow, events: readonly RecordedEvent[], names: readonly NameEntry[]): Promise<void>;
  /** Resolves after the commit is durable. `expectedSeq` is the seq of the last known event. */
  append(
    replayId: string,
    expectedSeq: number,
    events: readonly RecordedEvent[],
    names: readonly NameEntry[],
  ): Promise<void>;
  /** Other keys for the host, durable when it resolves; a log that is not there stays away. */
  setHostKeys(replayId: string, keys: HostKeyHashes): Promise<void>;
  /** All of a log, or what follows the seq `after`; throws DamagedLog unless it is exactly what was appended. */
  read(replayId: string, after?: number): Promise<readonly RecordedEvent[]>;
  names(replayId: string): Promise<ReadonlyMap<string, string>>;
  /** The rows of every log, newest first; also of damaged ones, as far as they are known. */
  rooms(): Promise<readonly RoomRow[]>;
  room(replayId: string): Promise<RoomRow | undefined>;
  /** The logs that are older than the age of their kind. */
  kept(openedBefore: Ages): Promise<readonly KeptLog[]>;
  /** Every name and the title, or one seat's name; resolves when no byte of them is left on the disk. */
  forgetNames(replayId: string, playerId?: string): Promise<void>;
  deleteRoom(replayId: string): Promise<void>;
  /** Overwrites what names that were replaced have left behind. */
  tidy(): Promise<void>;
  /** Remembers that the server was alive at this moment; need not be durable. */
  heartbeat(at: number): Promise<void>;
  lastHeartbeat(): Promise<number | null>;
  /** Cheap proof that the store takes writes, for /readyz. */
  ready(): Promise<boolean>;
}
