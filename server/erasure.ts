import { contain } from './contain.ts';
import type { HostedRoom } from './hosted-room.ts';
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

type Listener = Parameters<Erasure['onDeleted']>[0];

export function createErasure(
  store: EventStore,
  registry: RoomRegistry,
  beforeDropping: (room: HostedRoom) => void,
  log: Log,
): Erasure {
  const forgotten: Listener[] = [];
  const deleted: Listener[] = [];

  return {
    async forgetNames(replayId, playerId) {
      const room = registry.byReplayId(replayId);
      if (room === undefined) await store.forgetNames(replayId, playerId);
      else {
        await room.whole();
        await room.forgetNames(playerId);
      }
      for (const listener of forgotten) contain(log, 'a name may still be shown', listener)(replayId, room);
    },
    async deleteRoom(replayId) {
      const room = registry.byReplayId(replayId);
      await store.deleteRoom(replayId);
      if (room !== undefined) {
        beforeDropping(room);
        registry.drop(room);
      }
      for (const listener of deleted) contain(log, 'nobody was sent away', listener)(replayId, room);
    },
    onForgotten: (listener) => void forgotten.push(listener),
    onDeleted: (listener) => void deleted.push(listener),
  };
}
