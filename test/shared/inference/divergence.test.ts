import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  h,
  klBernoulli,
  klBernoulliLogit,
  klCategorical,
  phi,
} from '../../../shared/inference/divergence.ts';
import { DomainError } from '../../../shared/inference/domain.ts';
import { expectRelative, reference } from './reference.ts';

const normalise = (weights: readonly number[]): readonly number[] => {
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / total);
};

const simplexPair = fc.integer({ min: 2, max: 5 }).chain((flavours) => {
  const weights = fc
    .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: flavours, maxLength: flavours })
    .filter((values) => values.some((value) => value > 1e-9))
    .map(normalise);
  return fc.tuple(weights, weights);
});

describe('phi and h', () => {
  test('reference vectors', () => {
    for (const { u, value } of reference.phi) expectRelative(phi(u), value, 1e-14, `phi(${u})`);
    for (const { u, value } of reference.h) expectRelative(h(u), value, 1e-14, `h(${u})`);
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
  test('two outcomes: reference vectors', () => {
    for (const { p, q, nats } of reference.kl_bernoulli) {
      const kl = klBernoulli(p, q);
      // The reference prints KL(0 || 1e-300) = 1e-300 as 0.
      expect(Math.abs(kl - nats), `KL(${p} || ${q}) = ${kl}`).toBeLessThanOrEqual(1e-14 * nats + 1e-299);
    }
  });

  test('the story’s table in both directions and in its symmetric form', () => {
    for (const { chocolate, drawn, guess_percent, ...row } of reference.story_table) {
      const [there, back] = [klBernoulli(0.7, guess_percent / 100), klBernoulli(guess_percent / 100, 0.7)];
      expectRelative(there, row.kl_jar_guess_nats, 1e-12);
      expectRelative(back, row.kl_guess_jar_nats, 1e-12);
      expectRelative(there + back, row.jeffreys_nats, 1e-12);
      if (row.kl_jar_proportion_nats !== undefined) {
        expectRelative(klBernoulli(0.7, chocolate / drawn), row.kl_jar_proportion_nats, 1e-12);
        expectRelative(klBernoulli(chocolate / drawn, 0.7), row.kl_proportion_jar_nats, 1e-12);
      }
    }
  });

  test('many outcomes: reference vectors', () => {
    for (const { p_weights, q_weights, nats } of reference.kl_categorical) {
      expectRelative(klCategorical(normalise(p_weights), normalise(q_weights)), nats, 1e-9);
    }
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
