import { describe, expect, test } from 'vitest';
import { alphaOf, centreOf } from '../../../client/pages/player/alpha.ts';
import {
  betaShape,
  confidenceSteps,
  cookiesAt,
  positionOf,
  stepCookies,
} from '../../../client/pages/player/belief.ts';
import { sharesOf } from '../../../client/pages/player/shares.ts';
import { betaQuantile } from '../../../shared/inference/beta-distribution.ts';

describe('a belief on the phone', () => {
  test('G with the observed share and the number seen it is the exact posterior', () => {
    expect(alphaOf({ tenths: [600, 400], cookies: 5 })).toEqual([4, 3]);
    expect(alphaOf({ tenths: [730, 270], cookies: 100 })).toEqual([74, 28]);
    expect(alphaOf({ tenths: [500, 300, 200], cookies: 10 })).toEqual([6, 4, 3]);
  });

  test('G what the server echoes comes back as the same centre and confidence', () => {
    for (const cookies of [2, 15, 99, 150, 1500]) {
      for (const t of [1, 333, 680, 999]) {
        const back = centreOf(alphaOf({ tenths: [t, 1000 - t], cookies }));
        expect(sharesOf(back.shares)).toEqual([t, 1000 - t]);
        expect(back.cookies).toBe(cookies);
      }
    }
  });

  test('G the flat prior is an even centre without confidence', () => {
    expect(centreOf([1, 1])).toEqual({ shares: [0.5, 0.5], cookies: 0 });
    expect(alphaOf({ tenths: [700, 300], cookies: 0 })).toEqual([1, 1]);
  });

  test('G the confidence slider runs from nothing over 2 to 1,500 in two significant digits', () => {
    expect(cookiesAt(0)).toBe(0);
    expect(cookiesAt(1)).toBe(2);
    expect(cookiesAt(confidenceSteps)).toBe(1500);
    for (let p = 1; p < confidenceSteps; p += 1) {
      const n = cookiesAt(p);
      expect(cookiesAt(p + 1)).toBeGreaterThanOrEqual(n);
      expect(Number(n.toPrecision(2))).toBe(n);
      expect(cookiesAt(Math.round(positionOf(n)))).toBe(n);
    }
  });

  test('G the steppers reach every count and come back', () => {
    const walk = (from: number, by: 1 | -1, to: number) => {
      const steps: number[] = [];
      for (let n = from; n !== to; ) {
        n = stepCookies(n, by);
        steps.push(n);
      }
      return steps;
    };
    const up = walk(0, 1, 1500);
    expect(up.slice(0, 3)).toEqual([2, 3, 4]);
    expect(up).toContain(100);
    expect(up).toContain(110);
    expect(up).toContain(990);
    expect(up.slice(-3)).toEqual([1300, 1400, 1500]);
    expect(walk(1500, -1, 0)).toEqual([...up.slice(0, -1).reverse(), 0]);
  });

  test('V the middle 95 % of the curve agrees with the Beta quantiles to a grid step', () => {
    const flat = betaShape(1, 1);
    expect(flat.low).toBeCloseTo(0.025, 2);
    expect(flat.high).toBeCloseTo(0.975, 2);
    for (const [a, b] of [
      [4, 3],
      [74, 28],
      [1051, 451],
    ] as const) {
      const { low, high } = betaShape(a, b);
      expect(Math.abs(low - betaQuantile({ a, b }, 0.025))).toBeLessThan(0.005);
      expect(Math.abs(high - betaQuantile({ a, b }, 0.975))).toBeLessThan(0.005);
    }
  });
});
