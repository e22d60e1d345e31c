import { describe, expect, test } from 'vitest';
import { binShares, chooseWindow, windowBins } from '../../../client/charts/bins.ts';

describe('histogram bins', () => {
  test('hold 2.5 points each, a boundary belonging to the bin above it', () => {
    const bins = binShares([0, 0.024, 0.025, 0.7, 0.7249, 1]);
    expect(bins).toHaveLength(40);
    expect([bins[0], bins[1], bins[28], bins[39]]).toEqual([2, 1, 2, 1]);
  });

  test('put the outliers into the edge bins of the window and count them apart', () => {
    const { shown, below, above } = windowBins(binShares([0.1, 0.41, 0.6, 0.95]), [0.4, 0.9]);
    expect(shown).toHaveLength(20);
    expect([shown[0], shown[8], shown[19]]).toEqual([2, 1, 1]);
    expect([below, above]).toEqual([1, 1]);
  });

  test.each([
    [null, [0.25, 0.75]],
    [0.66, [0.45, 0.95]],
    [0.02, [0, 0.5]],
    [0.98, [0.5, 1]],
  ] as const)('choose fifty points around the hunches: %s', (centre, expected) => {
    expect(chooseWindow(centre)).toEqual(expected);
  });
});
