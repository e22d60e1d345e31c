/** ln sqrt(2 pi). */
export const HALF_LOG_TWO_PI = 0.9189385332046728;

/** B_2k / (2k (2k - 1)): coefficients of Binet's function in 1/x, 1/x^3, 1/x^5, ... */
export const BINET: readonly number[] = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
];

/**
 * Binet's function mu(x) = ln Gamma(x) - (x - 1/2) ln x + x - ln sqrt(2 pi), for x >= 10.
 *
 * Relative error <= 1e-15, value below 1/(12 x). Source: Abramowitz & Stegun 6.1.41.
 */
export function binet(x: number): number {
  const z = 1 / x / x;
  return BINET.reduceRight((value, coefficient) => value * z + coefficient, 0) / x;
}
