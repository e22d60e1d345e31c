import type { RecordedEvent } from '../shared/room/events.ts';
import type { Folded } from './fold-in-turns.ts';
import { HostedRoom, type NextLog, type OnCommitted } from './hosted-room.ts';
import { type EventStore, LogGone, type NameEntry } from './store/event-store.ts';
import type { Followed, Fresh, SharedStore, Turn } from './store/shared-store.ts';

interface Promised<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

interface Write extends Promised<void> {
  readonly events: readonly RecordedEvent[];
  readonly names: readonly NameEntry[];
}

/** What waits for this log's turn; with others, or alone for as long as it takes. */
interface Work {
  readonly run: () => void;
  readonly alone?: (turn: Turn) => Promise<void>;
  readonly reject: (error: unknown) => void;
}

/** What happened to the log at other servers, beside its events. */
export interface Elsewhere {
  readonly hostChanged: boolean;
  readonly namesGone: boolean;
  readonly successor: string | null;
}

export interface SharedRoomParts {
  readonly store: EventStore;
  readonly shared: SharedStore;
  readonly onCommitted: OnCommitted;
  readonly onElsewhere: (room: SharedRoom, what: Elsewhere) => void;
  /** Somebody deleted the log. */
  readonly onGone: (room: SharedRoom) => void;
}

/**
 * A room whose log other servers write to as well. Commands wait for its turn: then what the others wrote is folded, all
 * that wait are decided one after the other, and stored in one commit. So nobody decides on what is no longer so, and no
 * decision has to be taken back.
 */
export class SharedRoom extends HostedRoom {
  readonly takesTurns = true;
  readonly #parts: SharedRoomParts;
  #version: number;
  #works: Work[] = [];
  /** Decided in the turn that is being taken. */
  #writes: Write[] = [];
  #looks: (Promised<void> & { readonly target: Followed | undefined })[] = [];
  #busy = false;
  /** Everybody here knows of the log that took the place of this one. */
  #handedOn = false;

  constructor(
    folded: Folded,
    { row, names, version, successor }: Omit<Fresh, 'events'>,
    parts: SharedRoomParts,
  ) {
    super(row, folded, names, parts.onCommitted);
    this.#parts = parts;
    this.#version = version;
    this.isClosed = successor !== null;
    this.#handedOn = this.isClosed;
  }

  get followed(): Followed {
    return { seq: this.state.open.seq, version: this.#version };
  }

  decide<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const run = () => {
        try {
          resolve(work());
        } catch (error) {
          reject(error);
        }
      };
      this.#works.push({ run, reject });
      this.#serve();
    });
  }

  write(events: readonly RecordedEvent[], names: readonly NameEntry[]): Promise<void> {
    this.takeAhead(events, names);
    return new Promise((resolve, reject) => this.#writes.push({ events, names, resolve, reject }));
  }

  /** What was decided before is durable when the next turn comes; within a turn, when it ends. */
  settled(): Promise<void> {
    if (this.state.open.seq === this.ahead.open.seq) return Promise.resolve();
    return this.#writes.length > 0 ? this.write([], []) : this.decide(() => {});
  }

  /** The log's own lock orders this among the writes of all servers. */
  async forgetNames(playerId?: string): Promise<void> {
    await this.#parts.store.forgetNames(this.row.replayId, playerId);
    await this.catchUp();
  }

  /** Resolves when all is folded that had been written when this was called, or what `target` tells of. */
  catchUp(target?: Followed): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#looks.push({ resolve, reject, target });
      this.#serve();
    });
  }

  /** Begins the log that takes this one's place, in its turn, so that nothing is written here any more; null where there is one already. */
  handOver(make: () => NextLog | null): Promise<NextLog | null> {
    return new Promise((resolve, reject) => {
      const alone = async (turn: Turn) => {
        const next = turn.fresh.successor === null ? make() : null;
        if (next === null) return resolve(null);
        const row = await turn.succeed(next.row, next.events, next.names);
        this.#handedOn = true;
        resolve({ ...next, row });
      };
      this.#works.push({ run: () => {}, alone, reject });
      this.#serve();
    });
  }

  #serve(): void {
    if (this.#busy) return;
    this.#busy = true;
    void this.#work().finally(() => {
      this.#busy = false;
      if (this.#works.length + this.#looks.length > 0) this.#serve();
    });
  }

  async #work(): Promise<void> {
    while (this.#works.length + this.#looks.length > 0) {
      if (this.#works.length > 0) await this.#takeTurn();
      else await this.#look();
    }
  }

  async #look(): Promise<void> {
    const looks = this.#looks.splice(0);
    try {
      if (this.isBroken) await this.#reload();
      if (looks.some(({ target }) => !this.#isPast(target))) {
        const fresh = await this.#parts.shared.since(this.row.replayId, this.followed);
        if (fresh === undefined) this.#parts.onGone(this);
        else this.#learn(fresh);
      }
      for (const look of looks) look.resolve();
    } catch (error) {
      for (const look of looks) look.reject(error);
    }
  }

  #isPast(target: Followed | undefined): boolean {
    return target !== undefined && this.state.open.seq >= target.seq && this.#version >= target.version;
  }

  async #turn(): Promise<Turn> {
    if (this.isBroken) await this.#reload();
    const turn = await this.#parts.shared.turn(this.row.replayId, this.followed);
    if (turn === undefined) {
      this.#parts.onGone(this);
      throw new LogGone(this.row.replayId);
    }
    return turn;
  }

  async #takeTurn(): Promise<void> {
    let turn: Turn;
    try {
      turn = await this.#turn();
    } catch (error) {
      // Also those that came while it was waited for: their turn would have been the same.
      for (const work of this.#works.splice(0)) work.reject(error);
      return;
    }
    const works = this.#works.splice(0, this.#together());
    try {
      this.#learn(turn.fresh);
      for (const look of this.#looks.splice(0)) look.resolve();
      for (const work of works) work.run();
      await works[0]?.alone?.(turn);
    } catch (error) {
      this.isBroken = true;
      for (const work of works) work.reject(error);
    }
    await this.#store(turn);
  }

  #together(): number {
    const first = this.#works.findIndex(({ alone }) => alone !== undefined);
    return first === -1 ? this.#works.length : Math.max(1, first);
  }

  /** All that was decided in a turn, in one commit. */
  async #store(turn: Turn): Promise<void> {
    const writes = this.#writes.splice(0);
    const events = writes.flatMap((write) => write.events);
    const names = writes.flatMap((write) => write.names);
    try {
      if (this.isBroken) throw new Error('nothing is stored of what could not be folded');
      await (events.length + names.length > 0 ? turn.commit(events, names) : turn.end());
    } catch (error) {
      this.isBroken = true;
      await turn.end();
      for (const write of writes) write.reject(error);
      return;
    }
    if (events.length + names.length > 0) this.take(events, names);
    for (const write of writes) write.resolve();
  }

  #learn({ row, version, events, names, successor }: Fresh): void {
    const before = this.row;
    const changed = version !== this.#version;
    const namesGone =
      changed &&
      (before.title !== row.title || [...this.names.keys()].some((playerId) => !names.has(playerId)));
    const entries = [...names].map(([playerId, name]) => ({ playerId, name }));
    this.takeAhead(events, entries);
    if (changed) this.setNames(names);
    this.setRow(row);
    this.#version = version;
    if (successor !== null) this.isClosed = true;
    if (events.length > 0) this.take(events, entries);
    if (!changed) return;
    const hostChanged = before.hostTokenHash !== row.hostTokenHash;
    const isNews = successor !== null && !this.#handedOn;
    if (isNews) this.#handedOn = true;
    this.#parts.onElsewhere(this, { hostChanged, namesGone, successor: isNews ? successor : null });
  }

  async #reload(): Promise<void> {
    const { replayId } = this.row;
    const { seq } = this.state.open;
    // A part at a time, and then at once what was written meanwhile.
    const events = await this.#parts.store.read(replayId);
    const fresh = await this.#parts.shared.since(replayId, { seq: events.length, version: -1 });
    if (fresh === undefined) throw new LogGone(replayId);
    if (seq > events.length) throw new Error(`log ${replayId} has become shorter`);
    await this.refold(events, fresh.names);
    this.#learn(fresh);
  }
}
