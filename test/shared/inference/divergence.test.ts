import { describe, expect, test } from 'vitest';
import {
  h,
  klBernoulli,
  klBernoulliLogit,
  klCategorical,
  phi,
} from '../../../shared/inference/divergence.ts';
import { DomainError } from '../../../shared/inference/domain.ts';
import { fc } from '../../support/properties.ts';
import { shares } from './arguments.ts';
import { expectRelative, expectSections } from './reference.ts';

const simplexPair = fc
  .integer({ min: 2, max: 5 })
  .chain((flavours) => fc.tuple(shares(flavours), shares(flavours)));

describe('phi and h', () => {
  test('I8 reference vectors', () => {
    expectSections('phi', 'h');
  });

  test('never negative, 0 only at 0', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.999, max: 1e6, noNaN: true }), (u) => {
        expect(phi(u)).toBeGreaterThanOrEqual(0);
        expect(h(u)).toBeGreaterThanOrEqual(0);
        if (Math.abs(u) > 1e-150) expect(Math.min(phi(u), h(u))).toBeGreaterThan(0);
      }),
    );
    expect([phi(0), h(0)]).toEqual([0, 0]);
  });

  test('refuse what lies left of the domain', () => {
    expect(() => phi(-1.1)).toThrow(DomainError);
    expect(() => h(-1)).toThrow(DomainError);
    expect(() => phi(Number.NaN)).toThrow(DomainError);
  });
});

describe('KL between categoricals', () => {
  test('I8 two outcomes, many outcomes, the story’s table in both directions: reference vectors', () => {
    expectSections('kl_bernoulli', 'kl_categorical', 'story_table');
  });

  test('never negative, 0 iff equal', () => {
    fc.assert(
      fc.property(simplexPair, ([p, q]) => {
        const kl = klCategorical(p, q);
        expect(kl).toBeGreaterThanOrEqual(0);
        expect(klCategorical(p, p)).toBe(0);
        if (p.some((share, k) => Math.abs(share - (q[k] ?? 0)) > 1e-150)) expect(kl).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  test('never negative one unit in the last place away from equality', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (p) => {
        const neighbour = p * (1 + Number.EPSILON);
        expect(klBernoulli(p, neighbour)).toBeGreaterThan(0);
        expect(klBernoulli(neighbour, p)).toBeGreaterThan(0);
      }),
    );
  });

  test('against a logit it is the same divergence, and stays finite where the probability does not', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, fc.double({ min: -12, max: 12, noNaN: true }), (p, eta) => {
        const q = 1 / (1 + Math.exp(-eta));
        const kl = klBernoulliLogit(p, eta);
        expect(Math.abs(kl - klBernoulli(p, q))).toBeLessThanOrEqual(1e-9 * (1 + kl));
        expect(kl).toBeGreaterThanOrEqual(0);
      }),
    );
    expect(klBernoulliLogit(0.5, 800)).toBeCloseTo(400 - Math.LN2, 10);
    expect(klBernoulliLogit(0.5, -800)).toBeCloseTo(400 - Math.LN2, 10);
    expect([klBernoulliLogit(1, 800), klBernoulliLogit(0, -800)]).toEqual([0, 0]);
    expect([klBernoulliLogit(0, 800), klBernoulliLogit(1, -800)]).toEqual([800, 800]);
    expectRelative(klBernoulliLogit(0.9, 25.1), 0.9 * Math.log(0.9) + 0.1 * Math.log(0.1) + 2.51, 1e-9);
  });

  test('impossible outcomes cost infinity, missing ones nothing', () => {
    expect(klCategorical([0.5, 0.5], [1, 0])).toBe(Number.POSITIVE_INFINITY);
    expect(klBernoulli(0.5, 1)).toBe(Number.POSITIVE_INFINITY);
    expect(klBernoulli(0.5, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(klCategorical([1, 0], [1, 0])).toBe(0);
    expectRelative(klCategorical([1, 0], [0.5, 0.5]), Math.LN2, 1e-15);
    expectRelative(klBernoulli(0.5, Number.MIN_VALUE), 371.5268887801306, 1e-13);
  });

  test('refuses what is not a distribution, and two of different lengths', () => {
    expect(() => klCategorical([0.5, 0.6], [0.5, 0.5])).toThrow(DomainError);
    expect(() => klCategorical([0.5, 0.5], [0.2, 0.3, 0.5])).toThrow(DomainError);
    expect(() => klBernoulli(-0.1, 0.5)).toThrow(DomainError);
  });
});
