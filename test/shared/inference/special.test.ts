import { describe, expect, test } from 'vitest';
import { betaln, logChoose, logMultinomial, mvBetaln } from '../../../shared/inference/beta-function.ts';
import { DomainError } from '../../../shared/inference/domain.ts';
import { log1pExp, logit, logSumExp, sigmoid } from '../../../shared/inference/log-space.ts';
import { digamma, digammaMinusLog, lgamma, trigamma } from '../../../shared/inference/special.ts';
import { fc } from '../../support/properties.ts';
import { expectRelative, expectSections, reference } from './reference.ts';

const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });

describe('gamma family', () => {
  test('I8 lgamma, digamma, trigamma: reference vectors to 1e-14', () => {
    expectSections('lgamma', 'digamma', 'trigamma');
  });

  test('they step by ln x, 1/x and -1/x^2', () => {
    fc.assert(
      fc.property(positive, (x) => {
        const scale = 1 + Math.abs(lgamma(x)) + Math.abs(Math.log(x));
        expect(Math.abs(lgamma(x + 1) - lgamma(x) - Math.log(x))).toBeLessThanOrEqual(1e-14 * scale);
        expect(Math.abs(digamma(x + 1) - digamma(x) - 1 / x)).toBeLessThanOrEqual(2e-14 * (1 / x + 20));
        expect(Math.abs(trigamma(x) - trigamma(x + 1) - 1 / x / x)).toBeLessThanOrEqual(
          1e-14 * (2 / x / x + 2),
        );
        expectRelative(digammaMinusLog(x), digamma(x) - Math.log(x), 1e-8);
      }),
    );
  });

  test('I9 refuse what lies outside the domain', () => {
    for (const f of [lgamma, digamma, trigamma]) {
      for (const x of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => f(x)).toThrow(DomainError);
    }
  });
});

describe('beta function', () => {
  test('I8 betaln: reference vectors to 1e-15', () => {
    expectSections('betaln');
    for (const { a, b, value } of reference.betaln) {
      expectRelative(betaln(a, b), value, 1e-15, `betaln(${a}, ${b})`);
      expect(betaln(b, a)).toBe(betaln(a, b));
    }
  });

  test('betaln is the sum of three lgamma, and so is mvBetaln for two flavours', () => {
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        const parts = [lgamma(a), lgamma(b), lgamma(a + b)] as const;
        const scale = 1 + parts.reduce((total, part) => total + Math.abs(part), 0);
        expect(Math.abs(betaln(a, b) - (parts[0] + parts[1] - parts[2]))).toBeLessThanOrEqual(1e-14 * scale);
        expect(mvBetaln([a, b])).toBe(betaln(a, b));
      }),
    );
  });

  test('mvBetaln does not depend on the order of the flavours', () => {
    fc.assert(
      fc.property(fc.array(positive, { minLength: 2, maxLength: 6 }), (alpha) => {
        const value = mvBetaln(alpha);
        expect(Math.abs(mvBetaln(alpha.toReversed()) - value)).toBeLessThanOrEqual(
          1e-13 * (1 + Math.abs(value)),
        );
      }),
    );
  });

  test('binomial and multinomial coefficients', () => {
    expectRelative(Math.exp(logChoose(52, 5)), 2_598_960, 1e-13);
    expectRelative(Math.exp(logMultinomial([3, 2, 1])), 60, 1e-14);
    expect([logChoose(9, 0), logChoose(9, 9), logMultinomial([0, 0]), logMultinomial([7, 0])]).toEqual([
      0, 0, 0, 0,
    ]);
    expect(() => logChoose(3, 4)).toThrow(DomainError);
  });
});

describe('log space', () => {
  test('I8 reference vectors', () => {
    expectSections('logsumexp', 'log_sigmoid', 'expit_logit');
  });

  test('nothing overflows, and nothing adds up to nothing', () => {
    expect(logSumExp([])).toBe(Number.NEGATIVE_INFINITY);
    expect(logSumExp([Number.NEGATIVE_INFINITY, 3])).toBe(3);
    expect(log1pExp(1e308)).toBe(1e308);
    expect(log1pExp(-1e308)).toBe(0);
    expect([sigmoid(1e308), sigmoid(-1e308), sigmoid(0)]).toEqual([1, 0, 0.5]);
    expect(() => logSumExp([Number.NaN])).toThrow(DomainError);
    for (const p of [0, 1, Number.NaN]) expect(() => logit(p)).toThrow(DomainError);
  });
});
