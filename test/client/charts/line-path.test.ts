import { describe, expect, test } from 'vitest';
import { linePath } from '../../../client/charts/line-path.ts';
import { fromRoundOne, seriesColour } from '../../../client/charts/series.tsx';

const place = (round: number, value: number): readonly [number, number] => [round * 10, value];

describe('line of a series', () => {
  test('lifts the pen over a gap', () => {
    expect(linePath([1, 2, null, 4, 5], 0, 4, place)).toBe('M0.0 1.0L10.0 2.0M30.0 4.0L40.0 5.0');
  });

  test('draws only the rounds asked for', () => {
    expect(linePath([1, 2, 3], 1, 2, place)).toBe('M10.0 2.0L20.0 3.0');
  });

  test('puts a curve that begins at round one after the hunch', () => {
    expect(fromRoundOne([0.1, 0.2])).toEqual([null, 0.1, 0.2]);
  });

  test('gives each of the top five a colour of its own', () => {
    const colours = [1, 2, 3, 4, 5].map((rank) => seriesColour({ kind: 'top', rank }));
    expect(new Set(colours).size).toBe(5);
  });
});
