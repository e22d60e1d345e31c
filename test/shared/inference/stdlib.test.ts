import betaln from '@stdlib/math-base-special-betaln';
import digamma from '@stdlib/math-base-special-digamma';
import gammaln from '@stdlib/math-base-special-gammaln';
import trigamma from '@stdlib/math-base-special-trigamma';
import betaCdf from '@stdlib/stats-base-dists-beta-cdf';
import { describe, expect, test } from 'vitest';
import * as distribution from '../../../shared/inference/beta-distribution.ts';
import * as beta from '../../../shared/inference/beta-function.ts';
import * as special from '../../../shared/inference/special.ts';
import { fc } from '../../support/properties.ts';
import { between, MANY, spread } from './arguments.ts';
import { expectRelative } from './reference.ts';

const argument = fc.oneof(spread(1e-10, 1e10), between(0.1, 4));

describe('a second implementation agrees at 10,000 random arguments', () => {
  test('lgamma', () => {
    fc.assert(
      fc.property(argument, (x) => {
        // Between 1.19 and 1.22 the other one keeps 13 digits only: there the reference vectors judge.
        const tolerance = x > 1.18 && x < 1.23 ? 1e-13 : 1e-14;
        expectRelative(special.lgamma(x), gammaln(x), tolerance, `lgamma(${x})`);
      }),
      MANY,
    );
  });

  test('digamma', () => {
    fc.assert(
      fc.property(argument, (x) => {
        expectRelative(special.digamma(x), digamma(x), 1e-14, `digamma(${x})`);
      }),
      MANY,
    );
  });

  test('trigamma', () => {
    fc.assert(
      fc.property(argument, (x) => {
        expectRelative(special.trigamma(x), trigamma(x), 1e-14, `trigamma(${x})`);
      }),
      MANY,
    );
  });

  test('betaln', () => {
    fc.assert(
      fc.property(spread(1e-6, 1e9), spread(1e-6, 1e9), (a, b) => {
        const [ours, theirs] = [beta.betaln(a, b), betaln(a, b)];
        // Where B(a, b) is near 1 the other one subtracts logarithms near each other: digits are lost, not size.
        expect(Math.abs(ours - theirs), `betaln(${a}, ${b})`).toBeLessThanOrEqual(
          1e-14 * Math.abs(theirs) + 1e-14,
        );
      }),
      MANY,
    );
  });

  test('betaCdf', () => {
    const parameter = spread(0.01, 1e4);
    fc.assert(
      fc.property(parameter, parameter, between(-6, 6), (a, b, sds) => {
        const mean = a / (a + b);
        const sd = Math.sqrt((mean * (1 - mean)) / (a + b + 1));
        const x = Math.min(1, Math.max(0, mean + sds * sd));
        // Beyond 1e4 neither promises more than nine digits: the other one is not asked there.
        const difference = Math.abs(distribution.betaCdf({ a, b }, x) - betaCdf(x, a, b));
        expect(difference, `betaCdf(${a}, ${b}, ${x})`).toBeLessThanOrEqual(1e-12);
      }),
      MANY,
    );
  });
});
