import { describe, expect, test } from 'vitest';
import { botStart, bots, naturalStep } from '../../../shared/inference/bots.ts';
import { DomainError } from '../../../shared/inference/domain.ts';
import { dirMean, posteriorDir, posteriorMean } from '../../../shared/inference/models.ts';
import type { Counts, JarModel, Simplex } from '../../../shared/inference/types.ts';
import { fc } from '../../support/properties.ts';
import { expectRelative, expectSections, reference } from './reference.ts';

const model: JarModel = { replacement: 'never', population: 10_000, prior: [1, 1] };
const storyBatches: readonly Counts[] = reference.prequential.batches.map((x) => [x, 100 - x]);

function estimates(bot: keyof typeof bots, jar: JarModel, batches: readonly Counts[]): Simplex[] {
  let estimate = botStart(jar);
  return batches.map((_, t) => {
    estimate = bots[bot](estimate, jar, batches.slice(0, t + 1));
    return estimate;
  });
}

describe('bots', () => {
  test('I4 svi makes the story’s 55, 62, 66, 69, 70 percent', () => {
    const path = estimates('svi', model, storyBatches);
    expect([1, 3, 5, 10, 15].map((round) => Math.round(100 * (path[round - 1]?.[0] ?? 0)))).toEqual([
      55, 62, 66, 69, 70,
    ]);
  });

  test('I8 svi’s step along the running proportions of the reference vectors', () => {
    expectSections('story_bot');
  });

  test('exact is the posterior mean after every draw', () => {
    estimates('exact', model, storyBatches).forEach((estimate, t) => {
      expect(estimate).toEqual(posteriorMean({ ...model, batches: storyBatches.slice(0, t + 1) }));
    });
  });

  test('decay reaches the posterior mean of the recipe, whatever the sizes of the draws', () => {
    const batch = fc.array(fc.nat({ max: 50 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(batch, { minLength: 1, maxLength: 8 }), (batches) => {
        const jar: JarModel = { replacement: 'each', population: 100, prior: [1, 2, 0.5] };
        const last = estimates('decay', jar, batches).at(-1) ?? [];
        dirMean(posteriorDir({ ...jar, batches })).forEach((share, k) => {
          expectRelative(last[k] ?? Number.NaN, share, 1e-13);
        });
      }),
    );
  });

  test('without a cookie nobody moves', () => {
    const start: Simplex = [0.3, 0.7];
    expect(bots.svi(start, model, [])).toEqual(start);
    expect(bots.decay(start, model, [[0, 0]])).toEqual(start);
    expect(bots.exact(start, model, [])).toEqual([0.5, 0.5]);
  });

  test('a natural step goes the fraction rho of the way and refuses more than the way', () => {
    expect(naturalStep([0.5, 0.5], [1, 0], 0.25)).toEqual([0.625, 0.375]);
    expect(naturalStep([0.5, 0.5], [1, 0], 0)).toEqual([0.5, 0.5]);
    expect(() => naturalStep([0.5, 0.5], [1, 0], 1.1)).toThrow(DomainError);
    expect(() => naturalStep([0.5, 0.5], [1, 0, 0], 0.1)).toThrow(DomainError);
  });
});
