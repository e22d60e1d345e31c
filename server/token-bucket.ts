/** Lets `burst` through at once and `perSecond` in the long run. */
export interface TokenBucket {
  /** Takes one if there is one: 0, or the milliseconds until there will be. */
  take(now: number): number;
  /** What `take` would answer, without taking. */
  wait(now: number): number;
}

export function createTokenBucket(perSecond: number, burst: number): TokenBucket {
  let tokens = burst;
  let filledAt: number | null = null;

  function wait(now: number): number {
    tokens = Math.min(burst, tokens + (Math.max(0, now - (filledAt ?? now)) * perSecond) / 1000);
    filledAt = now;
    return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) * 1000) / perSecond);
  }

  return {
    wait,
    take(now) {
      const left = wait(now);
      if (left === 0) tokens -= 1;
      return left;
    },
  };
}
