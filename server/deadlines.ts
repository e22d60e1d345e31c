import { GRACE_MS, MOST_LAG_MS } from '../shared/room/timing.ts';
import type { Clock } from './clock.ts';
import type { LiveRoom } from './room-service.ts';

/** One timer per room: due when its round's deadline and the grace after it have passed. */
export interface Deadlines {
  /** Looks at the room's deadline again; to be called after every commit. */
  watch(room: LiveRoom): void;
  forget(room: LiveRoom): void;
  stop(): void;
}

export interface DeadlineParts {
  readonly clock: Clock;
  /** What arrived in time may still be unread. */
  readonly isBehind: () => boolean;
  readonly onDue: (room: LiveRoom) => void;
}

const LOOK_AGAIN_MS = 25;

export function createDeadlines({ clock, isBehind, onDue }: DeadlineParts): Deadlines {
  const armed = new Map<string, { readonly closesAt: number; readonly cancel: () => void }>();

  function forget(room: LiveRoom): void {
    armed.get(room.row.replayId)?.cancel();
    armed.delete(room.row.replayId);
  }

  function arm(room: LiveRoom, closesAt: number, at: number): void {
    const due = () => {
      const now = clock.now();
      // A late timer comes before the messages that were late with it.
      if (isBehind() && now <= closesAt + GRACE_MS + MOST_LAG_MS) {
        arm(room, closesAt, now + LOOK_AGAIN_MS);
        return;
      }
      armed.delete(room.row.replayId);
      onDue(room);
    };
    armed.set(room.row.replayId, { closesAt, cancel: clock.setTimer(at, due) });
  }

  return {
    watch(room) {
      const { closesAt, phase } = room.state.open;
      if (armed.get(room.row.replayId)?.closesAt === closesAt) return;
      forget(room);
      if (phase === 'guessing' && closesAt !== null) arm(room, closesAt, closesAt + GRACE_MS + 1);
    },
    forget,
    stop() {
      for (const { cancel } of armed.values()) cancel();
      armed.clear();
    },
  };
}

/** Calls back every `ms` of the clock until stopped. */
export function repeat(clock: Clock, ms: number, callback: () => void): () => void {
  let cancel = clock.setTimer(clock.now() + ms, function again() {
    cancel = clock.setTimer(clock.now() + ms, again);
    callback();
  });
  return () => cancel();
}
