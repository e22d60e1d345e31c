import { randomFillSync } from 'node:crypto';
import type { RandomBytes } from './codes.ts';

/** One call to the system's generator costs as much as some hundred bytes of it. */
const POOL_BYTES = 4096;

/** Bytes of the system's generator, fetched many at a time; each is given away once and forgotten here. */
export function systemRandom(): RandomBytes {
  const pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;

  return (size) => {
    if (size > POOL_BYTES) return randomFillSync(new Uint8Array(size));
    if (used + size > POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    const taken = pool.slice(used, used + size);
    pool.fill(0, used, used + size);
    used += size;
    return taken;
  };
}
