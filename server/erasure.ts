import { hashToken } from './codes.ts';
import type { HostedRoom } from './hosted-room.ts';
import { createListeners } from './listeners.ts';
import type { Log } from './log.ts';
import type { RoomRegistry } from './room-registry.ts';
import type { LiveRoom } from './room-service.ts';
import type { EventStore, RoomRow } from './store/event-store.ts';

/** Makes names and rooms go: on the disk, in memory, and for everybody who hears of it. */
export interface Erasure {
  forgetNames(replayId: string, playerId?: string): Promise<void>;
  /** The same in every lesson that this room has played so far. */
  forgetEverywhere(room: Pick<LiveRoom, 'row'>, playerId?: string): Promise<void>;
  /** Whoever holds a seat's token, in every lesson that it was a seat in; false if there is none. */
  forgetSeat(code: string, token: string): Promise<boolean>;
  deleteRoom(replayId: string): Promise<void>;
  /** Another server has made them go; here it is only told. */
  forgottenElsewhere(room: HostedRoom): void;
  deletedElsewhere(room: HostedRoom): void;
  /** Called once names are gone; the room is there while it is in memory. */
  onForgotten(listener: (replayId: string, room: LiveRoom | undefined) => void): void;
  /** Called when a room and its log are gone. */
  onDeleted(listener: (replayId: string, room: LiveRoom | undefined) => void): void;
}

type News = Parameters<Parameters<Erasure['onDeleted']>[0]>;

export function createErasure(
  store: EventStore,
  registry: RoomRegistry,
  beforeDropping: (room: HostedRoom) => void,
  log: Log,
): Erasure {
  const forgotten = createListeners<News>(log, 'a name may still be shown');
  const deleted = createListeners<News>(log, 'nobody was sent away');

  async function forgetNames(replayId: string, playerId?: string): Promise<void> {
    const room = registry.byReplayId(replayId);
    await (room === undefined ? store.forgetNames(replayId, playerId) : room.forgetNames(playerId));
    forgotten.tell(replayId, room);
  }

  function drop(replayId: string, room: HostedRoom | undefined): void {
    if (room !== undefined) {
      beforeDropping(room);
      registry.drop(room);
    }
    deleted.tell(replayId, room);
  }

  /** A seat keeps its token when its room plays again, and a lesson of last week is read for it. */
  async function forgetSeat(code: string, token: string): Promise<boolean> {
    const tokenHash = hashToken(token);
    let isKnown = false;
    for (const row of await store.rooms()) {
      if (row.code !== code) continue;
      const playerId = (await registry.find(row.replayId))?.state.hidden.tokens.get(tokenHash);
      if (playerId === undefined) continue;
      await forgetNames(row.replayId, playerId);
      isKnown = true;
    }
    return isKnown;
  }

  /** Lessons are read one request after the other: nobody can have many of them read at once. */
  let turn: Promise<unknown> = Promise.resolve();

  return {
    forgetNames,
    async forgetEverywhere({ row }, playerId) {
      // Playing again keeps code and key; another room that once had the code had another key.
      const isSame = ({ code, joinKey }: RoomRow) => code === row.code && joinKey === row.joinKey;
      for (const { replayId } of (await store.rooms()).filter(isSame)) await forgetNames(replayId, playerId);
    },
    forgetSeat(code, token) {
      const answer = turn.then(() => forgetSeat(code, token));
      turn = answer.catch(() => {});
      return answer;
    },
    async deleteRoom(replayId) {
      const room = registry.byReplayId(replayId);
      await store.deleteRoom(replayId);
      drop(replayId, room);
    },
    forgottenElsewhere: (room) => forgotten.tell(room.row.replayId, room),
    deletedElsewhere: (room) => drop(room.row.replayId, room),
    onForgotten: forgotten.add,
    onDeleted: deleted.add,
  };
}
