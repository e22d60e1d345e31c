import type { HostedRoom } from './hosted-room.ts';
import { createListeners } from './listeners.ts';
import type { Log } from './log.ts';
import type { RoomRegistry } from './room-registry.ts';
import type { LiveRoom } from './room-service.ts';
import type { EventStore } from './store/event-store.ts';

/** Makes names and rooms go: on the disk, in memory, and for everybody who hears of it. */
export interface Erasure {
  forgetNames(replayId: string, playerId?: string): Promise<void>;
  deleteRoom(replayId: string): Promise<void>;
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

  return {
    async forgetNames(replayId, playerId) {
      const room = registry.byReplayId(replayId);
      if (room === undefined) await store.forgetNames(replayId, playerId);
      else {
        await room.whole();
        await room.forgetNames(playerId);
      }
      forgotten.tell(replayId, room);
    },
    async deleteRoom(replayId) {
      const room = registry.byReplayId(replayId);
      await store.deleteRoom(replayId);
      if (room !== undefined) {
        beforeDropping(room);
        registry.drop(room);
      }
      deleted.tell(replayId, room);
    },
    onForgotten: forgotten.add,
    onDeleted: deleted.add,
  };
}
