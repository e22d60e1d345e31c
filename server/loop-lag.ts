import type { Clock } from './clock.ts';
import { repeat } from './deadlines.ts';
import type { Log } from './log.ts';

/** How far the event loop is behind. */
export interface LoopLag {
  /** What is read now may have arrived so many milliseconds ago; 0 while the loop keeps up. */
  ms(): number;
  stop(): void;
}

const TICK_MS = 50;
/** The loop reads between two ticks, though perhaps not all at once: what is older than so many has been read. */
const TICKS_TO_READ = 3;
/** Less than this is the loop's ordinary work. */
const NOTICEABLE_MS = 100;
const WORTH_A_LINE_MS = 500;

export function watchLoop(clock: Clock, log: Log): LoopLag {
  const ticks: number[] = Array(TICKS_TO_READ).fill(clock.now());
  const stop = repeat(clock, TICK_MS, () => {
    const now = clock.now();
    const lagMs = now - (ticks.at(-1) ?? now) - TICK_MS;
    if (lagMs > WORTH_A_LINE_MS) log.warn({ lagMs }, 'the event loop stood still');
    ticks.shift();
    ticks.push(now);
  });
  return {
    ms() {
      const now = clock.now();
      const lag = now - (ticks[0] ?? now);
      return lag > TICKS_TO_READ * TICK_MS + NOTICEABLE_MS ? lag : 0;
    },
    stop,
  };
}
