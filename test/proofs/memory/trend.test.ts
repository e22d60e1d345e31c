import { expect, test } from 'vitest';
import { slopeOf } from './trend.ts';

const line = (slope: number) =>
  Array.from({ length: 20 }, (_, k) => [k, 100 + slope * k] as [number, number]);

test.each([0, 3, -0.25])('a line has its slope %d', (slope) => {
  expect(slopeOf(line(slope))).toBeCloseTo(slope, 10);
});

test('a few points far off do not move it', () => {
  const points = line(2);
  for (const k of [3, 11, 19]) points[k] = [k, 1e9];
  expect(slopeOf(points)).toBeCloseTo(2, 10);
});
