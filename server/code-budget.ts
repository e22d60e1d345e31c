import { createHmac } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { RandomBytes } from './codes.ts';
import type { Ration } from './neighbours.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** Wrong room codes are rationed, right ones are not: a school behind one address types hundreds of them. */
export interface CodeBudget extends Ration {
  /** 0 when a code may be tried from this address, else the milliseconds to wait. */
  wait(address: string): number;
  /** Counts a code that opened nothing. */
  miss(address: string): void;
}

const PER_SECOND = 1;
const BURST = 60;
const ADDRESS_BURST = 100;
const ADDRESS_PER_SECOND = ADDRESS_BURST / 600;
const MOST_ADDRESSES = 10_000;

export function createCodeBudget(clock: Clock, random: RandomBytes): CodeBudget {
  /** Of all servers together. */
  const everybody = createTokenBucket(PER_SECOND, BURST);
  let misses = 0;
  const addresses = new Map<string, TokenBucket>();
  // Addresses are people: only their keyed hash is held, and only here.
  const key = random(32);
  const pseudonym = (address: string) => createHmac('sha256', key).update(address).digest('base64');

  function bucketOf(address: string): TokenBucket {
    const known = addresses.get(pseudonym(address));
    if (known !== undefined) return known;
    const oldest = addresses.keys().next();
    if (addresses.size >= MOST_ADDRESSES && !oldest.done) addresses.delete(oldest.value);
    const bucket = createTokenBucket(ADDRESS_PER_SECOND, ADDRESS_BURST);
    addresses.set(pseudonym(address), bucket);
    return bucket;
  }

  return {
    wait(address) {
      const now = clock.now();
      return Math.max(everybody.wait(now), addresses.get(pseudonym(address))?.wait(now) ?? 0);
    },
    miss(address) {
      const now = clock.now();
      misses += 1;
      everybody.take(now);
      bucketOf(address).take(now);
    },
    spent: () => misses,
    spentElsewhere(more) {
      everybody.owe(clock.now(), more);
    },
  };
}
