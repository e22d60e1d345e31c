/** Lets `burst` through at once and `perSecond` in the long run. */
export interface TokenBucket {
  /** Takes one if there is one: 0, or the milliseconds until there will be. */
  take(now: number): number;
  /** Takes what was used in any case; more than there is leaves a debt. */
  owe(now: number, count: number): void;
  /** What `take` would answer, without taking. */
  wait(now: number): number;
}

/** A class, because every connection holds half a dozen: four numbers each instead of two functions and what they close over. */
class Bucket implements TokenBucket {
  readonly #perSecond: number;
  readonly #burst: number;
  #tokens: number;
  /** Before anything has happened nothing has to be filled. */
  #filledAt = Number.POSITIVE_INFINITY;

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#tokens = burst;
  }

  wait(now: number): number {
    const gained = (Math.max(0, now - this.#filledAt) * this.#perSecond) / 1000;
    this.#tokens = Math.min(this.#burst, this.#tokens + gained);
    this.#filledAt = now;
    return this.#tokens >= 1 ? 0 : Math.ceil(((1 - this.#tokens) * 1000) / this.#perSecond);
  }

  owe(now: number, count: number): void {
    this.wait(now);
    this.#tokens -= count;
  }

  take(now: number): number {
    const left = this.wait(now);
    if (left === 0) this.#tokens -= 1;
    return left;
  }
}

export function createTokenBucket(perSecond: number, burst: number): TokenBucket {
  return new Bucket(perSecond, burst);
}
