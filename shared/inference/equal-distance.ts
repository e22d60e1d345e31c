import { refuseUnless } from './domain.ts';

/** ln(x / y) that keeps its digits where x and y are near each other. */
function logRatio(x: number, y: number, difference: number): number {
  return Math.abs(difference) <= 0.5 * y ? Math.log1p(difference / y) : Math.log(x / y);
}

/**
 * The share theta of the first flavour at which two guesses g1 and g2 are equally far, KL(theta || g1) = KL(theta || g2).
 *
 * theta = ln((1 - g2)/(1 - g1)) / (ln(g1/g2) + ln((1 - g2)/(1 - g1))): a jar on g1's side of it is nearer to g1. This is
 * what a ranking by the distance from the jar gives away about the jar. Different g1, g2 in (0, 1); always strictly between
 * them, relative error <= 1e-14.
 */
export function equallyFarShare(g1: number, g2: number): number {
  refuseUnless(g1 > 0 && g1 < 1 && g2 > 0 && g2 < 1, 'both guesses must lie in (0, 1)');
  refuseUnless(g1 !== g2, 'two equal guesses are equally far from every jar');
  const difference = g1 - g2;
  const first = logRatio(g1, g2, difference);
  const second = logRatio(1 - g2, 1 - g1, difference);
  return second / (first + second);
}
