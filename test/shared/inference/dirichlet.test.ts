import { describe, expect, test } from 'vitest';
import { klBeta, klDirichlet } from '../../../shared/inference/dirichlet.ts';
import { klCategorical } from '../../../shared/inference/divergence.ts';
import { DomainError } from '../../../shared/inference/domain.ts';
import { dirMean } from '../../../shared/inference/models.ts';
import { fc } from '../../support/properties.ts';
import { expectRelative, expectSections } from './reference.ts';

/** Concentrations over many orders of magnitude, evenly in their logarithm. */
const parameter = fc.double({ min: -6, max: 9, noNaN: true }).map((exponent) => 10 ** exponent);
const pair = fc
  .integer({ min: 2, max: 5 })
  .chain((k) => fc.tuple(...[0, 1].map(() => fc.array(parameter, { minLength: k, maxLength: k }))));

describe('KL between Beta distributions', () => {
  test('I8 total, centre and width: reference vectors', () => {
    expectSections('kl_beta');
  });

  test('a quarter and four times the concentration cost what the theory says', () => {
    const width = (ratio: number) => klBeta({ a: 7000 * ratio, b: 3000 * ratio }, { a: 7000, b: 3000 });
    for (const ratio of [0.25, 0.5, 2, 4, 100]) {
      expectRelative(width(ratio).total, 0.5 * (1 / ratio - 1 + Math.log(ratio)), 1e-3);
      expect(width(ratio).centre).toBeLessThan(1e-25);
    }
  });
});

describe('KL between Dirichlet distributions', () => {
  test('I8 reference vectors', () => {
    expectSections('kl_dirichlet');
  });

  test('no part is ever negative, all are 0 at equality', () => {
    fc.assert(
      fc.property(pair, ([q = [], p = []]) => {
        const { total, centre, width } = klDirichlet(q, p);
        expect(Math.min(centre, width)).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(total)).toBe(true);
        expect(total).toBe(centre + width);
        expect(klDirichlet(q, q)).toEqual({ total: 0, centre: 0, width: 0 });
      }),
      { numRuns: 2000 },
    );
  });

  test('positive as soon as one parameter differs, however little', () => {
    fc.assert(
      fc.property(pair, fc.double({ min: 1e-9, max: 0.1, noNaN: true }), ([q = []], by) => {
        const p = q.map((a, k) => (k === 0 ? a * (1 + by) : a));
        expect(klDirichlet(q, p).total).toBeGreaterThan(0);
        expect(klDirichlet(p, q).total).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  test('the centre is the count times the KL of the means', () => {
    fc.assert(
      fc.property(pair, ([q = [], p = []]) => {
        const count = p.reduce((a, b) => a + b, 0);
        const expected = count * klCategorical(dirMean(p), dirMean(q));
        // Rounded means lose what the formula for parameters keeps.
        expect(Math.abs(klDirichlet(q, p).centre - expected)).toBeLessThanOrEqual(
          1e-6 * expected + 1e-12 * count,
        );
      }),
      { numRuns: 500 },
    );
  });

  test('the order of the flavours does not matter', () => {
    fc.assert(
      fc.property(pair, ([q = [], p = []]) => {
        const { total } = klDirichlet(q, p);
        expectRelative(klDirichlet(q.toReversed(), p.toReversed()).total, total, 1e-9);
      }),
    );
  });

  test('finite at the ends of its domain, refused beyond', () => {
    for (const [q, p] of [
      [
        [1e-100, 1e100],
        [1e100, 1e-100],
      ],
      [
        [1e-100, 1e-100],
        [1e100, 1e100],
      ],
      [
        [1e100, 1e100],
        [1e-100, 1e-100],
      ],
    ] as const) {
      expect(Number.isFinite(klDirichlet(q, p).total)).toBe(true);
    }
    expect(() => klDirichlet([1e-101, 1], [1, 1])).toThrow(DomainError);
    expect(() => klDirichlet([0, 1], [1, 1])).toThrow(DomainError);
    expect(() => klDirichlet([1, 1], [1, 1, 1])).toThrow(DomainError);
    expect(() => klDirichlet([Number.NaN, 1], [1, 1])).toThrow(DomainError);
  });
});
