import { type EventStore, StoreUnavailable } from '../../../server/store/event-store.ts';
import { createMemoryStore, type MemoryLog } from '../../../server/store/memory.ts';
import type { Chance } from '../../support/chance.ts';
import type { Actor, Timeline } from './timeline.ts';

/** What one call does once its turn has come; the store in memory does it at once. */
interface Job {
  readonly writes: boolean;
  readonly work: () => Promise<unknown>;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
  readonly actor: Actor;
}

/** A disk under a store's one writing thread: what is synced stays, what is only written may be lost. */
export class Disk {
  readonly #timeline: Timeline;
  readonly #chance: Chance;
  readonly #logs = new Map<string, MemoryLog>();
  readonly #memory = createMemoryStore(this.#logs);
  #queue: Job[] = [];
  /** Written, but not synced: the batch the writing thread is working on. */
  #unsynced: readonly Job[] = [];
  #busy = false;
  refusing: 'nothing' | 'writes' | 'everything' = 'nothing';
  slowness = 1;
  /** Writes that a crash took back. */
  lost = 0;

  constructor(timeline: Timeline, chance: Chance) {
    this.#timeline = timeline;
    this.#chance = chance;
  }

  /** What is durable. */
  get logs(): ReadonlyMap<string, MemoryLog> {
    return this.#logs;
  }

  /** The process is gone. Of the unsynced tail a power cut leaves nothing; the system may still write what a killed process wrote. */
  crash(powerCut: boolean): void {
    const tail = this.#unsynced;
    this.#queue = [];
    this.#unsynced = [];
    this.#busy = false;
    if (powerCut || this.#chance() < 0.5) this.lost += tail.length;
    else for (const job of tail) this.#attempt(job);
  }

  /** The store as one process sees it; a dead process hears nothing. */
  storeFor(actor: Actor): EventStore {
    const ask = <T>(writes: boolean, work: () => Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        if (!actor.alive) return;
        this.#queue.push({ writes, work, resolve, reject, actor });
        this.#serve();
      });
    const memory = this.#memory;
    const read = <A extends unknown[], T>(what: (...args: A) => Promise<T>) => {
      return (...args: A) => ask(false, () => what(...args));
    };
    const write = <A extends unknown[], T>(what: (...args: A) => Promise<T>) => {
      return (...args: A) => ask(true, () => what(...args));
    };
    return {
      open: memory.open,
      close: memory.close,
      createRoom: write(memory.createRoom),
      append: write(memory.append),
      setHostKeys: write(memory.setHostKeys),
      read: read(memory.read),
      names: read(memory.names),
      rooms: read(memory.rooms),
      room: read(memory.room),
      kept: read(memory.kept),
      forgetNames: write(memory.forgetNames),
      deleteRoom: write(memory.deleteRoom),
      tidy: write(memory.tidy),
      heartbeat: write(memory.heartbeat),
      lastHeartbeat: read(memory.lastHeartbeat),
      ready: read(memory.ready),
    };
  }

  /** Whatever arrived while the last sync ran goes into the next. */
  #serve(): void {
    if (this.#busy || this.#queue.length === 0) return;
    const batch = this.#queue;
    this.#queue = [];
    this.#busy = true;
    const written = () => {
      this.#unsynced = batch;
      this.#later(0.5 + 2 * this.#chance(), batch, synced);
    };
    const synced = () => {
      this.#unsynced = [];
      this.#busy = false;
      const told = batch.map((job) => this.#attempt(job));
      this.#tell(batch, told);
      this.#serve();
    };
    this.#later(0.2 + this.#chance(), batch, written);
  }

  /** The writing thread belongs to its process. */
  #later(ms: number, batch: readonly Job[], run: () => void): void {
    this.#timeline.in(ms * this.slowness, null, () => {
      if (batch[0]?.actor.alive) run();
    });
  }

  #attempt({ work, writes, resolve, reject }: Job): () => void {
    const refused = this.refusing === 'everything' || (writes && this.refusing === 'writes');
    if (refused) return () => reject(new StoreUnavailable('the disk takes nothing'));
    const done = work() as Promise<never>;
    done.catch(() => {});
    return () => void done.then(resolve, reject);
  }

  #tell(batch: readonly Job[], told: readonly (() => void)[]): void {
    const actor = batch[0]?.actor ?? null;
    this.#timeline.in(0.1 + 3 * this.#chance(), actor, () => {
      for (const answer of told) answer();
    });
  }
}
