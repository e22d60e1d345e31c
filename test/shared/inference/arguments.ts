import { fc } from '../../support/properties.ts';

/** Cases of every property that is tried at length. */
export const MANY = { numRuns: 10_000 };

const GRID = 2 ** 40;

/** A number between the two, evenly, with more weight on the ends. */
export function between(low: number, high: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: GRID }).map((k) => Math.min(high, low + (high - low) * (k / GRID)));
}

/** A number between the two, evenly in its logarithm, with more weight on the ends. */
export function spread(low: number, high: number): fc.Arbitrary<number> {
  return between(Math.log10(low), Math.log10(high)).map((x) => Math.min(high, Math.max(low, 10 ** x)));
}

/** K values of one kind. */
export function several<T>(value: fc.Arbitrary<T>, flavours: number): fc.Arbitrary<T[]> {
  return fc.array(value, { minLength: flavours, maxLength: flavours });
}

/** Shares of K flavours, some of them 0 or nearly, that sum to 1. */
export function shares(flavours: number): fc.Arbitrary<readonly number[]> {
  const weight = fc.oneof(fc.constant(0), between(0, 1), spread(1e-12, 1));
  return several(weight, flavours)
    .filter((weights) => weights.some((one) => one > 1e-9))
    .map((weights) => {
      const total = weights.reduce((a, b) => a + b, 0);
      return weights.map((one) => one / total);
    });
}
