import type { RecordedEvent } from '../shared/room/events.ts';
import type { CommitPace } from './commit-pace.ts';
import type { Folded } from './fold-in-turns.ts';
import { HostedRoom, type OnCommitted } from './hosted-room.ts';
import type { EventStore, NameEntry, RoomRow } from './store/event-store.ts';

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

/** A room whose log nobody else writes to: commands are decided without waiting for each other's disk. */
export class OwnRoom extends HostedRoom {
  readonly takesTurns = false;
  readonly #store: EventStore;
  readonly #pace: CommitPace;
  #waiting: Write[] = [];
  #writing: Promise<void> | null = null;

  constructor(
    store: EventStore,
    row: RoomRow,
    folded: Folded,
    names: ReadonlyMap<string, string>,
    onCommitted: OnCommitted,
    pace: CommitPace,
  ) {
    super(row, folded, names, onCommitted);
    this.#store = store;
    this.#pace = pace;
  }

  async decide<T>(work: () => T): Promise<T> {
    while (this.isBroken) {
      this.#occupy(() => this.#reload());
      await this.#writing;
    }
    return work();
  }

  write(events: readonly RecordedEvent[], names: readonly NameEntry[]): Promise<void> {
    this.takeAhead(events, names);
    return this.#queue({ events, names });
  }

  settled(): Promise<void> {
    return this.state.open.seq === this.ahead.open.seq ? Promise.resolve() : this.write([], []);
  }

  async forgetNames(playerId?: string): Promise<void> {
    await this.decide(() => this.forgetAhead(playerId));
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
      const wait = this.#pace();
      if (wait !== null) await wait;
      const batch = this.#nextBatch();
      const forgetting = batch[0]?.forgetting;
      const events = batch.flatMap((write) => write.events);
      const names = batch.flatMap((write) => write.names);
      const { replayId } = this.row;
      try {
        if (forgetting !== undefined) {
          await this.#store.forgetNames(replayId, forgetting.playerId);
        } else if (events.length > 0 || names.length > 0) {
          await this.#store.append(replayId, this.state.open.seq, events, names);
        }
      } catch (error) {
        this.isBroken = true;
        const lost = [...batch, ...this.#waiting];
        this.#waiting = [];
        for (const write of lost) write.reject(error);
        return;
      }
      if (forgetting === undefined) this.take(events, names);
      else this.forget(forgetting.playerId);
      for (const write of batch) write.resolve();
    }
  }

  async #reload(): Promise<void> {
    const { replayId } = this.row;
    const events = await this.#store.read(replayId);
    const names = await this.#store.names(replayId);
    await this.refold(events, names);
  }
}
