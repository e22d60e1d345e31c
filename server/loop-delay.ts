import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock } from './clock.ts';
import { repeat } from './deadlines.ts';

export interface Delays {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly mostMs: number;
}

/** How long the event loop kept others waiting. */
export interface LoopDelay {
  /** Over the last ten seconds that are over; nothing of the first ten, which begin with the start. */
  recent(): Delays;
  stop(): void;
}

const RESOLUTION_MS = 10;
const WINDOW_MS = 10_000;

export function watchLoopDelay(clock: Clock): LoopDelay {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let last: Delays = { p50Ms: 0, p99Ms: 0, mostMs: 0 };

  /** The timer's own step is not a delay. */
  function read(): Delays {
    const ms = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
    return { p50Ms: ms(delay.percentile(50)), p99Ms: ms(delay.percentile(99)), mostMs: ms(delay.max) };
  }

  const stop = repeat(clock, WINDOW_MS, () => {
    last = read();
    delay.reset();
  });
  return {
    recent: () => last,
    stop() {
      stop();
      delay.disable();
    },
  };
}
