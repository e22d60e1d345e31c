import { refuseUnless } from './domain.ts';
import { binet, HALF_LOG_TWO_PI } from './stirling.ts';

/** 1 - Euler's constant: the slope of lgamma at 2. */
const SLOPE_AT_TWO = 0.42278433509846713;

/** (-1)^k (zeta(k) - 1)/k for k = 2 to 29: the series of lgamma around 2. */
const LGAMMA_AT_TWO = [
  0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986, 0.0028905103307415234,
  -0.001192753911703261, 0.0005096695247430425, -0.00022315475845357939, 9.945751278180853e-5,
  -4.492623673813314e-5, 2.050721277567069e-5, -9.439488275268397e-6, 4.374866789907488e-6,
  -2.039215753801366e-6, 9.55141213040742e-7, -4.492469198764566e-7, 2.1207184805554665e-7,
  -1.0043224823968099e-7, 4.7698101693639804e-8, -2.2711094608943164e-8, 1.0838659214896955e-8,
  -5.183475041970047e-9, 2.4836745438024785e-9, -1.1921401405860912e-9, 5.731367241678862e-10,
  -2.7595228851242334e-10, 1.330476437424449e-10, -6.4229645638381e-11,
];

/** The zero of digamma as a sum of two doubles, so that x minus the zero keeps its digits. */
const DIGAMMA_ZERO = 1.4616321449683622;
const DIGAMMA_ZERO_REST = 9.549995429965697e-17;

/** The Taylor coefficients of digamma at its zero, from the linear one on. */
const DIGAMMA_AT_ZERO = [
  0.9676722454476212, -0.4427631689835921, 0.258499760955651, -0.16394270544240652, 0.10782405069126237,
  -0.07219956125645471, 0.04880428816414311, -0.03316112647484736, 0.022597648232218104, -0.01542476590494896,
  0.010538791616612175, -0.007204534386356869, 0.004926781395729853, -0.003369801655439328,
  0.002305126326734928, -0.0015769367714301972, 0.0010788252019162967, -0.0007380709389960052,
  0.000504953265834602, -0.0003454680251063077, 0.00023635601564027053, -0.00016170622091974803,
];

/** From here on the asymptotic series below reach double precision. */
const ASYMPTOTIC = 10;

/** B_2k / (2k): digamma(x) = ln x - 1/(2x) - sum_k this / x^2k. */
const DIGAMMA_TAIL = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12, -3617 / 8160];

/** B_2k: trigamma(x) = 1/x + 1/(2x^2) + sum_k this / x^(2k+1). */
const BERNOULLI = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510];

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((value, coefficient) => value * x + coefficient, 0);
}

/** ln Gamma(2 + z) for |z| <= 1/2, relative error about 1e-16, also next to its zero. */
export function lgammaAroundTwo(z: number): number {
  return z * (SLOPE_AT_TWO + z * polynomial(LGAMMA_AT_TWO, z));
}

/**
 * ln Gamma(x), natural logarithm of the gamma function.
 *
 * Domain 0 < x <= 1e300 (refused outside). Relative error <= 1e-15 up to a few units, also next to the zeros at 1 and 2,
 * where a series around 2 is used; from 10 on Stirling's series.
 * Source: Abramowitz & Stegun 6.1.15, 6.1.33, 6.1.41.
 */
export function lgamma(x: number): number {
  refuseUnless(x > 0 && x <= 1e300, 'lgamma needs 0 < x <= 1e300');
  if (x >= ASYMPTOTIC) return (x - 0.5) * (Math.log(x) - 1) + (HALF_LOG_TWO_PI - 0.5) + binet(x);
  if (x < 0.5) return lgamma(1 + x) - Math.log(x);
  if (x < 1.5) return lgammaAroundTwo(x - 1) - Math.log1p(x - 1);
  let base = x;
  let product = 1;
  while (base > 2.5) {
    base -= 1;
    product *= base;
  }
  return Math.log(product) + lgammaAroundTwo(base - 2);
}

/**
 * digamma(x) = d/dx ln Gamma(x).
 *
 * Domain 1e-300 <= x <= 1e300 (refused outside: -1/x would overflow). Relative error <= 1e-14, also next to the zero
 * 1.4616..., where the Taylor series around the zero is used. Source: Abramowitz & Stegun 6.3.5, 6.3.18, 6.4.10.
 */
export function digamma(x: number): number {
  refuseUnless(x >= 1e-300 && x <= 1e300, 'digamma needs 1e-300 <= x <= 1e300');
  const fromZero = x - DIGAMMA_ZERO - DIGAMMA_ZERO_REST;
  if (Math.abs(fromZero) <= 0.25) return fromZero * polynomial(DIGAMMA_AT_ZERO, fromZero);
  let shifted = x;
  let steps = 0;
  while (shifted < ASYMPTOTIC) {
    steps += 1 / shifted;
    shifted += 1;
  }
  return Math.log(shifted) - steps - 0.5 / shifted - digammaTail(shifted);
}

/** ln x - 1/(2x) - digamma(x) for x >= 10, of the order 1/(12 x^2). */
function digammaTail(x: number): number {
  const z = 1 / x / x;
  return z * polynomial(DIGAMMA_TAIL, z);
}

/** digamma(x) - ln x, without the cancellation for large x; domain as digamma, relative error <= 1e-14. */
export function digammaMinusLog(x: number): number {
  return x < ASYMPTOTIC ? digamma(x) - Math.log(x) : -0.5 / x - digammaTail(x);
}

/**
 * trigamma(x) = d^2/dx^2 ln Gamma(x).
 *
 * Domain 1e-150 <= x <= 1e300 (refused outside: 1/x^2 would overflow). Relative error <= 1e-14; every term is positive.
 * Source: Abramowitz & Stegun 6.4.6, 6.4.12.
 */
export function trigamma(x: number): number {
  refuseUnless(x >= 1e-150 && x <= 1e300, 'trigamma needs 1e-150 <= x <= 1e300');
  let shifted = x;
  let steps = 0;
  while (shifted < ASYMPTOTIC) {
    steps += 1 / (shifted * shifted);
    shifted += 1;
  }
  const z = 1 / shifted / shifted;
  return steps + (1 + 0.5 / shifted + z * polynomial(BERNOULLI, z)) / shifted;
}
