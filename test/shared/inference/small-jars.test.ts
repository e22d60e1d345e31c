import { describe, expect, test } from 'vitest';
import { klBernoulli } from '../../../shared/inference/divergence.ts';
import { jarMoments } from '../../../shared/inference/finite-jar.ts';
import { posteriorMean } from '../../../shared/inference/models.ts';
import type { Counts, JarModel } from '../../../shared/inference/types.ts';
import { fc } from '../../support/properties.ts';
import { between, MANY, spread } from './arguments.ts';
import { expectRelative } from './reference.ts';

/** n (n - 1) ... (n - k + 1): ways to take k marked cookies in order. */
function falling(n: number, k: number): number {
  let ways = 1;
  for (let i = 0; i < k; i += 1) ways *= n - i;
  return ways;
}

/** Chance of each composition before any draw, up to a factor: the Polya urn's weights. */
function priorWeight([a = 1, b = 1]: readonly number[], first: number, second: number): number {
  let weight = 1;
  for (let i = 0; i < first; i += 1) weight *= (a + i) / (i + 1);
  for (let i = 0; i < second; i += 1) weight *= (b + i) / (i + 1);
  return weight;
}

/** Posterior chance of every composition of a two-flavour jar, counted out draw by draw. */
function bruteForce({ population, prior, replacement }: JarModel, batches: readonly Counts[]): number[] {
  const weights = Array.from({ length: population + 1 }, (_, c) => {
    let [first, second] = [c, population - c];
    let weight = priorWeight(prior, first, second);
    for (const [x = 0, y = 0] of batches) {
      weight *= falling(first, x) * falling(second, y);
      if (replacement === 'never') [first, second] = [first - x, second - y];
    }
    return weight;
  });
  const mass = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / mass);
}

function expectExact(model: JarModel, batches: readonly Counts[]): void {
  const chances = bruteForce(model, batches);
  const mean = chances.reduce((sum, chance, c) => sum + (chance * c) / model.population, 0);
  const variance = chances.reduce((sum, chance, c) => sum + chance * (c / model.population - mean) ** 2, 0);
  const moments = jarMoments({ ...model, batches });
  expectRelative(posteriorMean({ ...model, batches })[0] ?? Number.NaN, mean, 1e-11, `${batches}`);
  expect(Math.abs((moments.sd[0] ?? Number.NaN) ** 2 - variance)).toBeLessThanOrEqual(1e-11);
}

/** A jar of up to 40 cookies and draws that it can really give. */
const smallGame = fc
  .record({
    replacement: fc.constantFrom<'never' | 'round'>('never', 'round'),
    jar: fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })),
    prior: fc.tuple(spread(0.2, 20), spread(0.2, 20)),
    wishes: fc.array(fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 })), { maxLength: 4 }),
  })
  .map(({ replacement, jar, prior, wishes }) => {
    let left = jar;
    const batches = wishes.map(([x, y]): readonly [number, number] => {
      const batch = [Math.min(x, left[0]), Math.min(y, left[1])] as const;
      if (replacement === 'never') left = [left[0] - batch[0], left[1] - batch[1]];
      return batch;
    });
    const model: JarModel = { replacement, population: jar[0] + jar[1], prior };
    return { model, batches };
  });

describe('jars small enough to count out', () => {
  test('I7 every draw from every jar of up to 12 cookies', () => {
    let games = 0;
    for (let population = 1; population <= 12; population += 1) {
      for (const prior of [
        [1, 1],
        [0.5, 0.5],
        [3, 0.7],
      ]) {
        for (let n = 0; n <= population; n += 1) {
          for (let x = 0; x <= n; x += 1) {
            for (const replacement of ['never', 'round'] as const) {
              expectExact({ replacement, population, prior }, [[x, n - x]]);
              games += 1;
            }
          }
        }
      }
    }
    expect(games).toBe(2724);
  });

  test('I7 10,000 random games', () => {
    fc.assert(
      fc.property(smallGame, ({ model, batches }) => expectExact(model, batches)),
      MANY,
    );
  });

  test('I2 E[KL(jar || g) | x] - KL(m || g) is the same for every guess', () => {
    const guess = between(0.001, 0.999);
    fc.assert(
      fc.property(smallGame, guess, guess, ({ model, batches }, one, other) => {
        const chances = bruteForce(model, batches);
        const [mean = Number.NaN] = posteriorMean({ ...model, batches });
        const rest = (g: number) =>
          chances.reduce((sum, chance, c) => sum + chance * klBernoulli(c / model.population, g), 0) -
          klBernoulli(mean, g);
        expect(Math.abs(rest(one) - rest(other))).toBeLessThanOrEqual(1e-10);
      }),
      MANY,
    );
  });
});
