import { createHmac } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { RandomBytes } from './codes.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** Wrong room codes are rationed, right ones are not: a school behind one address types hundreds of them. */
export interface CodeBudget {
  /** 0 when a code may be tried from this address, else the milliseconds to wait. */
  wait(address: string): number;
  /** Counts a code that opened nothing. */
  miss(address: string): void;
}

const SERVER_PER_SECOND = 1;
const SERVER_BURST = 60;
const ADDRESS_BURST = 100;
const ADDRESS_PER_SECOND = ADDRESS_BURST / 600;
const MOST_ADDRESSES = 10_000;

export function createCodeBudget(clock: Clock, random: RandomBytes): CodeBudget {
  const server = createTokenBucket(SERVER_PER_SECOND, SERVER_BURST);
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
      return Math.max(server.wait(now), addresses.get(pseudonym(address))?.wait(now) ?? 0);
    },
    miss(address) {
      const now = clock.now();
      server.take(now);
      bucketOf(address).take(now);
    },
  };
}
