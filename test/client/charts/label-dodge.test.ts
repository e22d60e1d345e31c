import { describe, expect, test } from 'vitest';
import { dodge } from '../../../client/charts/label-dodge.ts';
import { fc } from '../../support/properties.ts';

describe('labels at the ends of lines', () => {
  test('stay where they are when there is room', () => {
    expect(dodge([10, 60, 110], 20, 0, 200)).toEqual([10, 60, 110]);
  });

  test('part evenly around their common middle', () => {
    expect(dodge([50, 50, 50], 20, 0, 200)).toEqual([30, 50, 70]);
  });

  test('move closer together when the box is too small for the gap', () => {
    expect(dodge([5, 5, 5], 20, 0, 20)).toEqual([0, 10, 20]);
  });

  test('keep their order, their gap and the box, whatever the wishes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 450, noNaN: true }), { maxLength: 10 }), (wanted) => {
        const placed = dodge(wanted, 30, 0, 400);
        expect(placed).toHaveLength(wanted.length);
        const sorted = wanted
          .map((wish, i) => [wish, placed[i] ?? 0] as const)
          .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        for (const [i, [, at]] of sorted.entries()) {
          expect(at).toBeGreaterThanOrEqual(-1e-9);
          expect(at).toBeLessThanOrEqual(400 + 1e-9);
          if (i > 0) expect(at - (sorted[i - 1]?.[1] ?? 0)).toBeGreaterThanOrEqual(30 - 1e-9);
        }
      }),
    );
  });
});
