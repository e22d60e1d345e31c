import { refuseUnless, requireSameLength, requireSimplex } from './domain.ts';
import { sigmoid } from './log-space.ts';
import type { Nats, Simplex } from './types.ts';

/**
 * (atanh(s)/s - 1)/s^2 = 1/3 + z/5 + z^2/7 + ... for z = s^2 in [0, 1/9].
 *
 * The polynomial of degree 9 through its ten Chebyshev points; relative error <= 2e-16. Evaluated in pairs, so that one
 * multiplication need not wait for the other: this is the hottest line of scoring.
 */
function atanhTail(z: number): number {
  const z2 = z * z;
  const z4 = z2 * z2;
  const low =
    0.3333333333333333 + 0.20000000000007292 * z + (0.1428571428355438 + 0.11111111358713932 * z) * z2;
  const middle =
    0.09090894718066429 + 0.07692785032479312 * z + (0.06657072104827468 + 0.06000536404795356 * z) * z2;
  const high = 0.04400369243072337 + 0.08082022805971766 * z;
  return low + (middle + high * z4) * z4;
}

/**
 * phi(u) = (1 + u) ln(1 + u) - u, the cost density of a categorical KL; phi >= 0 and phi(u) = 0 only at u = 0.
 *
 * Domain u >= -1 (phi(-1) = 1). Relative error <= 1e-15: near 0 it is summed as s(u + (1 + u) 2 s^2 (1/3 + s^2/5 + ...))
 * with s = u/(2 + u), which has no cancellation. Source: series of 2 atanh(s) = ln(1 + u).
 */
export function phi(u: number): number {
  if (u >= -0.5 && u <= 0.5) {
    const s = u / (2 + u);
    return s * (u + (1 + u) * 2 * s * s * atanhTail(s * s));
  }
  refuseUnless(u >= -1, 'phi needs u >= -1');
  if (u === -1) return 1;
  return (1 + u) * Math.log1p(u) - u;
}

/**
 * h(u) = u - ln(1 + u), the cost density of a width; h >= 0 and h(u) = 0 only at u = 0.
 *
 * Domain u > -1. Relative error <= 1e-15: near 0 it is summed as s(u - 2 s^2 (1/3 + s^2/5 + ...)), s = u/(2 + u).
 */
export function h(u: number): number {
  refuseUnless(u > -1, 'h needs u > -1');
  if (Math.abs(u) <= 0.5) {
    const s = u / (2 + u);
    return s * (u - 2 * s * s * atanhTail(s * s));
  }
  return u - Math.log1p(u);
}

/** Up to this |s| the series of atanh serves: p and q differ by no more than a factor of 2. */
const NEAR = 1 / 3;
/** Above this ratio p/q the quotient may overflow, and the plain logarithms no longer cancel. */
const FAR_APART = 1e8;

/**
 * One flavour's share of a KL: p ln(p/q) - p + q = q phi((p - q)/q) >= 0, exactly 0 iff p = q; infinite if q = 0 < p.
 *
 * Domain p, q >= 0. Relative error <= 2e-15 for p - q as given: near each other it is summed as
 * s((p - q) + p 2 s^2 (1/3 + s^2/5 + ...)) with s = (p - q)/(p + q), which has no cancellation.
 */
export function klTerm(p: number, q: number): Nats {
  if (p === q) return 0;
  const difference = p - q;
  const s = difference / (p + q);
  if (s >= -NEAR && s <= NEAR) return s * (difference + 2 * p * s * s * atanhTail(s * s));
  if (q === 0) return Number.POSITIVE_INFINITY;
  if (p === 0) return q;
  if (p > FAR_APART * q) return p * (Math.log(p) - Math.log(q) - 1) + q;
  return p * Math.log(p / q) - difference;
}

/**
 * KL(p || q) = sum_k p_k ln(p_k / q_k) between two categorical distributions, in nats.
 *
 * p, q: shares of the same K >= 2 flavours. Computed as sum_k klTerm(p_k, q_k), whose terms are all >= 0, so the
 * result is never negative and exactly 0 iff p = q. 0 ln 0 = 0; a flavour with q_k = 0 < p_k costs infinity.
 * Relative error <= 1e-14 for shares as given. Source: Cover & Thomas, Elements of Information Theory, section 2.3.
 */
export function klCategorical(p: Simplex, q: Simplex): Nats {
  return klFrom(p)(q);
}

/** KL(p || q) of one p to any number of q, as klCategorical; p is looked at once. */
export function klFrom(p: Simplex): (q: Simplex) => Nats {
  requireSimplex(p, 'p');
  const { length } = p;
  return (q) => {
    requireSimplex(q, 'q');
    requireSameLength(q.length, length, 'q');
    let total = 0;
    for (let k = 0; k < length; k += 1) total += klTerm(p[k] ?? 0, q[k] ?? 0);
    return total;
  };
}

/** KL between two coins with probabilities p and q of heads; the same form, domain [0, 1] and error as klCategorical. */
export function klBernoulli(p: number, q: number): Nats {
  refuseUnless(p >= 0 && p <= 1 && q >= 0 && q <= 1, 'klBernoulli needs p and q in [0, 1]');
  if (p === q) return 0;
  const tails = q === 1 ? klTerm(1 - p, 0) : (1 - q) * phi((q - p) / (1 - q));
  return klTerm(p, q) + tails;
}

/** Beyond this logit a probability is no longer a normal double. */
const LARGEST_LOGIT = 700;

/**
 * KL between coins of probability p and sigmoid(eta), eta any real number: keeps the digits that 1 - sigmoid(eta) would lose.
 *
 * Never negative, finite for finite eta, relative error <= 1e-14 for p and eta as given.
 */
export function klBernoulliLogit(p: number, eta: number): Nats {
  refuseUnless(
    p >= 0 && p <= 1 && Number.isFinite(eta),
    'klBernoulliLogit needs p in [0, 1] and a finite logit',
  );
  if (Math.abs(eta) <= LARGEST_LOGIT) return klTerm(p, sigmoid(eta)) + klTerm(1 - p, sigmoid(-eta));
  const against = eta > 0 ? 1 - p : p;
  const surprise = against > 0 ? against * Math.log(against) + (1 - against) * Math.log1p(-against) : 0;
  return against === 1 ? Math.abs(eta) : against * Math.abs(eta) + surprise;
}
