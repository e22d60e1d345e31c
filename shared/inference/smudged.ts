import { betaln, logChoose } from './beta-function.ts';
import { klBeta } from './dirichlet.ts';
import { klBernoulliLogit } from './divergence.ts';
import { refuseUnless, requireCounts, requirePositive } from './domain.ts';
import { expectedLogShares } from './elbo.ts';
import { logSumExp, sigmoid } from './log-space.ts';
import type { Beta, Nats } from './types.ts';

/** Smudged cookies: each true flavour z_i ~ Bernoulli(theta) is seen as x_i through an unreliable label. */
export interface SmudgedCookies {
  /** Cookies seen as the first flavour, and as the second. */
  readonly seen: readonly [number, number];
  /** P(seen as the first | truly the first), in (0, 1). */
  readonly hit: number;
  /** P(seen as the first | truly the second), in (0, 1). */
  readonly falseAlarm: number;
  readonly prior: Beta;
}

/** Mean-field belief q(theta) prod q(z_i): phi_k = q(truly the first) for cookies seen as flavour k. */
export interface SmudgedBelief {
  readonly theta: Beta;
  readonly phi: readonly [number, number];
}

function requireSmudged({ seen, hit, falseAlarm, prior }: SmudgedCookies): void {
  requireCounts(seen, 2, 'seen');
  refuseUnless(
    hit > 0 && hit < 1 && falseAlarm > 0 && falseAlarm < 1,
    'labels err with probabilities in (0, 1)',
  );
  requirePositive(prior.a, 'prior');
  requirePositive(prior.b, 'prior');
}

/** E_q ln p(x, z | theta) of one cookie seen as `flavour`, for z = first and z = second. */
function logWeights(model: SmudgedCookies, theta: Beta, flavour: 0 | 1): readonly [Nats, Nats] {
  const [first = 0, second = 0] = expectedLogShares([theta.a, theta.b]);
  const { hit, falseAlarm } = model;
  return flavour === 0
    ? [first + Math.log(hit), second + Math.log(falseAlarm)]
    : [first + Math.log1p(-hit), second + Math.log1p(-falseAlarm)];
}

/**
 * Coordinate optimum of q(z): the phi that maximises the ELBO for this q(theta), for either way of being seen.
 *
 * phi* = sigmoid(E ln p(x, z = first | theta) - E ln p(x, z = second | theta)). Relative error <= 1e-14.
 * Source: Blei, Kucukelbir & McAuliffe 2017, section 2.4.
 */
export function bestLabels(model: SmudgedCookies, theta: Beta): readonly [number, number] {
  requireSmudged(model);
  const best = (flavour: 0 | 1): number => {
    const [first, second] = logWeights(model, theta, flavour);
    return sigmoid(first - second);
  };
  return [best(0), best(1)];
}

/** Coordinate optimum of q(theta): the prior plus the expected numbers of true flavours. */
function bestTheta({ seen, prior }: SmudgedCookies, phi: readonly [number, number]): Beta {
  const first = seen[0] * phi[0] + seen[1] * phi[1];
  return { a: prior.a + first, b: prior.b + seen[0] + seen[1] - first };
}

/**
 * One cookie's part of the ELBO, L_i = E_q ln p(x_i, z_i | theta) - E_q ln q(z_i), in nats, for phi in [0, 1].
 *
 * Evaluated as ln sum_z exp E ln p(x_i, z | theta) - KL(phi || phi*): what the best label would give, less what this one
 * costs. Error <= 1e-14.
 */
export function labelElbo(model: SmudgedCookies, theta: Beta, flavour: 0 | 1, phi: number): Nats {
  requireSmudged(model);
  const weights = logWeights(model, theta, flavour);
  return logSumExp(weights) - klBernoulliLogit(phi, weights[0] - weights[1]);
}

/** ELBO of the whole belief, sum_i L_i - KL(q(theta) || prior), in nats; never above smudgedPosterior's log evidence. */
export function smudgedElbo(model: SmudgedCookies, { theta, phi }: SmudgedBelief): Nats {
  const labels =
    model.seen[0] * labelElbo(model, theta, 0, phi[0]) + model.seen[1] * labelElbo(model, theta, 1, phi[1]);
  return labels - klBeta(theta, model.prior).total;
}

/** One sweep of coordinate ascent: labels, then theta; the ELBO never falls. */
export function smudgedSweep(model: SmudgedCookies, theta: Beta): SmudgedBelief {
  const phi = bestLabels(model, theta);
  return { theta: bestTheta(model, phi), phi };
}

export interface SmudgedPosterior {
  readonly logEvidence: Nats;
  readonly mean: number;
  readonly sd: number;
}

/**
 * The exact posterior of theta: a mixture of Beta(a + t, b + n - t) over the true number t of the first flavour.
 *
 * Sums of positive terms in log space, (k + 1)(n - k + 1) of them for k of n seen as the first: meant for n up to a few
 * thousand. Relative error <= 1e-10.
 */
export function smudgedPosterior(model: SmudgedCookies): SmudgedPosterior {
  requireSmudged(model);
  const { seen, hit, falseAlarm, prior } = model;
  const n = seen[0] + seen[1];
  const asFirst = labelTerms(seen[0], hit, falseAlarm);
  const asSecond = labelTerms(seen[1], 1 - hit, 1 - falseAlarm);
  const terms = Array.from({ length: n + 1 }, (_, t) => {
    const ways: number[] = [];
    for (let i = Math.max(0, t - seen[1]); i <= Math.min(t, seen[0]); i += 1) {
      ways.push((asFirst[i] ?? 0) + (asSecond[t - i] ?? 0));
    }
    return logSumExp(ways) + betaln(prior.a + t, prior.b + n - t) - betaln(prior.a, prior.b);
  });
  const logEvidence = logSumExp(terms);
  const total = prior.a + prior.b + n;
  let mean = 0;
  for (const [t, term] of terms.entries()) mean += (Math.exp(term - logEvidence) * (prior.a + t)) / total;
  let variance = 0;
  for (const [t, term] of terms.entries()) {
    const m = (prior.a + t) / total;
    variance += Math.exp(term - logEvidence) * ((m * (1 - m)) / (total + 1) + (m - mean) ** 2);
  }
  return { logEvidence, mean, sd: Math.sqrt(variance) };
}

/** ln of count over i times p^i r^(count - i), i truly of the first flavour among those seen alike. */
function labelTerms(count: number, p: number, r: number): readonly number[] {
  return Array.from(
    { length: count + 1 },
    (_, i) => logChoose(count, i) + i * Math.log(p) + (count - i) * Math.log(r),
  );
}
