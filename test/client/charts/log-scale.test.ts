import { describe, expect, test } from 'vitest';
import {
  decadeLabel,
  decades,
  klPosition,
  rollingMean,
  roundTicks,
} from '../../../client/charts/log-scale.ts';

describe('KL axis', () => {
  test('runs from 0.3 at the top to 10⁻⁵ at the floor, a decade always the same step', () => {
    expect(klPosition(0.3)).toBe(0);
    expect(klPosition(1e-5)).toBe(1);
    expect(klPosition(0.01) - klPosition(0.1)).toBeCloseTo(klPosition(0.0001) - klPosition(0.001), 12);
  });

  test('clips what lies beyond its ends, zero among it', () => {
    expect(klPosition(0)).toBe(1);
    expect(klPosition(7)).toBe(0);
  });

  test('has a tick at every decade between its ends and prints it without e-notation', () => {
    expect(decades().map(decadeLabel)).toEqual(['0.1', '0.01', '0.001', '0.0001']);
  });
});

describe('mean of the last three rounds', () => {
  test('takes what there is at the start and keeps a gap a gap', () => {
    expect(rollingMean([0.3, 0.1, null, 0.2, 0.4])).toEqual([
      0.3,
      0.2,
      null,
      (0.1 + 0.2) / 2,
      (0.2 + 0.4) / 2,
    ]);
  });
});

describe('round axis', () => {
  test('names both ends and no two labels stand on each other', () => {
    expect(roundTicks(15)).toEqual([0, 5, 10, 15]);
    expect(roundTicks(6)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(roundTicks(11)).toEqual([0, 2, 4, 6, 8, 11]);
    expect(roundTicks(1)).toEqual([0, 1]);
    expect(roundTicks(15, 1)).toEqual([1, 5, 10, 15]);
    expect(roundTicks(1, 1)).toEqual([1]);
  });
});
