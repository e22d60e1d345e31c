import { describe, expect, test } from 'vitest';
import { betaCdf, betaLogPdf, betaQuantile } from '../../../shared/inference/beta-distribution.ts';
import { betaln, mvBetaln } from '../../../shared/inference/beta-function.ts';
import { dirEntropy, klDirichlet } from '../../../shared/inference/dirichlet.ts';
import { klBernoulli, klBernoulliLogit, klCategorical } from '../../../shared/inference/divergence.ts';
import { DomainError } from '../../../shared/inference/domain.ts';
import {
  elbo,
  elboGap,
  elboPerDraw,
  logEvidence,
  logEvidenceCounts,
  logPredictivePoint,
} from '../../../shared/inference/elbo.ts';
import { equallyFarShare } from '../../../shared/inference/equal-distance.ts';
import { jarMoments } from '../../../shared/inference/finite-jar.ts';
import { logit } from '../../../shared/inference/log-space.ts';
import { meanFieldGaussian } from '../../../shared/inference/mean-field-gaussian.ts';
import { posteriorMean } from '../../../shared/inference/models.ts';
import { perfectFloor, revealKl } from '../../../shared/inference/reveal.ts';
import { scoreBelief, scorePoint } from '../../../shared/inference/scoring.ts';
import { digamma, lgamma, trigamma } from '../../../shared/inference/special.ts';
import type { JarModel } from '../../../shared/inference/types.ts';
import { fc } from '../../support/properties.ts';
import { MANY, several, spread } from './arguments.ts';

const alpha = spread(0.01, 1e7);
const count = fc.oneof(fc.constantFrom(0, 1, 1e9), fc.integer({ min: 0, max: 1e9 }));
/** Within 1e-12 of either end, or anywhere. */
const share = fc.tuple(spread(1e-12, 0.5), fc.boolean()).map(([x, high]) => (high ? 1 - x : x));

const extreme = fc.integer({ min: 2, max: 4 }).chain((k) =>
  fc.record({
    prior: several(alpha, k),
    q: several(alpha, k),
    counts: several(count, k),
    g: share,
    replacement: fc.constantFrom('never' as const, 'round' as const, 'each' as const),
  }),
);

const finite = (...values: readonly number[]) => {
  for (const value of values) expect(Number.isFinite(value)).toBe(true);
};
const notNegative = (...values: readonly number[]) => {
  finite(...values);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
};

describe('concentrations from 0.01 to 1e7, a billion cookies, shares within 1e-12 of an end', () => {
  test('I9 special functions and the Beta distribution', () => {
    fc.assert(
      fc.property(alpha, alpha, share, (a, b, x) => {
        finite(lgamma(a), digamma(a), trigamma(a), betaln(a, b), logit(x), betaLogPdf({ a, b }, x));
        notNegative(trigamma(b), betaCdf({ a, b }, x));
        expect(betaCdf({ a, b }, x)).toBeLessThanOrEqual(1);
      }),
      MANY,
    );
  });

  test('I9 quantiles stay between 0 and 1', () => {
    fc.assert(
      fc.property(alpha, alpha, share, (a, b, p) => {
        const x = betaQuantile({ a, b }, p);
        notNegative(x);
        expect(x).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });

  test('I9 a quantile search that steps on the mean itself comes to its end', () => {
    const x = betaQuantile({ a: 9999999.999811523, b: 9999999.992837874 }, 1e-12);
    // mpmath, 40 digits: quadrature of the density, Newton's method
    expect(x).toBeCloseTo(0.4992135214498417, 14);
  });

  test('I1 I9 divergences', () => {
    fc.assert(
      fc.property(extreme, share, ({ prior, q, g }, p) => {
        const { total, centre, width } = klDirichlet(q, prior);
        notNegative(total, centre, width, klBernoulli(p, g), klBernoulliLogit(p, logit(g)));
        notNegative(klCategorical([p, 1 - p], [g, 1 - g]));
        finite(dirEntropy(q), mvBetaln(prior));
      }),
      MANY,
    );
  });

  test('I6 I9 evidence, ELBO and gap', () => {
    fc.assert(
      fc.property(extreme, ({ prior, q, counts }) => {
        const data: JarModel & { batches: number[][] } = {
          ...{ replacement: 'each', population: 4e9, prior, batches: [counts] },
        };
        const { total, centre, width } = elboGap(q, data);
        notNegative(total, centre, width);
        const [evidence, bound] = [logEvidence(data), elbo(q, data)];
        finite(evidence, bound, elboPerDraw(q, 0, prior, 1e9));
        expect(Math.max(evidence, logEvidenceCounts(prior, counts))).toBeLessThanOrEqual(1e-6);
        // Every draw brings the rounding of two digammas along.
        const rounding = 2e-14 * counts.reduce((a, b) => a + b, 0);
        expect(Math.abs(evidence - bound - total)).toBeLessThanOrEqual(
          rounding + 1e-11 * (1 + Math.abs(evidence) + Math.abs(bound) + total),
        );
      }),
      MANY,
    );
  });

  test('I2 I9 the mean of the jar and every score', () => {
    fc.assert(
      fc.property(extreme, ({ prior, q, counts, g, replacement }) => {
        const k = prior.length;
        // Two flavours between rounds are summed composition by composition: there the jar has a thousand cookies.
        const summed = replacement === 'round' && k === 2;
        const batches = [summed ? counts.map((x) => x % 400) : counts];
        const model: JarModel = { replacement, population: summed ? 1000 : 4e9, prior };
        const mean = posteriorMean({ ...model, batches });
        notNegative(...mean, ...jarMoments({ ...model, batches }).sd);
        expect(Math.abs(mean.reduce((a, b) => a + b, 0) - 1)).toBeLessThanOrEqual(1e-15 * k);
        const guess = prior.map((_, i) => (i === 0 ? g : (1 - g) / (k - 1)));
        for (const { kl, gap, points } of [scorePoint({ model, evidence: { batches }, guess })]) {
          notNegative(kl, gap, points);
        }
        const belief = scoreBelief(model, { batches }, q);
        notNegative(belief.gap.total, belief.points, revealKl([1e9, ...counts.slice(1)], guess));
        finite(logPredictivePoint(guess, counts));
      }),
      MANY,
    );
  });

  test('I9 what only the labs ask', () => {
    const rho = fc.tuple(share, fc.boolean()).map(([x, negative]) => (negative ? -x : x));
    fc.assert(
      fc.property(rho, share, share, (correlation, one, other) => {
        const { factorVariance, gap, contraction } = meanFieldGaussian(correlation);
        notNegative(factorVariance, gap, contraction);
        if (one === other) expect(() => equallyFarShare(one, other)).toThrow(DomainError);
        else {
          const theta = equallyFarShare(one, other);
          expect(theta).toBeGreaterThanOrEqual(Math.min(one, other));
          expect(theta).toBeLessThanOrEqual(Math.max(one, other));
        }
      }),
      MANY,
    );
    expect(perfectFloor({ replacement: 'never', population: 1e9, drawn: 1e9, flavours: 2 })).toBe(0);
  });

  test.each<[string, () => unknown]>([
    ['a concentration of 0', () => klDirichlet([0, 1], [1, 1])],
    ['a share above 1', () => klBernoulli(1 + 1e-12, 0.5)],
    ['shares that are not whole', () => klCategorical([0.5, 0.5 - 1e-6], [0.5, 0.5])],
    ['half a cookie', () => logEvidenceCounts([1, 1], [0.5, 1])],
    ['a cookie too many to count', () => logEvidenceCounts([1, 1], [2 ** 53, 1])],
    ['a correlation of 1', () => meanFieldGaussian(1)],
    ['a correlation of NaN', () => meanFieldGaussian(Number.NaN)],
    ['two equal guesses', () => equallyFarShare(0.3, 0.3)],
    ['a guess of 0', () => equallyFarShare(0, 0.3)],
    ['a quantile beyond 1', () => betaQuantile({ a: 1, b: 1 }, 1 + 1e-12)],
  ])('I9 refuses %s', (_, ask) => {
    expect(ask).toThrow(DomainError);
  });
});
