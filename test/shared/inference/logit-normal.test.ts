import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../shared/inference/domain.ts';
import {
  klLogitNormal,
  klLogitNormalGradient,
  laplaceLogitNormal,
  meanShare,
  nearestLogitNormal,
} from '../../../shared/inference/logit-normal.ts';
import { expectRelative, reference } from './reference.ts';

const parameter = fc.double({ min: 0.3, max: 2000, noNaN: true });
const betaOf = ([a = Number.NaN, b = Number.NaN]: readonly number[]) => ({ a, b });

describe('the logit-normal family', () => {
  test('nearest member and Laplace’s: reference vectors', () => {
    for (const row of reference.logit_normal_vs_beta) {
      const target = betaOf(row.beta);
      const best = nearestLogitNormal(target);
      expect(Math.abs(best.mu - row.mu_opt), `mu of ${row.beta}`).toBeLessThanOrEqual(
        1e-9 * (1 + Math.abs(row.mu_opt)),
      );
      expectRelative(best.sigma, row.sigma_opt, 1e-9, `sigma of ${row.beta}`);
      expectRelative(klLogitNormal(best, target), row.kl_min, 1e-9, `gap of ${row.beta}`);
      expectRelative(meanShare(best), row.mean_opt, 1e-9);
      const laplace = laplaceLogitNormal(target);
      expect(Math.abs(laplace.mu - row.laplace_mu)).toBeLessThanOrEqual(1e-15);
      expectRelative(laplace.sigma, row.laplace_sigma, 1e-14);
      expectRelative(klLogitNormal(laplace, target), row.kl_laplace, 1e-9);
    }
  });

  test('divergence and gradient: reference vectors', () => {
    for (const row of reference.logit_normal_gradient) {
      const [target, q] = [betaOf(row.beta), { mu: row.mu, sigma: row.sigma }];
      const scale = target.a + target.b;
      expectRelative(klLogitNormal(q, target), row.kl, 1e-9);
      expectRelative(meanShare(q), row.E_sigmoid, 1e-14);
      const gradient = klLogitNormalGradient(q, target);
      expect(Math.abs(gradient.mu - row.dkl_dmu)).toBeLessThanOrEqual(1e-14 * scale);
      expect(Math.abs(gradient.sigma - row.dkl_dsigma)).toBeLessThanOrEqual(1e-14 * (scale + 1 / q.sigma));
    }
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
