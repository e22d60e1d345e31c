import { describe, expect, test } from 'vitest';
import { bandOf, guessOf, tempers, thinkingMs } from '../../../client/pages/practice/simulated-class.ts';
import { cookieJar } from '../../../shared/labs/cookie-jar.ts';
import { chanceOf } from '../../support/chance.ts';

const sizes = [5, 10, 25, 60, 150, 250];

function even(flavours: number): readonly number[] {
  return new Array<number>(flavours).fill(1 / flavours);
}

/** Draws from a jar of these shares, by chance. */
function drawsOf(shares: readonly number[], chance: () => number): readonly (readonly number[])[] {
  return sizes.map((size) => {
    const counts = shares.map(() => 0);
    for (let cookie = 0; cookie < size; cookie += 1) {
      let rest = chance();
      const flavour = shares.findIndex((share) => {
        rest -= share;
        return rest < 0;
      });
      const k = flavour < 0 ? shares.length - 1 : flavour;
      counts[k] = (counts[k] ?? 0) + 1;
    }
    return counts;
  });
}

/** Everybody's guess after every draw, the hunch first. */
function lesson(shares: readonly number[], seed: number): readonly (readonly (readonly number[])[])[] {
  const chance = chanceOf(seed);
  const batches = drawsOf(shares, chance);
  return tempers.map((temper) => {
    const guesses = [guessOf(temper, [], even(shares.length), chance)];
    for (let round = 1; round <= sizes.length; round += 1) {
      guesses.push(guessOf(temper, batches.slice(0, round), guesses[round - 1] ?? [], chance));
    }
    return guesses;
  });
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((share, k) => Math.abs(share - (b[k] ?? 0))));
}

const jars = [
  [0.7, 0.3],
  [0.999, 0.001],
  [0.52, 0.48],
  [0.5, 0.3, 0.2],
  [0.97, 0.01, 0.01, 0.01],
  [0.4, 0.3, 0.15, 0.1, 0.05],
];

describe('the simulated class', () => {
  test.each(jars)('says only what a player may say, whatever the chance: %j', (...shares) => {
    for (let seed = 1; seed <= 60; seed += 1) {
      for (const guess of lesson(shares, seed).flat()) {
        expect(cookieJar.checkEstimate(guess, shares.length)).toBeNull();
      }
    }
  });

  test('the same seed is the same class, another seed another', () => {
    expect(lesson([0.7, 0.3], 7)).toEqual(lesson([0.7, 0.3], 7));
    expect(lesson([0.7, 0.3], 7)).not.toEqual(lesson([0.7, 0.3], 8));
  });

  test.each([[[0.7, 0.3]], [[0.9, 0.1]], [[0.5, 0.3, 0.2]]])(
    'everybody comes nearer to a jar of %j',
    (jar) => {
      const seeds = Array.from({ length: 80 }, (_, i) => i + 1);
      tempers.forEach(({ id }, i) => {
        const meanAt = (round: number): number =>
          seeds.reduce((sum, seed) => sum + distance(lesson(jar, seed)[i]?.[round] ?? [], jar), 0) /
          seeds.length;
        expect(meanAt(6), id).toBeLessThan(0.06);
        expect(meanAt(6), id).toBeLessThan(meanAt(1));
      });
    },
  );

  test('keeps its characters: the stubborn lag, the wary stay near the middle, the bold do not', () => {
    const chance = () => 0.25;
    const said = (id: string) => {
      const temper = tempers.find((one) => one.id === id);
      if (temper === undefined) throw new Error(`nobody is ${id}`);
      return guessOf({ ...temper, slip: 0, grain: 1 }, [[9, 1]], [0.5, 0.5], chance)[0] ?? 0;
    };
    expect(said('bold')).toBeGreaterThan(said('steady'));
    expect(said('steady')).toBeGreaterThan(said('stubborn'));
    expect(said('stubborn')).toBeGreaterThan(said('wary'));
    expect(said('wary')).toBeGreaterThan(0.5);
  });

  test('seals bands that a room accepts and that narrow with the cookies', () => {
    for (const temper of tempers) {
      for (const share of [0.001, 0.5, 0.7, 0.999]) {
        const [low, high] = bandOf(temper, [share, 1 - share], 500);
        const [lowBefore, highBefore] = bandOf(temper, [share, 1 - share], 5);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(high);
        expect(high - low).toBeLessThanOrEqual(highBefore - lowBefore);
      }
    }
  });

  test('thinks for seconds, not for ever', () => {
    const chance = chanceOf(3);
    for (const temper of tempers) {
      const ms = thinkingMs(temper, chance);
      expect(ms).toBeGreaterThan(1000);
      expect(ms).toBeLessThan(30_000);
    }
  });
});
