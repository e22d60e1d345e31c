import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../shared/inference/domain.ts';
import {
  klLogitNormal,
  laplaceLogitNormal,
  meanShare,
  nearestLogitNormal,
} from '../../../shared/inference/logit-normal.ts';
import { fc } from '../../support/properties.ts';
import { expectRelative, expectSections } from './reference.ts';

const parameter = fc.double({ min: 0.3, max: 2000, noNaN: true });

describe('the logit-normal family', () => {
  test('I8 nearest member, Laplace’s, divergence and gradient: reference vectors', () => {
    expectSections('logit_normal_vs_beta', 'logit_normal_gradient');
  });

  test('the nearest member has exactly the posterior’s mean, and no neighbour is nearer', () => {
    fc.assert(
      fc.property(parameter, parameter, (a, b) => {
        const target = { a, b };
        const best = nearestLogitNormal(target);
        expectRelative(meanShare(best), a / (a + b), 1e-8);
        const gap = klLogitNormal(best, target);
        for (const by of [-0.05, 0.05]) {
          expect(klLogitNormal({ ...best, mu: best.mu + by * best.sigma }, target)).toBeGreaterThan(gap);
          expect(klLogitNormal({ ...best, sigma: best.sigma * (1 + by) }, target)).toBeGreaterThan(gap);
        }
        expect(klLogitNormal(laplaceLogitNormal(target), target)).toBeGreaterThanOrEqual(gap);
      }),
      { numRuns: 40 },
    );
  });

  test('never negative, finite far away, refused outside', () => {
    for (const mu of [-1000, -3, 0, 40, 1000]) {
      for (const sigma of [1e-6, 0.1, 2, 100]) {
        const kl = klLogitNormal({ mu, sigma }, { a: 74, b: 28 });
        expect(kl).toBeGreaterThan(0);
        expect(Number.isFinite(kl)).toBe(true);
      }
    }
    expect(() => klLogitNormal({ mu: 0, sigma: 0 }, { a: 1, b: 1 })).toThrow(DomainError);
    expect(() => klLogitNormal({ mu: Number.NaN, sigma: 1 }, { a: 1, b: 1 })).toThrow(DomainError);
    expect(() => nearestLogitNormal({ a: 0.01, b: 1 })).toThrow(DomainError);
  });
});
