/** The server's time, which no step of the system's clock moves. */
export interface Clock {
  /** Milliseconds since 1970, whole. */
  now(): number;
  /** Calls back once `now()` has reached `at`; returns how to cancel. */
  setTimer(at: number, callback: () => void): () => void;
}

/** Resolves once so many milliseconds have passed. */
export function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimer(clock.now() + ms, resolve);
  });
}

/** Longer delays overflow the timer of Node. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** Wall clock at the start, which may be behind the one that counts, plus monotonic time since. */
export function systemClock(aheadMs = 0): Clock {
  const start = Date.now() + aheadMs - performance.now();
  const now = () => Math.round(start + performance.now());
  return {
    now,
    setTimer(at, callback) {
      let timer: NodeJS.Timeout;
      const arm = () => {
        const left = at - now();
        timer = setTimeout(left <= 0 ? callback : arm, Math.min(Math.max(left, 0), LONGEST_DELAY_MS));
      };
      arm();
      return () => clearTimeout(timer);
    },
  };
}
