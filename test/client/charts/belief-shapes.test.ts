import { describe, expect, test } from 'vitest';
import { betaShape, dampedHeight } from '../../../client/charts/beta-shape.ts';
import { nats, natTicks } from '../../../client/charts/nats.ts';
import { stacked } from '../../../client/charts/thermometer.tsx';

describe('the shape of a belief', () => {
  test('has the height of its density: 1 when flat, 1.5 for Beta(2, 2)', () => {
    expect(betaShape(1, 1, [0, 1]).peak).toBeCloseTo(1, 2);
    expect(betaShape(2, 2, [0, 1]).peak).toBeCloseTo(1.5, 2);
  });

  test('is seen however narrow, and stands at its top in the picture', () => {
    const { points } = betaShape(700_000, 300_000, [0, 1]);
    expect(Math.max(...points.map(({ height }) => height))).toBeGreaterThan(0.99);
  });

  test('stays finite where the density is not', () => {
    const { points, peak } = betaShape(0.3, 0.5, [0, 1]);
    expect(points.every(({ height }) => height >= 0 && height <= 1)).toBe(true);
    expect(Number.isFinite(peak)).toBe(true);
  });

  test('grows with its sharpness, and no further than the picture', () => {
    expect(dampedHeight(33)).toBeGreaterThan(dampedHeight(3));
    expect(dampedHeight(1e6)).toBe(1);
  });
});

describe('depths in nats', () => {
  test.each([0.02, 0.7, 3, 12.6, 66, 908, 4100])(
    'down to %s have between three and six round ticks',
    (deepest) => {
      const ticks = natTicks(deepest);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
    },
  );

  test('bear a true minus, and nought none', () => {
    expect([nats(-6.216, 2), nats(-0.001, 2), nats(2.5, 1)]).toEqual(['−6.22', '0.00', '2.5']);
  });
});

describe('names under the thermometer', () => {
  test('keep apart and never stand above their end while there is room', () => {
    const placed = stacked([90, 30, 29, 28], 12, 200);
    expect(placed).toEqual([90, 52, 40, 28]);
  });

  test('move up where the picture ends', () => {
    expect(stacked([100, 99, 98], 12, 100)).toEqual([100, 88, 76]);
  });
});
