import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { belowStream, type DrawInput, drawRound } from '../../../shared/fairness/draw-stream.ts';
import { fc } from '../../support/properties.ts';
import { chosenJars, mysteryJars, orderOf, type Vector } from './jar-draw-1.ts';

const seed = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
const base: DrawInput = {
  seed,
  room: '482917',
  mix: '',
  round: 1,
  remaining: [7000, 3000],
  size: 100,
  replacement: 'never',
};

function sizeOf({ opening }: Vector, k: number): number {
  return typeof opening.drawSize === 'number' ? opening.drawSize : (opening.drawSize[k] ?? 0);
}

/** The same draw written a second time from the specification: Node's HMAC, big integers, a row of real cookies. */
function secondOpinion(input: DrawInput): readonly number[] {
  const row = input.remaining.flatMap((count, flavour) => Array<number>(count).fill(flavour));
  const words: bigint[] = [];
  let blocks = 0;
  const nextWord = (): bigint => {
    if (words.length === 0) {
      const message = `jar-draw-1|${input.room}|${input.mix}|${input.round}|${blocks}`;
      const hex = createHmac('sha256', Buffer.from(input.seed, 'hex')).update(message).digest('hex');
      words.push(...(hex.match(/.{8}/g) ?? []).map((word) => BigInt(`0x${word}`)));
      blocks += 1;
    }
    return words.shift() ?? 0n;
  };
  return Array.from({ length: input.size }, () => {
    const n = BigInt(row.length);
    let word = nextWord();
    while (word >= (2n ** 32n / n) * n) word = nextWord();
    const place = Number(word % n);
    const flavour = row[place] ?? -1;
    if (input.replacement !== 'each') row.splice(place, 1);
    return flavour;
  });
}

describe('draw stream', () => {
  test.each([...chosenJars, ...mysteryJars])('$title gives the published cookies', (vector) => {
    const { room, replace } = vector.opening;
    let remaining = vector.jar;
    vector.rounds.forEach((round, k) => {
      const input = { seed, room, mix: vector.mix, round: round.round, remaining, size: sizeOf(vector, k) };
      const draw = drawRound({ ...input, replacement: replace });
      expect(draw.order).toEqual(orderOf(round));
      expect(draw.counts).toEqual(round.counts);
      remaining = draw.remaining;
    });
  });

  test('cookies stay out only if they never go back', () => {
    const never = drawRound(base);
    expect(never.remaining).toEqual([7000 - (never.counts[0] ?? 0), 3000 - (never.counts[1] ?? 0)]);
    expect(drawRound({ ...base, replacement: 'round' }).remaining).toEqual([7000, 3000]);
    expect(drawRound({ ...base, replacement: 'each' }).remaining).toEqual([7000, 3000]);
  });

  test('the counts given in are left as they were', () => {
    const remaining = [3, 2];
    drawRound({ ...base, remaining, size: 5 });
    expect(remaining).toEqual([3, 2]);
  });

  test('agrees with a second implementation', () => {
    const jars = fc.array(fc.nat(60), { minLength: 2, maxLength: 5 }).filter((jar) => jar.some((n) => n > 0));
    fc.assert(
      fc.property(
        jars,
        fc.constantFrom('never', 'round', 'each'),
        fc.integer({ min: 1, max: 999 }),
        fc.nat(),
        (remaining, replacement, round, n) => {
          const total = remaining.reduce((sum, count) => sum + count, 0);
          const input: DrawInput = { ...base, remaining, replacement, round, size: 1 + (n % total) };
          expect(drawRound(input).order).toEqual(secondOpinion(input));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('words past the last whole multiple are passed over', () => {
    const n = 3_000_000_000;
    const below = belowStream(seed, 'test');
    const words = Array.from({ length: 10 }, (_, block) =>
      createHmac('sha256', Buffer.from(seed, 'hex')).update(`test|${block}`).digest(),
    ).flatMap((bytes) => Array.from({ length: 8 }, (_, k) => bytes.readUInt32BE(4 * k)));
    const kept = words.filter((word) => word < n);
    expect(kept.length).toBeLessThan(words.length);
    expect(kept.map(() => below(n))).toEqual(kept);
  });

  test.each([0, -1, 1.5, 2 ** 32 + 1, Number.NaN])('below(%d) is refused', (n) => {
    expect(() => belowStream(seed, 'test')(n)).toThrow(RangeError);
  });

  test('a jar cannot give more cookies than it has, unless each goes back', () => {
    expect(() => drawRound({ ...base, remaining: [3, 2], size: 6 })).toThrow(RangeError);
    expect(() => drawRound({ ...base, remaining: [0, 0], replacement: 'each' })).toThrow(RangeError);
    expect(drawRound({ ...base, remaining: [3, 2], size: 6, replacement: 'each' }).order).toHaveLength(6);
  });

  test('the counts have the mean and the spread of the hypergeometric distribution', () => {
    const rounds = 1500;
    const jar = { remaining: [140, 60], size: 100, replacement: 'round' } as const;
    const drawn = Array.from({ length: rounds }, (_, k) => {
      return drawRound({ ...base, ...jar, round: k + 1 }).counts[0] ?? 0;
    });
    const mean = drawn.reduce((sum, count) => sum + count, 0) / rounds;
    const variance = drawn.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (rounds - 1);
    const expected = (100 * 0.7 * 0.3 * (200 - 100)) / (200 - 1);
    expect(Math.abs(mean - 70)).toBeLessThan(4 * Math.sqrt(expected / rounds));
    // Four standard errors of a variance; drawing with replacement would give twice the value.
    expect(Math.abs(variance / expected - 1)).toBeLessThan(4 * Math.sqrt(2 / rounds));
  });
});
