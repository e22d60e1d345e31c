import type { Clock } from '../clock.ts';

export interface Throttle {
  /** Sends soon: at once if the last sending is long enough ago; any number of requests become one. */
  request(): void;
  /** Forgets what was requested: something newer has gone out. */
  cancel(): void;
}

export function createThrottle(clock: Clock, intervalMs: () => number, send: () => void): Throttle {
  let sentAt = Number.NEGATIVE_INFINITY;
  let cancelTimer: (() => void) | null = null;

  return {
    request() {
      if (cancelTimer !== null) return;
      cancelTimer = clock.setTimer(Math.max(clock.now(), sentAt + intervalMs()), () => {
        cancelTimer = null;
        sentAt = clock.now();
        send();
      });
    },
    cancel() {
      cancelTimer?.();
      cancelTimer = null;
    },
  };
}
