import type { RecordedEvent } from '../shared/room/events.ts';
import { evolve, fold } from '../shared/room/evolve.ts';
import type { RoomState } from '../shared/room/state.ts';
import type { LiveRoom } from './room-service.ts';
import { SeatNames } from './seat-names.ts';
import type { EventStore, HostKeyHashes, NameEntry, RoomRow } from './store/event-store.ts';

/** All names, or one seat's. */
interface Forgetting {
  readonly playerId: string | undefined;
}

interface Write {
  readonly events: readonly RecordedEvent[];
  readonly names: readonly NameEntry[];
  readonly forgetting?: Forgetting;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export type OnCommitted = (room: HostedRoom, events: readonly RecordedEvent[]) => void;

/**
 * A room's log in memory, folded twice: `ahead` holds what has been decided, `state` only what is committed.
 * Commands decide on the one without waiting for each other's disk; everybody else reads the other.
 */
export class HostedRoom implements LiveRoom {
  readonly #store: EventStore;
  readonly #onCommitted: OnCommitted;
  #row: RoomRow;
  readonly #state: RoomState;
  #ahead: RoomState;
  readonly #names: Map<string, string>;
  #namesAhead: SeatNames;
  #waiting: Write[] = [];
  #writing: Promise<void> | null = null;
  /** Played again under a new log, or about to be: nobody's wish is taken down here any more. */
  isClosed = false;
  /** Back from a restart that is not yet recorded: nothing else is decided before. */
  isResuming = false;
  /** A write failed: what is in memory has to be read again before anything else is decided. */
  #broken = false;

  constructor(
    store: EventStore,
    row: RoomRow,
    events: readonly RecordedEvent[],
    names: ReadonlyMap<string, string>,
    onCommitted: OnCommitted,
  ) {
    this.#store = store;
    this.#onCommitted = onCommitted;
    this.#row = row;
    this.#state = fold(events);
    this.#ahead = fold(events);
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

  /** Resolves when what is in memory may be decided on; throws while the store cannot be read. */
  async whole(): Promise<void> {
    while (this.#broken) {
      this.#occupy(() => this.#reload());
      await this.#writing;
    }
  }

  /** Takes the events into `ahead` at once; resolves when they are durable and in `state`. */
  write(events: readonly RecordedEvent[], names: readonly NameEntry[]): Promise<void> {
    try {
      for (const recorded of events) evolve(this.#ahead, recorded);
    } catch (error) {
      this.#broken = true;
      throw error;
    }
    for (const entry of names) this.#namesAhead.set(entry);
    return this.#queue({ events, names });
  }

  /** Resolves when everything decided before is durable. */
  settled(): Promise<void> {
    return this.#state.open.seq === this.#ahead.open.seq ? Promise.resolve() : this.write([], []);
  }

  setHostKeys({ hostTokenHash, recoveryHash }: HostKeyHashes): void {
    this.#row = { ...this.#row, hostTokenHash, recoveryHash };
  }

  /** In its turn among the writes: a name decided on before goes too, one decided on afterwards stays. */
  forgetNames(playerId?: string): Promise<void> {
    const left = new Map(playerId === undefined ? [] : this.#namesAhead.entries());
    if (playerId !== undefined) left.delete(playerId);
    this.#namesAhead = new SeatNames(left);
    return this.#queue({ events: [], names: [], forgetting: { playerId } });
  }

  #queue(write: Omit<Write, 'resolve' | 'reject'>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...write, resolve, reject });
      this.#occupy(() => this.#flush());
    });
  }

  /** The store is used for one thing at a time; what was queued at the very end of it is not left lying. */
  #occupy(work: () => Promise<void>): void {
    this.#writing ??= work().finally(() => {
      this.#writing = null;
      if (this.#waiting.length > 0) this.#occupy(() => this.#flush());
    });
  }

  /** The next writes that one append can hold, or one forgetting. */
  #nextBatch(): readonly Write[] {
    const first = this.#waiting.findIndex(({ forgetting }) => forgetting !== undefined);
    return this.#waiting.splice(0, first === -1 ? this.#waiting.length : Math.max(1, first));
  }

  /** One write at a time; whatever was decided meanwhile goes into the next. */
  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#nextBatch();
      const forgetting = batch[0]?.forgetting;
      const events = batch.flatMap((write) => write.events);
      const names = batch.flatMap((write) => write.names);
      try {
        if (forgetting !== undefined) {
          await this.#store.forgetNames(this.#row.replayId, forgetting.playerId);
        } else if (events.length > 0 || names.length > 0) {
          await this.#store.append(this.#row.replayId, this.#state.open.seq, events, names);
        }
      } catch (error) {
        this.#broken = true;
        const lost = [...batch, ...this.#waiting];
        this.#waiting = [];
        for (const write of lost) write.reject(error);
        return;
      }
      if (forgetting === undefined) this.#take(events, names);
      else this.#forget(forgetting);
      for (const write of batch) write.resolve();
    }
  }

  #take(events: readonly RecordedEvent[], names: readonly NameEntry[]): void {
    for (const recorded of events) evolve(this.#state, recorded);
    for (const { playerId, name } of names) this.#names.set(playerId, name);
    this.#onCommitted(this, events);
  }

  #forget({ playerId }: Forgetting): void {
    if (playerId !== undefined) {
      this.#names.delete(playerId);
      return;
    }
    this.#names.clear();
    this.#row = { ...this.#row, title: '' };
  }

  /** The log is right whatever a failed write left behind. */
  async #reload(): Promise<void> {
    const { replayId } = this.#row;
    const events = await this.#store.read(replayId);
    const names = await this.#store.names(replayId);
    const known = this.#state.open.seq;
    this.#ahead = fold(events);
    this.#namesAhead = new SeatNames(names);
    this.#broken = false;
    this.#names.clear();
    this.#take(
      events.slice(known),
      [...names].map(([playerId, name]) => ({ playerId, name })),
    );
  }
}
