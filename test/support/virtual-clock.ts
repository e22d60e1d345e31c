import type { Clock } from '../../server/clock.ts';
import { morning } from './room.ts';

export interface VirtualClock extends Clock {
  /** Moves the time on and runs what falls due, in order. */
  advance(ms: number): void;
  /** As after a long sleep: the time has moved on at once, and what fell due meanwhile runs late, one time. */
  leap(ms: number): void;
}

export function createVirtualClock(start = morning): VirtualClock {
  let now = start;
  let count = 0;
  const timers = new Map<number, { readonly at: number; readonly callback: () => void }>();

  function earliest(until: number): number | undefined {
    let found: number | undefined;
    for (const [id, { at }] of timers) {
      if (at <= until && (found === undefined || at < (timers.get(found)?.at ?? 0))) found = id;
    }
    return found;
  }

  const clock: VirtualClock = {
    now: () => now,
    setTimer(at, callback) {
      const id = count++;
      timers.set(id, { at, callback });
      return () => timers.delete(id);
    },
    advance(ms) {
      const until = now + ms;
      for (let id = earliest(until); id !== undefined; id = earliest(until)) {
        const { at, callback } = timers.get(id)!;
        timers.delete(id);
        now = Math.max(now, at);
        callback();
      }
      now = until;
    },
    leap(ms) {
      now += ms;
      clock.advance(0);
    },
  };
  return clock;
}
