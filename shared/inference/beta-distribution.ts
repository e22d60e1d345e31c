import { rho } from './bregman.ts';
import { klTerm } from './divergence.ts';
import { refuseUnless } from './domain.ts';
import { logit, sigmoid } from './log-space.ts';
import type { Beta } from './types.ts';

const SMALLEST = 1e-3;
const LARGEST = 1e8;
const MAX_FRACTIONS = 200_000;
const MAX_NEWTON = 200;

function requireBeta({ a, b }: Beta): void {
  refuseUnless(
    Math.min(a, b) >= SMALLEST && Math.max(a, b) <= LARGEST,
    'the Beta distribution is computed for parameters in [1e-3, 1e8]',
  );
}

/** ln(x^a y^b / B(a, b)) for y = 1 - x: the two large parts cancel in closed form, as in a divergence. */
function logPower({ a, b }: Beta, x: number, y: number): number {
  const total = a + b;
  return -klTerm(a, total * x) - klTerm(b, total * y) - (rho(a) + rho(b) - rho(total));
}

/** ln density of Beta(a, b) at 0 < x < 1; parameters in [1e-3, 1e8]; absolute error <= 1e-12 for parameters to 1e4. */
export function betaLogPdf(beta: Beta, x: number): number {
  requireBeta(beta);
  refuseUnless(x > 0 && x < 1, 'betaLogPdf needs 0 < x < 1');
  return logPower(beta, x, 1 - x) - Math.log(x) - Math.log1p(-x);
}

/** The continued fraction of the lower tail, Lentz's way; it converges quickly left of the mean. */
function tailFraction({ a, b }: Beta, x: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / Math.max(tiny, 1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= MAX_FRACTIONS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d, tiny);
    c = nonZero(1 + even / c, tiny);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d, tiny);
    c = nonZero(1 + odd / c, tiny);
    value *= d * c;
    if (Math.abs(d * c - 1) < 2 * Number.EPSILON) return value;
  }
  throw new Error('the continued fraction of the Beta distribution did not converge');
}

function nonZero(value: number, tiny: number): number {
  return value === 0 ? tiny : value;
}

/** P(theta <= x) with both x and y = 1 - x given, so that neither end loses digits. */
function lowerTail(beta: Beta, x: number, y: number): number {
  const { a, b } = beta;
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - leftTail({ a: b, b: a }, y, x);
  return leftTail(beta, x, y);
}

/** The lower tail where x is left of the mean, or less than a rounding right of it. */
function leftTail(beta: Beta, x: number, y: number): number {
  return Math.min(1, (Math.exp(logPower(beta, x, y)) * tailFraction(beta, x)) / beta.a);
}

/**
 * P(theta <= x) for theta ~ Beta(a, b), 0 <= x <= 1.
 *
 * Parameters in [1e-3, 1e8] (refused outside). Absolute error <= 1e-12 for parameters in [0.5, 1e4], 1e-9 elsewhere.
 * Source: continued fraction, Abramowitz & Stegun 26.5.8; Lentz's algorithm.
 */
export function betaCdf(beta: Beta, x: number): number {
  requireBeta(beta);
  refuseUnless(x >= 0 && x <= 1, 'betaCdf needs 0 <= x <= 1');
  return lowerTail(beta, x, 1 - x);
}

/**
 * The x with P(theta <= x) = p for theta ~ Beta(a, b), 0 <= p <= 1.
 *
 * Parameters in [1e-3, 1e8]. Relative error <= 1e-12 for parameters in [0.5, 1e4] and p in [1e-12, 1 - 1e-12]. Newton's
 * method in logit x, kept inside a bracket that every step tightens.
 */
export function betaQuantile(beta: Beta, p: number): number {
  requireBeta(beta);
  refuseUnless(p >= 0 && p <= 1, 'betaQuantile needs 0 <= p <= 1');
  if (p === 0 || p === 1) return p;
  if (beta.a === beta.b && p === 0.5) return 0.5;
  let [low, high] = [-745, 745];
  let eta = logit(beta.a / (beta.a + beta.b));
  for (let i = 0; i < MAX_NEWTON; i += 1) {
    const [x, y] = [sigmoid(eta), sigmoid(-eta)];
    const miss = lowerTail(beta, x, y) - p;
    if (miss === 0) break;
    if (miss > 0) high = eta;
    else low = eta;
    const newton = eta - miss / Math.exp(logPower(beta, x, y));
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    const moved = Math.abs(next - eta);
    eta = next;
    if (moved <= 4e-16 * Math.max(1, Math.abs(eta))) break;
  }
  return sigmoid(eta);
}
