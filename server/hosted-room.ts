import type { RecordedEvent } from '../shared/room/events.ts';
import { evolve } from '../shared/room/evolve.ts';
import type { RoomState } from '../shared/room/state.ts';
import { type Folded, foldInTurns } from './fold-in-turns.ts';
import type { LiveRoom } from './room-service.ts';
import { SeatNames } from './seat-names.ts';
import type { HostKeyHashes, NameEntry, RoomRow } from './store/event-store.ts';

export type OnCommitted = (room: HostedRoom, events: readonly RecordedEvent[]) => void;

/** The log that takes the place of another: the same lesson once more. */
export interface NextLog {
  readonly row: RoomRow;
  readonly events: readonly RecordedEvent[];
  readonly names: readonly NameEntry[];
}

/**
 * A room's log in memory, folded twice: `ahead` holds what has been decided, `state` only what is committed.
 * Commands decide on the one; everybody else reads the other.
 */
export abstract class HostedRoom implements LiveRoom {
  readonly #onCommitted: OnCommitted;
  #row: RoomRow;
  readonly #state: RoomState;
  #ahead: RoomState;
  readonly #names: Map<string, string>;
  #namesAhead: SeatNames;
  /** Played again under a new log, or about to be: nobody's wish is taken down here any more. */
  isClosed = false;
  /** Back from a restart that is not yet recorded: nothing else is decided before. */
  isResuming = false;
  /** A write failed: what is in memory has to be read again before anything else is decided. */
  protected isBroken = false;

  constructor(
    row: RoomRow,
    { state, ahead }: Folded,
    names: ReadonlyMap<string, string>,
    onCommitted: OnCommitted,
  ) {
    this.#onCommitted = onCommitted;
    this.#row = row;
    this.#state = state;
    this.#ahead = ahead;
    this.#names = new Map(names);
    this.#namesAhead = new SeatNames(names);
  }

  get row(): RoomRow {
    return this.#row;
  }

  get state(): RoomState {
    return this.#state;
  }

  get names(): ReadonlyMap<string, string> {
    return this.#names;
  }

  get ahead(): RoomState {
    return this.#ahead;
  }

  get namesAhead(): SeatNames {
    return this.#namesAhead;
  }

  /** Whether commands wait for other servers to finish theirs, which is no fault of who sent them. */
  abstract readonly takesTurns: boolean;
  /** Runs `work` at once when `ahead` is what it may decide on; what it writes is decided then. Throws while the store cannot be read. */
  abstract decide<T>(work: () => T): Promise<T>;
  /** Takes the events into `ahead` at once; resolves when they are durable and in `state`. Only from within `decide`. */
  abstract write(events: readonly RecordedEvent[], names: readonly NameEntry[]): Promise<void>;
  /** Resolves when everything decided before is durable. */
  abstract settled(): Promise<void>;
  /** In its turn among the writes: a name decided on before goes too, one decided on afterwards stays. */
  abstract forgetNames(playerId?: string): Promise<void>;

  setHostKeys({ hostTokenHash, recoveryHash }: HostKeyHashes): void {
    this.#row = { ...this.#row, hostTokenHash, recoveryHash };
  }

  protected takeAhead(events: readonly RecordedEvent[], names: readonly NameEntry[]): void {
    try {
      for (const recorded of events) evolve(this.#ahead, recorded);
    } catch (error) {
      this.isBroken = true;
      throw error;
    }
    for (const entry of names) this.#namesAhead.set(entry);
  }

  /** Committed. */
  protected take(events: readonly RecordedEvent[], names: readonly NameEntry[]): void {
    for (const recorded of events) evolve(this.#state, recorded);
    for (const { playerId, name } of names) this.#names.set(playerId, name);
    this.#onCommitted(this, events);
  }

  protected forgetAhead(playerId: string | undefined): void {
    const left = new Map(playerId === undefined ? [] : this.#namesAhead.entries());
    if (playerId !== undefined) left.delete(playerId);
    this.#namesAhead = new SeatNames(left);
  }

  protected forget(playerId: string | undefined): void {
    if (playerId !== undefined) {
      this.#names.delete(playerId);
      return;
    }
    this.#names.clear();
    this.#row = { ...this.#row, title: '' };
  }

  protected setRow(row: RoomRow): void {
    this.#row = row;
  }

  /** Instead of those that are known. */
  protected setNames(names: ReadonlyMap<string, string>): void {
    this.#namesAhead = new SeatNames(names);
    this.#names.clear();
    for (const [playerId, name] of names) this.#names.set(playerId, name);
  }

  /** The log is right whatever a failed write left behind. */
  protected async refold(
    events: readonly RecordedEvent[],
    names: ReadonlyMap<string, string>,
  ): Promise<void> {
    const known = this.#state.open.seq;
    this.#ahead = await foldInTurns(events);
    this.setNames(names);
    this.isBroken = false;
    this.take(events.slice(known), []);
  }
}
