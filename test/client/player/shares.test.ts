import { describe, expect, test } from 'vitest';
import {
  estimateOf,
  evenShares,
  percentOf,
  sharesOf,
  withShare,
} from '../../../client/pages/player/shares.ts';
import { fc } from '../../support/properties.ts';

const total = (shares: readonly number[]) => shares.reduce((a, b) => a + b, 0);

describe('shares of a phone’s estimate', () => {
  test('G an even start sums to the whole for two to five flavours', () => {
    expect(evenShares(2)).toEqual([500, 500]);
    expect(evenShares(3)).toEqual([334, 333, 333]);
    for (const k of [2, 3, 4, 5]) expect(total(evenShares(k))).toBe(1000);
  });

  test('G what the server echoes comes back as the same tenths', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (t) => {
        const shares = [t, 1000 - t];
        expect(sharesOf(estimateOf(shares))).toEqual(shares);
      }),
    );
  });

  test('G setting one share keeps the sum, the floor and the proportions of the rest', () => {
    expect(withShare([500, 500], 0, 680)).toEqual([680, 320]);
    expect(withShare([600, 300, 100], 0, 200)).toEqual([200, 600, 200]);
    expect(withShare([600, 300, 100], 0, 2000)).toEqual([998, 1, 1]);
    expect(withShare([600, 300, 100], 0, -5)[0]).toBe(1);
  });

  test('G a locked share stays where it is', () => {
    expect(withShare([600, 300, 100], 0, 500, new Set([1]))).toEqual([500, 300, 200]);
    expect(withShare([600, 300, 100], 0, 900, new Set([1]))).toEqual([699, 300, 1]);
    expect(withShare([600, 400], 0, 500, new Set([1]))).toEqual([600, 400]);
  });

  test('G any sequence of changes yields an estimate the server accepts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5 }),
        fc.array(fc.tuple(fc.nat(4), fc.integer({ min: -50, max: 1050 })), { maxLength: 30 }),
        (k, moves) => {
          let shares = evenShares(k);
          for (const [index, value] of moves) shares = withShare(shares, index % k, value);
          const p = estimateOf(shares);
          expect(p.every((x) => x >= 0.001)).toBe(true);
          expect(Math.abs(total(p) - 1)).toBeLessThanOrEqual(1e-9);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('G percents show one decimal', () => {
    expect(percentOf(680)).toBe('68.0');
    expect(percentOf(1)).toBe('0.1');
  });
});
