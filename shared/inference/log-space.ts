import { refuseUnless } from './domain.ts';

/**
 * ln sum_i exp(v_i), shifted by the largest value so that nothing overflows.
 *
 * Values may be -infinity (weight 0); of no values, or of those only, the result is -infinity. Refuses NaN and +infinity.
 * Absolute error <= 1e-16 per value, and relative <= 1e-15 where one value dominates.
 */
export function logSumExp(values: readonly number[]): number {
  let top = Number.NEGATIVE_INFINITY;
  let at = -1;
  for (const [i, value] of values.entries()) {
    refuseUnless(value < Number.POSITIVE_INFINITY, 'logSumExp needs values below infinity');
    if (value > top) {
      top = value;
      at = i;
    }
  }
  if (at < 0) return top;
  let others = 0;
  for (const [i, value] of values.entries()) if (i !== at) others += Math.exp(value - top);
  return top + Math.log1p(others);
}

/** ln(1 + e^x), also called softplus; any real x, relative error <= 1e-15, never overflows. */
export function log1pExp(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** ln sigmoid(x) = -log1pExp(-x); any real x, relative error <= 1e-15. */
export function logSigmoid(x: number): number {
  return -log1pExp(-x);
}

/** sigmoid(x) = 1 / (1 + e^-x), the share whose logit is x; any real x, relative error <= 1e-15. */
export function sigmoid(x: number): number {
  const small = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + small) : small / (1 + small);
}

/** logit(p) = ln p - ln(1 - p) for 0 < p < 1; relative error <= 1e-14, exactly 0 at 1/2, with its digits around it. */
export function logit(p: number): number {
  refuseUnless(p > 0 && p < 1, 'logit needs 0 < p < 1');
  // 2p - 1 is exact here, and so is the odd function of it; elsewhere the two logarithms do not cancel.
  if (p > 0.25 && p < 0.75) return 2 * Math.atanh(2 * p - 1);
  return Math.log(p) - Math.log1p(-p);
}
