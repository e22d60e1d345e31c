import { describe, expect, test } from 'vitest';
import { comparedToLast } from '../../../client/pages/player/progress-note.ts';

describe('one’s own progress in words', () => {
  test('V nothing to compare before the second scored round', () => {
    expect(comparedToLast([])).toBeNull();
    expect(comparedToLast([0.04])).toBeNull();
    expect(comparedToLast([null, null, 0.04])).toBeNull();
  });

  test('V better, much better, the same and worse each have their own words', () => {
    expect(comparedToLast([0.04, 0.01])).toEqual({ key: 'me.better', values: { x: '4.0' }, tone: 'good' });
    expect(comparedToLast([0.4, 0.02])?.values.x).toBe('20');
    expect(comparedToLast([0.2, 0.001])?.key).toBe('me.better.lots');
    expect(comparedToLast([0.01, 0.0101])?.key).toBe('me.same');
    expect(comparedToLast([0.01, 0.02])).toEqual({ key: 'me.worse', values: { x: '0.5' }, tone: 'plain' });
  });

  test('V two values that both show as almost 0 are the same, and a round without a guess is passed over', () => {
    expect(comparedToLast([0.00009, 0.000001])?.key).toBe('me.same');
    expect(comparedToLast([0.04, null, 0.01])?.key).toBe('me.better');
  });

  test('V reaching exactly 0 is not divided by', () => {
    expect(comparedToLast([0.04, 0])?.key).toBe('me.better.lots');
  });
});
