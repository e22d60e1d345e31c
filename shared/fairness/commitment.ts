import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** `never`: drawn cookies stay out; `round`: they go back after the round; `each`: every cookie goes back at once. */
export type Replacement = 'never' | 'round' | 'each';

type Sealed = {
  readonly drawSize: number | readonly number[];
  readonly labels: readonly string[];
  readonly replace: Replacement;
  readonly room: string;
  readonly salt: string;
  readonly seed: string;
};

/** What the commitment seals: a chosen jar (`counts`) or a jar nobody chose (`mystery`, the number of cookies). */
export type Opening = Sealed & ({ readonly counts: readonly number[] } | { readonly mystery: number });

const HEX_32_BYTES = /^[0-9a-f]{64}$/;

/** An integer from 1 to 2³² − 1: the range in which `below` is unbiased. */
function isPositive(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value < 2 ** 32;
}

/** Whether the opening has the one form that `jar-draw-1` knows; anything else could be read in two ways. */
export function isOpening(opening: Opening): boolean {
  const flavours = opening.labels.length;
  const jar =
    'mystery' in opening
      ? isPositive(opening.mystery) && opening.mystery >= flavours
      : opening.counts.length === flavours &&
        opening.counts.every((count) => Number.isInteger(count) && count >= 0) &&
        isPositive(opening.counts.reduce((sum, count) => sum + count, 0));
  const sizes = typeof opening.drawSize === 'number' ? [opening.drawSize] : opening.drawSize;
  return (
    jar &&
    flavours > 0 &&
    sizes.length > 0 &&
    sizes.every(isPositive) &&
    ['never', 'round', 'each'].includes(opening.replace) &&
    /^[0-9]+$/.test(opening.room) &&
    HEX_32_BYTES.test(opening.salt) &&
    HEX_32_BYTES.test(opening.seed)
  );
}

/** The exact text under the seal: this key order, no spaces, integers, lower-case hex, strings as JSON. */
export function openingText(opening: Opening): string {
  if (!isOpening(opening)) throw new RangeError('not an opening of jar-draw-1');
  const jar = 'mystery' in opening ? { mystery: opening.mystery } : { counts: opening.counts };
  const { drawSize, labels, replace, room, salt, seed } = opening;
  return JSON.stringify({ alg: 'jar-draw-1', ...jar, drawSize, labels, replace, room, salt, seed });
}

/** SHA-256 of the opening's text, in hex: shown before the first draw, checked after the reveal. */
export function commitmentOf(opening: Opening): string {
  return bytesToHex(sha256(utf8ToBytes(openingText(opening))));
}
