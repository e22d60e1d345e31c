import { describe, expect, test } from 'vitest';
import { klBeta, klDirichlet } from '../../../shared/inference/dirichlet.ts';
import { klBernoulli, klCategorical } from '../../../shared/inference/divergence.ts';
import {
  elbo,
  elboGap,
  logEvidence,
  logPredictive,
  logPredictivePoint,
} from '../../../shared/inference/elbo.ts';
import { dirMean, posteriorDir, posteriorMean } from '../../../shared/inference/models.ts';
import { scorePoint } from '../../../shared/inference/scoring.ts';
import type { Dir, JarModel, Replacement } from '../../../shared/inference/types.ts';
import { fc } from '../../support/properties.ts';
import { between, MANY, several, shares, spread } from './arguments.ts';

const flavours = fc.integer({ min: 2, max: 5 });
const concentration = fc.oneof(spread(1e-6, 1e9), spread(0.5, 1e4));

/** Two Dirichlet distributions, as often near each other as far apart. */
const twoDirs = flavours.chain((k) => {
  const dir = several(concentration, k);
  const near = fc.tuple(dir, several(spread(1e-16, 1), k)).map(([q, by]) => {
    return [q, q.map((a, i) => a * (1 + (i % 2 === 0 ? 1 : -0.5) * (by[i] ?? 0)))] as const;
  });
  return fc.oneof(fc.tuple(dir, dir), near);
});

const game = flavours.chain((k) =>
  fc.record({
    prior: several(spread(0.01, 500), k),
    q: several(spread(0.1, 5000), k),
    batches: fc.array(several(fc.nat({ max: 300 }), k), { maxLength: 6 }),
  }),
);
const recipe = (prior: Dir): JarModel => ({ replacement: 'each', population: 10_000, prior });
const differ = (p: readonly number[], q: readonly number[]) => p.some((x, k) => x !== q[k]);

describe('divergences in 10,000 random cases each', () => {
  test('I1 between categoricals: never negative, 0 iff equal', () => {
    const pair = flavours.chain((k) => fc.tuple(shares(k), shares(k)));
    fc.assert(
      fc.property(pair, ([p, q]) => {
        const kl = klCategorical(p, q);
        expect(kl).toBeGreaterThanOrEqual(0);
        if (differ(p, q)) expect(kl).toBeGreaterThan(0);
        expect(klCategorical(p, p)).toBe(0);
      }),
      MANY,
    );
  });

  test('I1 between coins within 1e-12 of an end, and of each other: never negative, 0 iff equal', () => {
    const end = fc.tuple(spread(1e-12, 0.5), fc.boolean()).map(([x, high]) => (high ? 1 - x : x));
    fc.assert(
      fc.property(end, end, spread(1e-16, 1e-3), (p, far, by) => {
        for (const q of [far, Math.min(p * (1 + by), 1 - 2 ** -53)]) {
          const kl = klBernoulli(p, q);
          expect(Number.isFinite(kl)).toBe(true);
          expect(kl === 0).toBe(p === q);
          expect(kl).toBeGreaterThanOrEqual(0);
        }
      }),
      MANY,
    );
  });

  test('I1 between Dirichlets: both parts at least 0, their sum the whole, all 0 iff equal', () => {
    fc.assert(
      fc.property(twoDirs, ([q, p]) => {
        const { total, centre, width } = klDirichlet(q, p);
        expect(Math.min(centre, width)).toBeGreaterThanOrEqual(0);
        expect(total).toBe(centre + width);
        expect(total > 0).toBe(differ(q, p));
        expect(klDirichlet(q, q)).toEqual({ total: 0, centre: 0, width: 0 });
      }),
      MANY,
    );
  });

  test('I1 between Betas: the same', () => {
    fc.assert(
      fc.property(twoDirs, ([[a = 1, b = 1], [c = 1, d = 1]]) => {
        const { total, centre, width } = klBeta({ a, b }, { a: c, b: d });
        expect(Math.min(centre, width)).toBeGreaterThanOrEqual(0);
        expect(total).toBe(centre + width);
        expect(total > 0).toBe(a !== c || b !== d);
      }),
      MANY,
    );
  });
});

describe('the evidence and its bound in 10,000 random games each', () => {
  test('I6 ln p(x) = ELBO(q) + KL(q || posterior)', () => {
    fc.assert(
      fc.property(game, ({ prior, q, batches }) => {
        const data = { ...recipe(prior), batches };
        const [evidence, bound, gap] = [logEvidence(data), elbo(q, data), elboGap(q, data).total];
        const size = 1 + Math.abs(evidence) + Math.abs(bound) + gap;
        expect(Math.abs(evidence - bound - gap)).toBeLessThanOrEqual(1e-12 * size);
      }),
      MANY,
    );
  });

  test('I6 the posterior maximises the ELBO and alone leaves no gap', () => {
    fc.assert(
      fc.property(game, ({ prior, q, batches }) => {
        const data = { ...recipe(prior), batches };
        const best = posteriorDir(data);
        expect(elboGap(best, data).total).toBe(0);
        expect(elboGap(q, data).total > 0).toBe(differ(q, best));
        const [top, bound] = [elbo(best, data), elbo(q, data)];
        expect(bound).toBeLessThanOrEqual(top + 1e-12 * (1 + Math.abs(top) + Math.abs(bound)));
      }),
      MANY,
    );
  });

  test('I6 the order of the draws does not matter', () => {
    fc.assert(
      fc.property(game, ({ prior, q, batches }) => {
        const [there, back] = [batches, batches.toReversed()].map((draws) => {
          const data = { ...recipe(prior), batches: draws };
          return [elbo(q, data), logEvidence(data), elboGap(q, data), posteriorMean(data)];
        });
        expect(back).toEqual(there);
      }),
      MANY,
    );
  });

  test('I6 scores before every draw sum to the log evidence', () => {
    fc.assert(
      fc.property(game, ({ prior, batches }) => {
        const beliefs = batches.map((_, t) =>
          posteriorDir({ ...recipe(prior), batches: batches.slice(0, t) }),
        );
        const total = batches.reduce((sum, batch, t) => sum + logPredictive(beliefs[t] ?? prior, batch), 0);
        const evidence = logEvidence({ ...recipe(prior), batches });
        expect(Math.abs(total - evidence)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(evidence)));
        // Cookie by cookie the mean itself is the prediction.
        const [first = [], later = []] = [batches[0], beliefs[1]];
        const one = first.map((_, k) => (k === 0 ? 1 : 0));
        if (later.length > 0) {
          const point = logPredictivePoint(dirMean(later), one);
          expect(Math.abs(logPredictive(later, one) - point)).toBeLessThanOrEqual(1e-12 * (1 - point));
        }
      }),
      MANY,
    );
  });
});

describe('the mean of the jar follows the replacement in 10,000 random games', () => {
  test('I7 cookies that stay out: what is left of the jar; those that return: the recipe', () => {
    const replacement = fc.constantFrom<Replacement>('never', 'round', 'each');
    const random = fc.tuple(flavours, replacement).chain(([k, mode]) =>
      fc.record({
        mode: fc.constant(mode),
        prior: several(spread(0.1, 50), k),
        batches: fc.array(several(fc.nat({ max: 12 }), k), { maxLength: 5 }),
        spare: fc.nat({ max: 200 }),
      }),
    );
    fc.assert(
      fc.property(random, ({ mode, prior, batches, spare }) => {
        const x = prior.map((_, k) => batches.reduce((sum, batch) => sum + (batch[k] ?? 0), 0));
        const n = x.reduce((a, b) => a + b, 0);
        const population = n + spare + 1;
        const whole = prior.reduce((a, b) => a + b, 0) + n;
        const mean = posteriorMean({ replacement: mode, population, prior, batches });
        // Two flavours between rounds are an exact sum: after one draw that of a jar never refilled, later see small-jars.
        const exactSum = mode === 'round' && prior.length === 2;
        if (!exactSum || batches.length <= 1) {
          for (const [k, alpha] of prior.entries()) {
            const share = (alpha + (x[k] ?? 0)) / whole;
            const left = ((x[k] ?? 0) + (population - n) * share) / population;
            expect(mean[k]).toBeCloseTo(mode === 'never' || exactSum ? left : share, exactSum ? 11 : 13);
          }
        }
        expect(Math.abs(mean.reduce((a, b) => a + b, 0) - 1)).toBeLessThanOrEqual(1e-14);
      }),
      MANY,
    );
  });

  test('I2 the live score is 0 for the mean alone', () => {
    fc.assert(
      fc.property(between(0, 1), spread(0.1, 100), spread(0.1, 100), fc.nat({ max: 100 }), (g, a, b, x) => {
        const model: JarModel = { replacement: 'never', population: 1000, prior: [a, b] };
        const evidence = { batches: [[x, 100 - x]] };
        const best = posteriorMean({ ...model, ...evidence });
        expect(scorePoint({ model, evidence, guess: best })).toEqual({ kl: 0, gap: 0, points: 1000 });
        const guess = [g, 1 - g];
        expect(scorePoint({ model, evidence, guess }).kl > 0).toBe(differ(guess, best));
      }),
      MANY,
    );
  });
});
