import { h, phi } from './divergence.ts';
import { digammaMinusLog, lgamma } from './special.ts';
import { BINET, binet, HALF_LOG_TWO_PI } from './stirling.ts';

const ASYMPTOTIC = 10;
/** A part of a sum that is rounded away. */
const LOST = 2 ** -55;

/**
 * rho(x) = ln Gamma(x) - x ln x + x, the part of ln Gamma that carries a width; convex, domain 0 < x <= 1e300.
 *
 * Relative error <= 1e-14 away from its zero. For large x it is ln sqrt(2 pi / x) + 1/(12 x) - ...
 */
export function rho(x: number): number {
  if (x >= ASYMPTOTIC) return HALF_LOG_TWO_PI - 0.5 * Math.log(x) + binet(x);
  return lgamma(x) - x * Math.log(x) + x;
}

/**
 * R(c, a) = rho(c) - rho(a) - rho'(a)(c - a) >= 0: how far rho at c lies above its tangent at a.
 *
 * `step` is c - a, given where the caller knows it better than the two rounded numbers do. Relative error <= 1e-13; exactly
 * 0 at c = a. Both arguments at least 10: 1/2 h(u) plus the remainder of Binet's series,
 * u = (c - a)/a, no term cancels. Smaller and close together: both are shifted up by the recursion of ln Gamma. Smaller
 * and far apart: the definition itself, which then does not cancel.
 */
export function rhoRemainder(c: number, a: number, step = c - a): number {
  const u = step / a;
  if (u === 0) return 0;
  if (Math.min(c, a) >= ASYMPTOTIC) return 0.5 * logRemainder(c, a, step) + binetRemainder(c, a, step);
  if (Math.abs(u) > 0.5) return rho(c) - rho(a) - digammaMinusLog(a) * step;
  let [from, to, shift] = [a, c, 0];
  while (Math.min(from, to) < ASYMPTOTIC) {
    shift += h(step / from);
    from += 1;
    to += 1;
  }
  const entropyPart = a * phi(u) - from * phi(step / from);
  return shift - entropyPart + 0.5 * h(step / from) + binetRemainder(to, from, step);
}

/** The same remainder for -ln x: h((c - a)/a), from the logarithms themselves where the ratio c/a is far from 1. */
function logRemainder(c: number, a: number, step: number): number {
  const u = step / a;
  return Math.abs(u) <= 0.5 ? h(u) : u - (Math.log(c) - Math.log(a));
}

/**
 * The same remainder for Binet's function: for x^-m it is ((c - a)^2 / (a c)) sum_{j<m} (m - j) a^-(m-j) c^-j, all positive.
 *
 * With p = 1/a, q = 1/c the sums grow by plain = p (plain + q^(m-1)), weighted = p weighted + plain, from m to m + 1.
 */
function binetRemainder(c: number, a: number, step: number): number {
  const [p, q] = [1 / a, 1 / c];
  let total = 0;
  let [m, power, inner] = [1, p, p];
  for (const coefficient of BINET) {
    const term = coefficient * inner;
    total += term;
    // Each further term is less than a tenth of the one before: none of them could change the sum any more.
    if (Math.abs(term) < LOST * total) break;
    // The sum of i p^i q^(m - i) for the next two m, from the one before.
    power *= p;
    inner = q * inner + (m + 1) * power;
    power *= p;
    inner = q * inner + (m + 2) * power;
    m += 2;
  }
  return (step / a) * (step / c) * total;
}
