import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Below, belowStream } from './draw-stream.ts';

export type MysteryInput = {
  readonly seed: string;
  readonly room: string;
  readonly mix: string;
  readonly cookies: number;
  readonly flavours: number;
};

/**
 * The composition of a jar nobody chose: every split into positive counts is equally likely.
 * Bars among the cookies divide the flavours; a split with an empty flavour is thrown away whole.
 */
export function mysteryCounts({ seed, room, mix, cookies, flavours }: MysteryInput): readonly number[] {
  if (cookies < flavours) throw new RangeError(`${cookies} cookies cannot have ${flavours} flavours`);
  const below = belowStream(seed, `jar-mystery-1|${room}|${mix}`);
  const places = cookies + flavours - 1;
  let counts = gaps(drawBars(below, places, flavours - 1), places);
  while (counts.includes(0)) counts = gaps(drawBars(below, places, flavours - 1), places);
  return counts;
}

/** The class's word as 64 hex digits, or '' if there is none; the same word typed on any keyboard gives the same mix. */
export function mixOf(words: string): string {
  const word = words.normalize('NFC').trim();
  return word === '' ? '' : bytesToHex(sha256(utf8ToBytes(word)));
}

function drawBars(below: Below, places: number, howMany: number): readonly number[] {
  const bars = new Set<number>();
  while (bars.size < howMany) bars.add(below(places));
  return [...bars].sort((a, b) => a - b);
}

function gaps(bars: readonly number[], places: number): readonly number[] {
  return [...bars, places].map((bar, k) => bar - (bars[k - 1] ?? -1) - 1);
}
