import { describe, expect, test } from 'vitest';
import { formatCount, formatPercent, formatPoints, klDigits } from '../../../client/locales/numbers.ts';

describe('numbers in words', () => {
  test.each([
    [0.2314, '0.231'],
    [0.082283, '0.0823'],
    [0.003639, '0.0036'],
    [0.0002353, '0.00024'],
    [0.00001, '0.00001'],
    [0.0000099, null],
    [0, null],
  ])('KL %f on the stage', (kl, expected) => {
    expect(klDigits(kl, 'stage')).toBe(expected);
  });

  test.each([
    [0.2314, '0.2314'],
    [0.000235, '0.0002'],
    [0.00004, null],
  ])('KL %f on a phone has four decimals, then none', (kl, expected) => {
    expect(klDigits(kl, 'phone')).toBe(expected);
  });

  test('counts are grouped, shares have one decimal, differences no sign', () => {
    expect([formatCount(999), formatCount(10000), formatCount(1234567)]).toEqual([
      '999',
      '10,000',
      '1,234,567',
    ]);
    expect([formatPercent(0.7), formatPercent(0.6983, 2)]).toEqual(['70.0', '69.83']);
    expect(formatPoints(-0.0048)).toBe('0.5');
  });
});
