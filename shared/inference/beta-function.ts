import { h } from './divergence.ts';
import { refuseUnless, requireDir, sum } from './domain.ts';
import { lgamma, lgammaAroundTwo } from './special.ts';
import { binet, HALF_LOG_TWO_PI } from './stirling.ts';
import type { Counts, Dir, Nats } from './types.ts';

const ASYMPTOTIC = 10;

/** Gamma(x) for 0 < x < 20 as rational factor times exp(rest), the rest within 0.3 of 0. */
function gammaSplit(x: number): { readonly factor: number; readonly rest: number } {
  let base = x;
  let factor = 1;
  for (; base < 1.5; base += 1) factor /= base;
  for (; base > 2.5; ) {
    base -= 1;
    factor *= base;
  }
  return { factor, rest: lgammaAroundTwo(base - 2) };
}

/**
 * ln B(a, b) = ln Gamma(a) + ln Gamma(b) - ln Gamma(a + b).
 *
 * Domain 1e-300 <= a, b <= 1e300. Error <= 2e-15 relative plus 2e-15 absolute: the Stirling parts are subtracted in
 * closed form, never as numbers. Source: Didonato & Morris 1992, ACM TOMS 18:360 (the split, rewritten with h).
 */
export function betaln(a: number, b: number): number {
  const [p, q] = a <= b ? [a, b] : [b, a];
  refuseUnless(p >= 1e-300 && q <= 1e300, 'betaln needs parameters in [1e-300, 1e300]');
  if (p >= ASYMPTOTIC) {
    const corrections = HALF_LOG_TWO_PI - 0.5 * Math.log(q) + (binet(p) + binet(q) - binet(p + q));
    return corrections - (p - 0.5) * Math.log1p(q / p) - q * Math.log1p(p / q);
  }
  if (q >= ASYMPTOTIC) {
    const u = p / q;
    const corrections = binet(q) - binet(p + q) + q * h(u) + 0.5 * Math.log1p(u);
    return lgamma(p) - p * Math.log(p + q) + corrections;
  }
  const [small, large, both] = [gammaSplit(p), gammaSplit(q), gammaSplit(p + q)];
  return Math.log((small.factor / both.factor) * large.factor) + (small.rest + large.rest - both.rest);
}

/**
 * ln B(alpha) = sum_k ln Gamma(alpha_k) - ln Gamma(sum alpha), the normaliser of a Dirichlet over K >= 2 flavours.
 *
 * Summed as betaln of each parameter with the sum of those before it; error as betaln, per flavour.
 */
export function mvBetaln(alpha: Dir): number {
  requireDir(alpha, 'alpha');
  let before = alpha[0] ?? 0;
  let total = 0;
  for (const parameter of alpha.slice(1)) {
    total += betaln(before, parameter);
    before += parameter;
  }
  return total;
}

/** ln of the binomial coefficient n over k, 0 <= k <= n, real or whole; relative error <= 1e-14. */
export function logChoose(n: number, k: number): Nats {
  refuseUnless(k >= 0 && k <= n, 'logChoose needs 0 <= k <= n');
  if (k === 0 || k === n) return 0;
  return -Math.log1p(n) - betaln(n - k + 1, k + 1);
}

/** ln of the number of orders of x_1 + ... + x_K draws with these counts; relative error <= 1e-14. */
export function logMultinomial(x: Counts): Nats {
  let drawn = 0;
  return sum(
    x.map((count) => {
      drawn += count;
      return logChoose(drawn, count);
    }),
  );
}
