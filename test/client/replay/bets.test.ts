import { describe, expect, test } from 'vitest';
import { betGrade, fullCookieCost, halfCookieCost } from '../../../client/pages/replay/bet-grade.ts';
import { betSpan } from '../../../client/pages/replay/bet-span.ts';
import { betScore } from '../../../shared/room/bets.ts';

describe('the cookie of a bet', () => {
  test('is whole for an honest narrow band, half for a wide one, crumbs for silence', () => {
    expect(betGrade(betScore([0.66, 0.73], 0.7).cost)).toBe('full');
    expect(betGrade(betScore([0.6, 0.82], 0.7).cost)).toBe('half');
    expect(betGrade(betScore([0.05, 0.95], 0.7).cost)).toBe('crumbs');
  });

  test('of a miss shrinks with the distance', () => {
    expect(betGrade(betScore([0.66, 0.69], 0.7).cost)).toBe('half');
    expect(betGrade(betScore([0.5, 0.53], 0.7).cost)).toBe('crumbs');
  });

  test('changes just above its thresholds', () => {
    expect([fullCookieCost, fullCookieCost + 0.01].map(betGrade)).toEqual(['full', 'half']);
    expect([halfCookieCost, halfCookieCost + 0.01].map(betGrade)).toEqual(['half', 'crumbs']);
  });
});

describe('the axis of the bands', () => {
  test('holds the jar and every band with a little room, in steps of five points', () => {
    const [low, high] = betSpan(0.7, [[0.62, 0.71]]);
    expect(low).toBeCloseTo(0.6, 10);
    expect(high).toBeCloseTo(0.75, 10);
  });

  test('ends where the shares end', () => {
    expect(betSpan(0.7, [[0, 1]])).toEqual([0, 1]);
    expect(betSpan(0.7, [[0.05, 0.95]])).toEqual([0, 1]);
  });
});
