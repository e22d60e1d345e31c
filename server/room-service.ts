import { type ErrorCode, refuse } from '../shared/errors.ts';
import type { Command, PresenceCommand } from '../shared/room/commands.ts';
import { completeSettings } from '../shared/room/complete-settings.ts';
import type { RecordedEvent } from '../shared/room/events.ts';
import type { DrawSource } from '../shared/room/seal.ts';
import type { SettingsInput } from '../shared/room/settings.ts';
import type { RoomState } from '../shared/room/state.ts';
import type { Clock } from './clock.ts';
import * as codes from './codes.ts';
import { type CommitPace, createCommitPace } from './commit-pace.ts';
import { createDeadlines } from './deadlines.ts';
import { createErasure, type Erasure } from './erasure.ts';
import { createHostKeys, type HostKeys } from './host-keys.ts';
import { createFinder } from './late-reveal.ts';
import { lineName } from './line-name.ts';
import { createListeners } from './listeners.ts';
import type { Log } from './log.ts';
import { createNeighbours, type Neighbours, nobody } from './neighbours.ts';
import { createPlayAgain } from './play-again.ts';
import { defaultRetention, type Retention, replayIsOpen } from './retention.ts';
import { createRoomFinding } from './room-finding.ts';
import { createRoomFounding } from './room-founding.ts';
import { createKeeper } from './room-keeper.ts';
import { newSeal } from './room-opening.ts';
import { RoomRegistry } from './room-registry.ts';
import { createRunner, stamp } from './room-runner.ts';
import { createSeatDesk } from './seat-desk.ts';
import { changedInput } from './settings-change.ts';
import type { EventStore, HostKeyHashes, RoomRow } from './store/event-store.ts';

/** A room in memory: its log's row, its folded state, and the names that live beside the log. */
export interface LiveRoom {
  readonly row: RoomRow;
  readonly state: RoomState;
  readonly names: ReadonlyMap<string, string>;
}

export interface Outcome {
  readonly ok: true;
  /** Seq of the command's first event, the same for every repeat; the room's own when nothing had to be recorded. */
  readonly seq: number;
  /** The chain's head after that event. */
  readonly head: string | null;
}
export type Result<T = Outcome> = T | { readonly ok: false; readonly code: ErrorCode };

export interface OpenedRoomSecrets {
  readonly ok: true;
  readonly room: LiveRoom;
  readonly hostToken: string;
  readonly recoveryCode: string;
}

export interface JoinedSeat {
  readonly ok: true;
  readonly room: LiveRoom;
  readonly playerId: string;
  readonly name: string;
  /** Present when the seat is new. */
  readonly token?: string;
}

/** The command handler: queue per room, fold, decide, append, acknowledge after the commit. */
export interface RoomService {
  /** Folds what the store holds of rooms still running, and moves their deadlines by the time the server was away. */
  recover(): Promise<void>;
  openRoom(input: SettingsInput): Promise<Result<OpenedRoomSecrets>>;
  /**
   * Makes `byCode` know what other servers made of a code: looks for a room that is not in memory and, for whoever comes
   * back to one, for what is new in it. Where that cannot be asked, `isKnown` tells whether what is known will do.
   */
  seek(code: string, isKnown?: (room: LiveRoom) => boolean): Promise<Result<{ readonly ok: true }>>;
  readonly neighbours: Pick<Neighbours, 'isHosting' | 'onHosting' | 'setHosting' | 'shareWrongCodes'>;
  /** Every room in memory. */
  all(): Iterable<LiveRoom>;
  /** The running log under a code. */
  byCode(code: string): LiveRoom | undefined;
  /** Whether a log under this code exists but cannot be read. */
  isDamaged(code: string): boolean;
  /** Any log by its id: from memory, or folded from the store. */
  byReplayId(replayId: string): Promise<LiveRoom | undefined>;
  isHost(room: LiveRoom, hostToken: string): boolean;
  /** Makes a device the room's only host, by the code on paper. */
  takeHost: HostKeys['take'];
  /** A ticket is a token of the player's own making: the same ticket is the same seat. */
  join(code: string, name: string | undefined, cookie: number, ticket?: string): Promise<Result<JoinedSeat>>;
  resume(code: string, token: string): Result<JoinedSeat>;
  /** Runs a command; `by` is 'host', 'clock', 'server' or a seat's id. */
  execute(room: LiveRoom, command: Command, by: string, opId?: string): Promise<Result>;
  /** What the log calls a line that comes now; where there are several servers more than the socket's own name. */
  lineName(socketId: string): string;
  /** Who comes and who goes: what happened is recorded even if the store has to be waited for, while it is so. */
  notePresence(room: LiveRoom, presence: PresenceCommand, isStill?: () => boolean): Promise<void>;
  rename(
    room: LiveRoom,
    playerId: string,
    name: string,
    by: string,
    opId: string,
  ): Promise<Result<{ readonly ok: true; readonly name: string }>>;
  /** Changes settings and jar in the lobby, sealing anew. */
  changeSettings(room: LiveRoom, input: SettingsInput, opId: string): Promise<Result>;
  /** A new log, replay and seal under the same code, with the same seats. */
  again(room: LiveRoom, opId: string): Promise<Result<{ readonly ok: true; readonly room: LiveRoom }>>;
  /** Whether the link to its replay still answers to everybody. */
  replayIsOpen(room: LiveRoom): boolean;
  /** All names and the title, or one seat's name: for good, everywhere. */
  forgetNames(room: LiveRoom, playerId?: string): Promise<void>;
  readonly forgetEverywhere: Erasure['forgetEverywhere'];
  readonly forgetSeat: Erasure['forgetSeat'];
  deleteRoom(room: LiveRoom): Promise<void>;
  /** Called after each commit, in order, with the events just appended. */
  onAppended(listener: (room: LiveRoom, events: readonly RecordedEvent[]) => void): void;
  /** Called when events of a room could not be stored. */
  onUnsaved(listener: (room: LiveRoom) => void): void;
  readonly onForgotten: Erasure['onForgotten'];
  readonly onDeleted: Erasure['onDeleted'];
  /** Called when another device has become the host: whoever was it before is not any more. */
  onHostTaken(listener: (room: LiveRoom) => void): void;
  /** Called when a code moves to a new log. */
  onAgain(listener: (before: LiveRoom) => void): void;
  /** Refuses new commands with server/stopping and waits for those under way. */
  stop(): Promise<void>;
}

export interface RoomServiceParts {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly random: codes.RandomBytes;
  /** Where cookies come from; left out, from the sealed seed. */
  readonly draw?: DrawSource;
  readonly log: Log;
  /** How long what is read now may have waited; left out, a loop that never stands still. */
  readonly lagMs?: () => number;
  /** How often one room's log may be written to; left out, fifty times a second. */
  readonly newPace?: () => CommitPace;
  readonly maxRooms?: number;
  /** Why no new room can be carried just now; left out, there is never a reason. */
  readonly overload?: () => string | null;
  /** Left out, scrypt. */
  readonly slowHash?: codes.SlowHash;
  readonly retention?: Retention;
}

const MOST_ROOMS = 5000;

export function createRoomService(parts: RoomServiceParts): RoomService {
  const { store, clock, random, draw, log, lagMs = () => 0, overload = () => null } = parts;
  const { newPace = () => createCommitPace(clock) } = parts;
  const { maxRooms = MOST_ROOMS, slowHash = codes.recoveryHash, retention = defaultRetention } = parts;
  const appended = createListeners<[LiveRoom, readonly RecordedEvent[]]>(log, 'news were not told');
  const unsaved = createListeners<[LiveRoom]>(log, 'the trouble was not told');
  const renewed = createListeners<[before: LiveRoom]>(log, 'nobody was moved');
  const taken = createListeners<[LiveRoom]>(log, 'the host before was not told');
  /** Rooms whose keys are being stored: a log that begins meanwhile would begin with the old ones. */
  const handingOver = new Set<string>();
  const keys = createHostKeys({ clock, random, slowHash, change: changeHostKeys, onTaken: taken.tell });
  const { shared } = store;
  const registry = new RoomRegistry(
    store,
    maxRooms,
    (room, events) => {
      deadlines.watch(room);
      appended.tell(room, events);
    },
    {
      onGone: (room) => erasure.deletedElsewhere(room),
      onElsewhere(room, { hostChanged, namesGone, successor }) {
        if (hostChanged) taken.tell(room);
        if (namesGone) erasure.forgottenElsewhere(room);
        if (successor !== null) finding.moveOn(room, successor);
      },
    },
    newPace,
  );
  const runner = createRunner({ registry, clock, random, draw, lagMs, onUnsaved: unsaved.tell, log });
  const find = createFinder(registry, runner, retention, clock);
  const deadlines = createDeadlines({
    clock,
    isBehind: () => lagMs() > 0,
    onDue(room) {
      runner.insist(room, { type: 'tick' }, 'clock').catch((err: unknown) => {
        log.error({ err, replayId: room.row.replayId }, 'a round was not closed');
      });
    },
  });

  const erasure = createErasure(store, registry, (room) => deadlines.forget(room), log);
  const neighbours =
    shared === undefined
      ? nobody
      : createNeighbours({ store, shared, registry, runner, retention, clock, log });
  const finding = createRoomFinding({ store, registry, retention, clock, log, onMoved: renewed.tell });
  const founding = createRoomFounding({
    ...{ store, registry, clock, random, slowHash, maxRooms, overload, retention, log },
    seek: (code) => finding.seek(code),
    isStopping: () => runner.isStopping(),
  });
  const keeper = createKeeper({ store, registry, runner, find, erasure, neighbours, retention, clock, log });

  /** For the log the code means now; while it moves to another nobody knows which that is. */
  async function changeHostKeys(
    room: LiveRoom,
    hashes: HostKeyHashes,
    before: HostKeyHashes,
  ): Promise<Result<{ ok: true }>> {
    const { code, replayId } = room.row;
    const hosted = registry.byCode(code);
    if (hosted?.row.replayId !== replayId || hosted.isClosed || handingOver.has(code))
      return refuse('phase/not-now');
    handingOver.add(code);
    try {
      if (shared === undefined) await store.setHostKeys(replayId, hashes);
      else if (!(await shared.exchangeHostKeys(replayId, before, hashes))) return refuse('phase/not-now');
      hosted.setHostKeys(hashes);
      return { ok: true };
    } catch (err) {
      log.error({ err }, 'the keys of a host were not stored');
      return refuse('store/unavailable');
    } finally {
      handingOver.delete(code);
    }
  }

  const execute: RoomService['execute'] = (room, command, by, opId) =>
    runner.execute(room, command, by, stamp(opId, command));

  async function changeSettings(room: LiveRoom, input: SettingsInput, opId: string): Promise<Result> {
    const { open, hidden } = room.state;
    const complete = completeSettings(changedInput(open.settings, hidden.counts, input));
    if (!complete.ok) return complete;
    const { settings, counts } = complete;
    const command: Command = { type: 'settings', settings, counts, ...newSeal(random) };
    const { title: _, ...counted } = input;
    return runner.execute(room, command, 'host', stamp(opId, { type: 'settings', input: counted }));
  }

  const playAgain = createPlayAgain({
    ...{ registry, clock, random, create: founding.create, log },
    refresh: shared && ((code) => finding.refresh(code)),
    isHeldUp: (code) => handingOver.has(code),
    isStopping: () => runner.isStopping(),
    onAgain: renewed.tell,
  });

  return {
    recover: () => keeper.recover(),
    openRoom: (input) => runner.track(founding.openRoom(input)),
    all: () => registry.all(),
    byCode: (code) => registry.byCode(code),
    seek: (code, isKnown) => finding.seek(code, isKnown),
    neighbours,
    isDamaged: (code) => registry.isDamaged(code),
    byReplayId: find,
    isHost: keys.isToken,
    takeHost: (room, hostToken, typed) => runner.track(keys.take(room, hostToken, typed)),
    execute,
    lineName: (socketId) => (shared ? lineName(shared.node, clock.now(), socketId) : socketId),
    notePresence: (room, presence, isStill) => runner.insist(room, presence, presence.playerId, isStill),
    ...createSeatDesk(registry, runner, random),
    changeSettings,
    again: (room, opId) => runner.track(playAgain(room, opId)),
    replayIsOpen: (room) => replayIsOpen(room.state, retention, clock.now()),
    ...{ forgetEverywhere: erasure.forgetEverywhere, forgetSeat: erasure.forgetSeat },
    forgetNames: ({ row }, playerId) => erasure.forgetNames(row.replayId, playerId),
    deleteRoom: ({ row }) => erasure.deleteRoom(row.replayId),
    onAppended: appended.add,
    onUnsaved: unsaved.add,
    onForgotten: erasure.onForgotten,
    onDeleted: erasure.onDeleted,
    onHostTaken: taken.add,
    onAgain: renewed.add,
    async stop() {
      keeper.stop();
      neighbours.stop();
      deadlines.stop();
      await runner.stop();
    },
  };
}
