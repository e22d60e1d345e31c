import { describe, expect, test } from 'vitest';
import { betaCdf, betaLogPdf, betaQuantile } from '../../../shared/inference/beta-distribution.ts';
import { DomainError } from '../../../shared/inference/domain.ts';
import { fc } from '../../support/properties.ts';
import { expectRelative, expectSections } from './reference.ts';

const parameter = fc.double({ min: 0.5, max: 3000, noNaN: true });

describe('Beta distribution', () => {
  test('I8 cdf and density: reference vectors', () => {
    expectSections('beta_cdf');
  });

  test('small lower tails keep their digits', () => {
    expectRelative(betaCdf({ a: 1053, b: 449 }, 0.6), 1.8312809480227083e-16, 1e-11);
  });

  test('I8 quantile: reference vectors', () => {
    expectSections('beta_quantile');
  });

  test('quantile undoes the cdf, and the cdf never falls', () => {
    const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
    fc.assert(
      fc.property(parameter, parameter, probability, probability, (a, b, p, other) => {
        const x = betaQuantile({ a, b }, p);
        const steepness = 1 + Math.exp(betaLogPdf({ a, b }, x));
        expect(Math.abs(betaCdf({ a, b }, x) - p)).toBeLessThanOrEqual(1e-12 + 1e-15 * steepness);
        const [lower, upper] = [Math.min(p, other), Math.max(p, other)];
        const above = betaQuantile({ a, b }, upper);
        expect(betaQuantile({ a, b }, lower)).toBeLessThanOrEqual(above * (1 + 1e-12));
      }),
    );
  });

  test('mirrored parameters mirror the distribution', () => {
    fc.assert(
      fc.property(parameter, parameter, fc.integer({ min: 1, max: 1023 }), (a, b, k) => {
        const x = k / 1024;
        expect(Math.abs(betaCdf({ a, b }, x) + betaCdf({ a: b, b: a }, 1 - x) - 1)).toBeLessThanOrEqual(
          1e-12,
        );
      }),
    );
  });

  test('ends and refusals', () => {
    const beta = { a: 2, b: 5 };
    expect([betaCdf(beta, 0), betaCdf(beta, 1), betaQuantile(beta, 0), betaQuantile(beta, 1)]).toEqual([
      0, 1, 0, 1,
    ]);
    expect(() => betaCdf(beta, 1.1)).toThrow(DomainError);
    expect(() => betaCdf({ a: 0, b: 1 }, 0.5)).toThrow(DomainError);
    expect(() => betaQuantile(beta, Number.NaN)).toThrow(DomainError);
    expect(() => betaQuantile({ a: 1e9, b: 1 }, 0.5)).toThrow(DomainError);
    expect(() => betaLogPdf(beta, 0)).toThrow(DomainError);
  });
});
