import type { RecordedEvent } from '../../shared/room/events.ts';
import type { HostKeyHashes, NameEntry, RoomRow } from './event-store.ts';

/** How far a server has followed a log, and what stands beside it: keys, title, names that went. */
export interface Followed {
  readonly seq: number;
  readonly version: number;
}

/** What others have written since. */
export interface Fresh {
  readonly row: RoomRow;
  readonly version: number;
  readonly events: readonly RecordedEvent[];
  /** Those that came with the events; all there are when the version is another. */
  readonly names: ReadonlyMap<string, string>;
  /** The log that the lesson goes on in, once it was played again. */
  readonly successor: string | null;
}

/** Nobody else writes to the log while it is held. Ends with the first of the three. */
export interface Turn {
  readonly fresh: Fresh;
  /** Resolves after the commit is durable. */
  commit(events: readonly RecordedEvent[], names: readonly NameEntry[]): Promise<void>;
  /** Begins the log that takes this one's place; it keeps the keys that the host has now. */
  succeed(row: RoomRow, events: readonly RecordedEvent[], names: readonly NameEntry[]): Promise<RoomRow>;
  end(): Promise<void>;
}

/** What a server says of itself with each heartbeat. */
export interface Signs {
  /** The logs of which a host's page is open there. */
  readonly hosting: readonly string[];
  /** How many codes that opened nothing were tried there since it started. */
  readonly wrongCodes: number;
}

/** Another server, as it was last heard of. */
export interface Neighbour extends Signs {
  readonly node: string;
  /** Goes on while it lives. */
  readonly beats: number;
}

/** What servers need that work on the same logs. */
export interface SharedStore {
  /** This server's name among the others. */
  readonly node: string;
  /** By how many milliseconds the clock that all of them go by is ahead of this machine's. */
  clockAheadMs(): Promise<number>;
  /** Waits for the log's turn; undefined when the log is gone. */
  turn(replayId: string, followed: Followed): Promise<Turn | undefined>;
  /** The same without keeping anybody from writing. */
  since(replayId: string, followed: Followed): Promise<Fresh | undefined>;
  /** The newest log under a code that was opened since. */
  newest(code: string, openedSince: number): Promise<RoomRow | undefined>;
  /** How many rooms run, at whichever server, that were opened since. */
  running(openedSince: number): Promise<number>;
  /** Those of the logs that have moved on, or are gone. */
  moved(followed: ReadonlyMap<string, Followed>): Promise<readonly string[]>;
  /** Gives the host other keys, unless somebody else did, or the lesson goes on in another log. */
  exchangeHostKeys(replayId: string, before: HostKeyHashes, keys: HostKeyHashes): Promise<boolean>;
  /** Called when a log has moved, soon, but not surely. */
  onNews(listener: (replayId: string, followed: Followed | null) => void): void;
  /** What this server says of itself. */
  setSigns(here: () => Signs): void;
  neighbours(): Promise<readonly Neighbour[]>;
  /** One server at a time comes in; it is told whether another one lives. */
  enter(work: (othersLive: boolean) => Promise<void>): Promise<void>;
}
