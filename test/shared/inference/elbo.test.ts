import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../shared/inference/domain.ts';
import {
  elbo,
  elboGap,
  elboPerDraw,
  logEvidence,
  logEvidenceCounts,
  logEvidenceOrdered,
  logPredictive,
  logPredictivePoint,
} from '../../../shared/inference/elbo.ts';
import { posteriorDir } from '../../../shared/inference/models.ts';
import type { Dir, JarModel } from '../../../shared/inference/types.ts';
import { fc } from '../../support/properties.ts';
import { expectRelative, expectSections } from './reference.ts';

const jar = (prior: Dir): JarModel => ({ replacement: 'each', population: 10_000, prior });
const parameter = fc.double({ min: 0.1, max: 500, noNaN: true });
const game = fc.integer({ min: 2, max: 5 }).chain((k) => {
  const of = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: k, maxLength: k });
  return fc.record({
    prior: of(parameter),
    q: of(parameter),
    batches: fc.array(of(fc.nat({ max: 300 })), { maxLength: 6 }),
  });
});

describe('log evidence', () => {
  test('I8 two flavours, many flavours: reference vectors', () => {
    expectSections('log_evidence_beta_binomial', 'log_evidence_dirichlet_multinomial');
    expect(Math.abs(logEvidenceOrdered([1, 1], [0, 0]))).toBe(0);
    expect(Math.abs(logEvidenceCounts([1, 1], [0, 0]))).toBe(0);
  });
});

describe('ELBO', () => {
  test('I8 two flavours, many flavours: reference vectors', () => {
    expectSections('elbo_beta_bernoulli', 'elbo_dirichlet');
  });

  test('log evidence = ELBO + KL(q || posterior)', () => {
    fc.assert(
      fc.property(game, ({ prior, q, batches }) => {
        const data = { ...jar(prior), batches };
        const [evidence, bound, gap] = [logEvidence(data), elbo(q, data), elboGap(q, data).total];
        expect(Math.abs(evidence - bound - gap)).toBeLessThanOrEqual(1e-11 * (1 + Math.abs(evidence) + gap));
      }),
    );
  });

  test('the posterior maximises the ELBO and leaves no gap', () => {
    fc.assert(
      fc.property(game, ({ prior, q, batches }) => {
        const data = { ...jar(prior), batches };
        const best = posteriorDir(data);
        expect(elboGap(best, data)).toEqual({ total: 0, centre: 0, width: 0 });
        expect(elbo(q, data)).toBeLessThanOrEqual(
          elbo(best, data) + 1e-10 * (1 + Math.abs(elbo(best, data))),
        );
      }),
    );
  });

  test('the parts of the draws sum to the ELBO', () => {
    fc.assert(
      fc.property(game, ({ prior, q, batches }) => {
        const data = { ...jar(prior), batches: [...batches, prior.map(() => 1)] };
        const counts = data.batches.reduce<number[]>(
          (total, batch) => total.map((x, k) => x + (batch[k] ?? 0)),
          prior.map(() => 0),
        );
        const n = counts.reduce((a, b) => a + b, 0);
        const summed = counts.reduce((total, count, k) => total + count * elboPerDraw(q, k, prior, n), 0);
        expectRelative(summed, elbo(q, data), 1e-11);
      }),
    );
  });

  test('the order of the draws does not matter', () => {
    fc.assert(
      fc.property(game, ({ prior, q, batches }) => {
        const [there, back] = [
          { ...jar(prior), batches },
          { ...jar(prior), batches: batches.toReversed() },
        ];
        expect([elbo(q, back), logEvidence(back), elboGap(q, back)]).toEqual([
          elbo(q, there),
          logEvidence(there),
          elboGap(q, there),
        ]);
      }),
    );
  });

  test('extreme beliefs stay finite, impossible input is refused', () => {
    const data = { ...jar([1, 1]), batches: [[0, 1e9]] };
    for (const q of [
      [1e-100, 1e100],
      [1e-90, 1e-90],
      [1e12, 1],
    ]) {
      expect(Number.isFinite(elbo(q, data))).toBe(true);
      expect(Number.isFinite(elboGap(q, data).total)).toBe(true);
    }
    expect(() => elbo([1, 1, 1], data)).toThrow(DomainError);
    expect(() => elboPerDraw([1, 1], 2, [1, 1], 3)).toThrow(DomainError);
    expect(() => elboPerDraw([1, 1], 0, [1, 1], 0)).toThrow(DomainError);
    expect(() => logEvidenceOrdered([1, 1], [1, -1])).toThrow(DomainError);
  });
});

describe('predicting the next draws', () => {
  test('I8 reference vectors, summing to the log evidence', () => {
    expectSections('prequential');
  });

  test('any split of the draws sums to the same evidence', () => {
    fc.assert(
      fc.property(game, ({ prior, batches: draws }) => {
        const total = draws.reduce(
          (sum, batch, t) =>
            sum + logPredictive(posteriorDir({ ...jar(prior), batches: draws.slice(0, t) }), batch),
          0,
        );
        const evidence = logEvidence({ ...jar(prior), batches: draws });
        expect(Math.abs(total - evidence)).toBeLessThanOrEqual(1e-11 * (1 + Math.abs(evidence)));
      }),
    );
  });

  test('a certain estimate that is wrong costs everything', () => {
    expect(logPredictivePoint([1, 0], [3, 1])).toBe(Number.NEGATIVE_INFINITY);
    expect(logPredictivePoint([1, 0], [3, 0])).toBe(0);
  });
});
