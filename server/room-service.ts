import type { ErrorCode } from '../shared/errors.ts';
import type { Command } from '../shared/room/commands.ts';
import type { RecordedEvent } from '../shared/room/events.ts';
import type { SettingsInput } from '../shared/room/settings.ts';
import type { RoomState } from '../shared/room/state.ts';
import type { RoomRow } from './store/event-store.ts';

/** A room in memory: its log's row, its folded state, and the names that live beside the log. */
export interface LiveRoom {
  readonly row: RoomRow;
  readonly state: RoomState;
  readonly names: ReadonlyMap<string, string>;
}

export interface Outcome {
  readonly ok: true;
  /** Seq of the last event of this command, or of the first acceptance when it is a repeat. */
  readonly seq: number;
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
  /** The running log under a code. */
  byCode(code: string): LiveRoom | undefined;
  /** Any log by its id: from memory, or folded from the store. */
  byReplayId(replayId: string): Promise<LiveRoom | undefined>;
  isHost(room: LiveRoom, hostToken: string): boolean;
  isHostByRecovery(room: LiveRoom, recoveryCode: string): boolean;
  join(code: string, name: string | undefined, cookie: number): Promise<Result<JoinedSeat>>;
  resume(code: string, token: string): Result<JoinedSeat>;
  /** Runs a command; `by` is 'host', 'clock', 'server' or a seat's id. */
  execute(room: LiveRoom, command: Command, by: string, opId?: string): Promise<Result>;
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
  forgetNames(room: LiveRoom): Promise<void>;
  deleteRoom(room: LiveRoom): Promise<void>;
  /** Called after each commit, in order, with the events just appended. */
  onAppended(listener: (room: LiveRoom, events: readonly RecordedEvent[]) => void): void;
  /** Called when a code moves to a new log. */
  onAgain(listener: (before: LiveRoom, after: LiveRoom) => void): void;
  /** Refuses new commands with server/stopping and waits for those under way. */
  stop(): Promise<void>;
}
