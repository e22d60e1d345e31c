import { type Refusal, refuse } from '../shared/errors.ts';
import type { Clock } from './clock.ts';
import type { HostedRoom } from './hosted-room.ts';
import type { Log } from './log.ts';
import type { Retention } from './retention.ts';
import { oldestMs } from './room-lifetime.ts';
import type { RoomRegistry } from './room-registry.ts';
import type { LiveRoom } from './room-service.ts';
import { SharedRoom } from './shared-room.ts';
import { type EventStore, LogGone } from './store/event-store.ts';

export interface RoomFinding {
  /** Looks for the room that is not in memory; for whoever comes back to one, also for what is new in it. */
  seek(code: string, isKnown?: (room: LiveRoom) => boolean): Promise<{ readonly ok: true } | Refusal>;
  /** Looks for what is new under a code, whatever is known. */
  refresh(code: string): Promise<void>;
  /** The lesson goes on in another log, which another server began. */
  moveOn(room: HostedRoom, successor: string): void;
}

export interface RoomFindingParts {
  readonly store: EventStore;
  readonly registry: RoomRegistry;
  readonly retention: Retention;
  readonly clock: Clock;
  readonly log: Log;
  readonly onMoved: (before: LiveRoom, after: LiveRoom) => void;
}

/** Rooms that other servers opened come into memory when somebody here asks for them. */
export function createRoomFinding(parts: RoomFindingParts): RoomFinding {
  const { store, registry, retention, clock, log, onMoved } = parts;
  const { shared } = store;
  const seeking = new Map<string, Promise<void>>();

  async function load(code: string): Promise<void> {
    const row = await shared?.newest(code, clock.now() - oldestMs(retention));
    if (row === undefined || registry.byReplayId(row.replayId) !== undefined) return;
    await registry.load(row).catch((error: unknown) => {
      if (!(error instanceof LogGone)) throw error;
    });
  }

  /** Once for all who ask for it at the same time. */
  function loadOnce(code: string): Promise<void> {
    const running = seeking.get(code) ?? load(code).finally(() => seeking.delete(code));
    seeking.set(code, running);
    return running;
  }

  async function refresh(code: string): Promise<void> {
    if (shared === undefined) return;
    const room = registry.byCode(code);
    if (room instanceof SharedRoom) await room.catchUp();
    await loadOnce(code);
  }

  async function moveOnTo(before: HostedRoom, successor: string): Promise<void> {
    const row = await store.room(successor);
    if (row !== undefined) onMoved(before, registry.byReplayId(successor) ?? (await registry.load(row)));
  }

  return {
    refresh,
    async seek(code, isKnown) {
      const room = registry.byCode(code);
      try {
        if (shared === undefined || registry.isDamaged(code)) return { ok: true };
        if (room === undefined) await loadOnce(code);
        else if (isKnown !== undefined) await refresh(code);
        return { ok: true };
      } catch (err) {
        // While nothing can be asked, who is known sees what is known.
        if (room !== undefined && isKnown?.(room)) return { ok: true };
        log.error({ err }, 'a room was not looked for');
        return refuse('store/unavailable');
      }
    },
    moveOn(room, successor) {
      moveOnTo(room, successor).catch((err: unknown) => {
        log.error({ err, replayId: room.row.replayId }, 'nobody was moved to the log that goes on');
      });
    },
  };
}
