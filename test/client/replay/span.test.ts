import { describe, expect, test } from 'vitest';
import { chooseSpan, closeSpan, spanTicks, wholeSpan } from '../../../client/pages/replay/span.ts';

describe('the part of the axis shown', () => {
  test('is half of it, around the truth and nearly everybody', () => {
    const [low, high] = chooseSpan([0.7, 0.72], [0.5, 0.55, 0.6, 0.68, 0.71, 0.8]);
    expect(high - low).toBeCloseTo(0.5);
    expect(low).toBeLessThanOrEqual(0.5);
    expect(high).toBeGreaterThanOrEqual(0.8);
  });

  test('is the whole where too many would lie outside', () => {
    expect(chooseSpan([0.7], [0.1, 0.2, 0.7, 0.95])).toEqual(wholeSpan);
  });

  test('is the whole where truth and evidence lie too far apart', () => {
    expect(chooseSpan([0.1, 0.9], [0.5])).toEqual(wholeSpan);
  });

  test('does not run over the ends', () => {
    expect(chooseSpan([0.98], [0.99, 1])).toEqual([0.5, 1]);
    expect(closeSpan(0.99)).toEqual([0.9, 1]);
    expect(closeSpan(0.01)).toEqual([0, 0.1]);
    expect(closeSpan(0.7)).toEqual([0.65, 0.75]);
  });

  test('has ticks at round numbers', () => {
    expect(spanTicks(wholeSpan)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(spanTicks([0.35, 0.85])).toEqual([0.4, 0.5, 0.6, 0.7, 0.8]);
    expect(spanTicks([0.65, 0.75])).toEqual([0.66, 0.68, 0.7, 0.72, 0.74]);
  });
});
