import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Replacement } from './commitment.ts';

const WORDS = 2 ** 32;
const WORDS_PER_BLOCK = 8;

/** A source of unbiased integers: each call gives one of 0 … n − 1 from the next words of its stream. */
export type Below = (n: number) => number;

/** The words of HMAC-SHA-256(seed, prefix + "|" + i), i = 0, 1, 2 …, as big-endian unsigned 32-bit integers. */
export function belowStream(seed: string, prefix: string): Below {
  const key = hexToBytes(seed);
  let block = new DataView(new ArrayBuffer(0));
  let words = 0;

  function nextWord(): number {
    const place = words % WORDS_PER_BLOCK;
    if (place === 0) {
      const bytes = hmac(sha256, key, utf8ToBytes(`${prefix}|${words / WORDS_PER_BLOCK}`));
      block = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    words += 1;
    return block.getUint32(4 * place);
  }

  return (n) => {
    if (!Number.isInteger(n) || n < 1 || n > WORDS) throw new RangeError(`cannot draw below ${n}`);
    // Words past the last whole multiple of n would favour the small remainders.
    const limit = Math.floor(WORDS / n) * n;
    let word = nextWord();
    while (word >= limit) word = nextWord();
    return word % n;
  };
}

export type DrawInput = {
  readonly seed: string;
  readonly room: string;
  readonly mix: string;
  /** Counted from 1. */
  readonly round: number;
  readonly remaining: readonly number[];
  readonly size: number;
  readonly replacement: Replacement;
};

export type Draw = {
  /** The flavour of every cookie, in the order drawn. */
  readonly order: readonly number[];
  readonly counts: readonly number[];
  /** What the next round draws from: less than before only if cookies stay out (`never`). */
  readonly remaining: readonly number[];
};

/** Draws one round from the committed seed, with integers only: exactly hypergeometric, or multinomial for `each`. */
export function drawRound(input: DrawInput): Draw {
  const { seed, room, mix, round, size, replacement } = input;
  const jar = [...input.remaining];
  let left = jar.reduce((sum, count) => sum + count, 0);
  if (left === 0 || (replacement !== 'each' && size > left)) {
    throw new RangeError(`cannot draw ${size} of ${left} cookies`);
  }
  const below = belowStream(seed, `jar-draw-1|${room}|${mix}|${round}`);
  const counts = jar.map(() => 0);
  const order: number[] = [];
  while (order.length < size) {
    const flavour = flavourAt(jar, below(left));
    order.push(flavour);
    counts[flavour] = (counts[flavour] ?? 0) + 1;
    if (replacement === 'each') continue;
    jar[flavour] = (jar[flavour] ?? 0) - 1;
    left -= 1;
  }
  return { order, counts, remaining: replacement === 'never' ? jar : [...input.remaining] };
}

/** The flavour of the cookie at this place when the jar's cookies lie in a row, flavour by flavour. */
function flavourAt(jar: readonly number[], place: number): number {
  let end = 0;
  return jar.findIndex((count) => {
    end += count;
    return place < end;
  });
}
