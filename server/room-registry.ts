import type { RecordedEvent } from '../shared/room/events.ts';
import { evolve } from '../shared/room/evolve.ts';
import type { RoomState } from '../shared/room/state.ts';
import type { CommitPace } from './commit-pace.ts';
import { type Folded, foldInTurns, foldTwice, foldTwiceInTurns } from './fold-in-turns.ts';
import type { HostedRoom, OnCommitted } from './hosted-room.ts';
import { OwnRoom } from './own-room.ts';
import type { LiveRoom } from './room-service.ts';
import { SharedRoom, type SharedRoomParts } from './shared-room.ts';
import { type EventStore, LogGone, type RoomRow, StoreUnavailable } from './store/event-store.ts';
import type { Fresh, SharedStore } from './store/shared-store.ts';

/** Where it is told what happens at other servers. */
type Abroad = Pick<SharedRoomParts, 'onElsewhere' | 'onGone'>;

/** Lessons that were played again are looked at for some minutes, and nobody plays in them any more. */
const MOST_PLAYED_AGAIN = 16;

/** The rooms in memory, by the code people type and by the id of their log. */
export class RoomRegistry {
  readonly #store: EventStore;
  readonly #onCommitted: OnCommitted;
  readonly #abroad: Abroad;
  readonly #newPace: () => CommitPace;
  readonly #most: number;
  readonly #byCode = new Map<string, HostedRoom>();
  readonly #byReplayId = new Map<string, HostedRoom>();
  readonly #damaged = new Set<string>();
  readonly #loading = new Map<string, Promise<HostedRoom>>();
  readonly #folding = new Map<string, Promise<RoomState>>();

  /** `most` is how many rooms that are over are kept under their codes beside those that run. */
  constructor(
    store: EventStore,
    most: number,
    onCommitted: OnCommitted,
    abroad: Abroad,
    newPace: () => CommitPace,
  ) {
    this.#store = store;
    this.#onCommitted = onCommitted;
    this.#abroad = abroad;
    this.#newPace = newPace;
    this.#most = most;
  }

  /** Takes a log in; its code now means this log, unless a newer one has it. */
  host(row: RoomRow, events: readonly RecordedEvent[], names: ReadonlyMap<string, string>): HostedRoom {
    const { shared } = this.#store;
    const folded = foldTwice(events);
    return this.#keep(
      shared === undefined
        ? this.#ownRoom(row, folded, names)
        : this.#sharedRoom(shared, folded, { row, version: 0, names, successor: null }),
    );
  }

  #ownRoom(row: RoomRow, folded: Folded, names: ReadonlyMap<string, string>): OwnRoom {
    return new OwnRoom(this.#store, row, folded, names, this.#onCommitted, this.#newPace());
  }

  #sharedRoom(shared: SharedStore, folded: Folded, fresh: Omit<Fresh, 'events'>): SharedRoom {
    return new SharedRoom(folded, fresh, {
      ...this.#abroad,
      ...{ store: this.#store, shared, onCommitted: this.#onCommitted },
    });
  }

  #keep(room: HostedRoom): HostedRoom {
    const { row } = room;
    // Two that follow the same log would be one too many; what is in memory goes on.
    const known = this.#byReplayId.get(row.replayId);
    if (known instanceof SharedRoom) return known;
    const holder = this.#byCode.get(row.code);
    // An older log under the same code is only a replay.
    if (holder === undefined || holder.row.createdAt <= row.createdAt) this.#byCode.set(row.code, room);
    this.#byReplayId.set(row.replayId, room);
    this.#makeRoom();
    return room;
  }

  /** Reads and folds a log; one that cannot be folded only marks its code. A store that cannot be read says nothing of the log. */
  load(row: RoomRow): Promise<HostedRoom> {
    const { replayId } = row;
    const running =
      this.#loading.get(replayId) ?? this.#load(row).finally(() => this.#loading.delete(replayId));
    this.#loading.set(replayId, running);
    return running;
  }

  async #load(row: RoomRow): Promise<HostedRoom> {
    const { replayId } = row;
    try {
      const { shared } = this.#store;
      const events = await this.#store.read(replayId);
      const folded = await foldTwiceInTurns(events);
      if (shared === undefined) {
        const names = await this.#store.names(replayId);
        return this.#keep(this.#ownRoom(row, folded, names));
      }
      // What was written meanwhile.
      const fresh = await shared.since(replayId, { seq: events.length, version: -1 });
      if (fresh === undefined) throw new LogGone(replayId);
      for (const state of [folded.state, folded.ahead]) {
        for (const recorded of fresh.events) evolve(state, recorded);
      }
      return this.#keep(this.#sharedRoom(shared, folded, fresh));
    } catch (error) {
      if (!(error instanceof StoreUnavailable || error instanceof LogGone)) this.#damaged.add(row.code);
      throw error;
    }
  }

  isTaken(code: string): boolean {
    return this.#byCode.has(code) || this.#damaged.has(code);
  }

  isDamaged(code: string): boolean {
    return this.#damaged.has(code);
  }

  byCode(code: string): HostedRoom | undefined {
    return this.#byCode.get(code);
  }

  hosted(room: LiveRoom): HostedRoom | undefined {
    return this.#byReplayId.get(room.row.replayId);
  }

  byReplayId(replayId: string): HostedRoom | undefined {
    return this.#byReplayId.get(replayId);
  }

  all(): IterableIterator<HostedRoom> {
    return this.#byReplayId.values();
  }

  get running(): number {
    let running = 0;
    for (const room of this.#byCode.values()) if (room.state.open.phase !== 'ended') running += 1;
    return running;
  }

  /** Any log: from memory, or folded for this one reader. */
  async find(replayId: string): Promise<LiveRoom | undefined> {
    const hosted = this.#byReplayId.get(replayId);
    if (hosted !== undefined) return hosted;
    const row = await this.#store.room(replayId);
    if (row === undefined) return undefined;
    const state = await this.#folded(replayId);
    return { row, state, names: await this.#store.names(replayId) };
  }

  /** Once for all who ask for the log at the same time: it holds no names, which each of them is given as they are then. */
  #folded(replayId: string): Promise<RoomState> {
    const running =
      this.#folding.get(replayId) ??
      this.#store
        .read(replayId)
        .then(foldInTurns)
        .finally(() => this.#folding.delete(replayId));
    this.#folding.set(replayId, running);
    return running;
  }

  /** Of too many that are over, or were played again, the one that was over first goes; its replay is in the store. */
  #makeRoom(): void {
    const over: HostedRoom[] = [];
    const playedAgain: HostedRoom[] = [];
    for (const room of this.#byReplayId.values()) {
      if (this.#byCode.get(room.row.code) !== room) playedAgain.push(room);
      else if (room.state.open.endedAt !== null) over.push(room);
    }
    this.#dropFirst(over, this.#most);
    this.#dropFirst(playedAgain, Math.min(MOST_PLAYED_AGAIN, this.#most));
  }

  #dropFirst(rooms: readonly HostedRoom[], most: number): void {
    if (rooms.length <= most) return;
    const overAt = ({ state: { open } }: HostedRoom) => open.endedAt ?? open.revealedAt ?? open.openedAt;
    this.drop(rooms.reduce((first, room) => (overAt(room) < overAt(first) ? room : first)));
  }

  drop(room: LiveRoom): void {
    const { code, replayId } = room.row;
    this.#byReplayId.delete(replayId);
    if (this.#byCode.get(code)?.row.replayId === replayId) this.#byCode.delete(code);
  }
}
