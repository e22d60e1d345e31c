import { describe, expect, test } from 'vitest';
import { largestMargin, planNumbers } from '../../../client/pages/plan/plan-numbers.ts';
import { presets } from '../../../shared/room/presets.ts';

describe('a lesson plan', () => {
  test('the margin of error of a poll of a thousand is 3.1 points, and four times the sample halves it', () => {
    expect(100 * largestMargin(1000)).toBeCloseTo(3.099, 3);
    expect(largestMargin(4000)).toBeCloseTo(largestMargin(1000) / 2, 12);
  });

  test('of the fifteen-minute lesson counts its own draws', () => {
    const { sizes, total, margins } = planNumbers('lesson');
    expect(sizes).toEqual([5, 10, 25, 60, 150, 250]);
    expect(total).toBe(500);
    expect(margins.map(({ seen }) => seen)).toEqual([5, 15, 40, 100, 250, 500]);
  });

  test.each(presets('en').map(({ id }) => id))('of %s ends with all cookies in at most six lines', (id) => {
    const { total, margins, minutes } = planNumbers(id);
    expect(margins.length).toBeLessThanOrEqual(6);
    expect(margins.at(-1)?.seen).toBe(total);
    expect(minutes).toBeGreaterThan(5);
  });
});
