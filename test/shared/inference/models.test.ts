import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../shared/inference/domain.ts';
import { posteriorCount, posteriorDir, posteriorMean } from '../../../shared/inference/models.ts';
import type { Counts, JarModel, Replacement } from '../../../shared/inference/types.ts';
import { fc } from '../../support/properties.ts';
import { expectRelative } from './reference.ts';

describe('posterior mean of the jar', () => {
  test('returned after each cookie, or between rounds with many flavours: (alpha + x) / (A + n)', () => {
    const jar = {
      population: 100,
      prior: [1, 2, 3],
      batches: [
        [1, 0, 0],
        [0, 1, 2],
      ],
    };
    const expected = [2 / 10, 3 / 10, 5 / 10];
    expect(posteriorMean({ ...jar, replacement: 'each' })).toEqual(expected);
    expect(posteriorMean({ ...jar, replacement: 'round' })).toEqual(expected);
    expect(posteriorCount({ ...jar, replacement: 'each' })).toBe(10);
    expect(posteriorDir({ ...jar, replacement: 'each' })).toEqual([2, 3, 5]);
  });

  test('a jar seen whole is known', () => {
    expect(
      posteriorMean({
        replacement: 'never',
        population: 10,
        prior: [1, 1],
        batches: [
          [3, 2],
          [4, 1],
        ],
      }),
    ).toEqual([0.7, 0.3]);
    expect(posteriorMean({ replacement: 'round', population: 10, prior: [1, 1], batches: [[7, 3]] })).toEqual(
      [0.7, 1 - 0.7],
    );
  });

  test('equals brute force over all compositions of small jars', () => {
    fc.assert(
      fc.property(smallGame(), ({ replacement, jar, prior, batches }) => {
        const population = jar[0] + jar[1];
        const model: JarModel = { replacement, population, prior };
        const [share] = posteriorMean({ ...model, batches });
        expectRelative(share ?? Number.NaN, bruteForceMean(model, batches), 1e-11);
      }),
      { numRuns: 300 },
    );
  });

  test('the order of the draws does not matter', () => {
    const replacement = fc.constantFrom<Replacement>('never', 'round', 'each');
    const batch = fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 }));
    fc.assert(
      fc.property(replacement, fc.array(batch, { maxLength: 6 }), (mode, batches) => {
        const model: JarModel = { replacement: mode, population: 1000, prior: [1, 2] };
        const forwards = posteriorMean({ ...model, batches });
        const backwards = posteriorMean({ ...model, batches: batches.toReversed() });
        forwards.forEach((share, k) => {
          expectRelative(backwards[k] ?? Number.NaN, share, 1e-12);
        });
      }),
    );
  });

  test('extreme priors, populations and draws stay on the simplex', () => {
    for (const replacement of ['never', 'round', 'each'] as const) {
      for (const prior of [
        [1e-6, 1e-6],
        [1e6, 1e-3],
        [0.5, 0.5],
        [1, 1],
      ] as const) {
        for (const batches of [
          [],
          [[0, 900]],
          [[900, 0]],
          [
            [1, 1],
            [450, 448],
          ],
        ]) {
          const mean = posteriorMean({ replacement, population: 1_000, prior, batches });
          expect(Math.abs(mean.reduce((a, b) => a + b, 0) - 1)).toBeLessThanOrEqual(1e-15);
          for (const share of mean) expect(share).toBeGreaterThanOrEqual(0);
        }
      }
    }
  });

  test('a million cookies and thirty draws take no noticeable time', () => {
    const batches = Array.from({ length: 30 }, (_, t) => [600 + t, 400 - t]);
    const [share] = posteriorMean({ replacement: 'round', population: 1_000_000, prior: [1, 1], batches });
    expectRelative(share ?? Number.NaN, 0.6145, 1e-3);
  });

  test.each<[string, Partial<JarModel>, readonly Counts[]]>([
    ['more cookies than the jar holds', {}, [[80, 30]]],
    ['one draw larger than the jar', { replacement: 'round' }, [[80, 30]]],
    [
      'draws that no jar of this size can give',
      { replacement: 'round' },
      [
        [60, 0],
        [0, 60],
      ],
    ],
    ['half a cookie', {}, [[0.5, 1]]],
    ['a negative count', {}, [[-1, 1]]],
    ['a missing flavour', {}, [[1]]],
    ['a prior of 0', { prior: [0, 1] }, []],
    ['a prior of NaN', { prior: [Number.NaN, 1] }, []],
    ['a single flavour', { prior: [1] }, []],
    ['an empty jar', { population: 0 }, []],
  ])('refuses %s', (_, change, batches) => {
    const model: JarModel = { replacement: 'never', population: 100, prior: [1, 1], ...change };
    expect(() => posteriorMean({ ...model, batches })).toThrow(DomainError);
  });
});

/** A game on a jar of at most 24 cookies whose draws that jar can really give. */
function smallGame() {
  const games = fc.record({
    replacement: fc.constantFrom<'never' | 'round'>('never', 'round'),
    jar: fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })),
    prior: fc.tuple(fc.constantFrom(0.3, 1, 2.5), fc.constantFrom(0.3, 1, 2.5)),
    wishes: fc.array(fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 12 })), { maxLength: 4 }),
  });
  return games.map(({ wishes, ...game }) => {
    let left = game.jar;
    const batches = wishes.map(([x, y]): readonly [number, number] => {
      const batch = [Math.min(x, left[0]), Math.min(y, left[1])] as const;
      if (game.replacement === 'never') left = [left[0] - batch[0], left[1] - batch[1]];
      return batch;
    });
    return { ...game, batches };
  });
}

/** n (n - 1) ... (n - k + 1): ways to take k marked cookies in order. */
function falling(n: number, k: number): number {
  let ways = 1;
  for (let i = 0; i < k; i += 1) ways *= n - i;
  return ways;
}

function rising(a: number, k: number): number {
  let product = 1;
  for (let i = 0; i < k; i += 1) product *= a + i;
  return product;
}

function factorial(n: number): number {
  return falling(n, n);
}

function bruteForceMean({ population, prior, replacement }: JarModel, batches: readonly Counts[]): number {
  let mass = 0;
  let moment = 0;
  for (let c = 0; c <= population; c += 1) {
    const start = [c, population - c];
    let left = start;
    let weight = 1;
    for (const [k, count] of start.entries()) weight *= rising(prior[k] ?? 0, count) / factorial(count);
    for (const batch of batches) {
      weight *= left.reduce((ways, count, k) => ways * falling(count, batch[k] ?? 0), 1);
      if (replacement === 'never') left = left.map((count, k) => count - (batch[k] ?? 0));
    }
    mass += weight;
    moment += weight * c;
  }
  return moment / mass / population;
}
