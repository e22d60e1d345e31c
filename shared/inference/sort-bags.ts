import { betaln } from './beta-function.ts';
import { klBeta } from './dirichlet.ts';
import { klBernoulliLogit } from './divergence.ts';
import { refuseUnless, requireCounts, requirePositive, requireSameLength, sum } from './domain.ts';
import { expectedLogShares } from './elbo.ts';
import { logSumExp, sigmoid } from './log-space.ts';
import type { Beta, Counts, Nats } from './types.ts';

/** Bags filled from one of two jars each: z_i ~ Bernoulli(weight), its cookies from jar z_i with recipe theta_j. */
export interface Bags {
  /** Cookies of the first flavour in each bag. */
  readonly first: Counts;
  /** Cookies in every bag. */
  readonly size: number;
  readonly priors: readonly [Beta, Beta];
  /** P(a bag comes from the first jar), in (0, 1). */
  readonly weight: number;
}

/** Mean-field belief: phi_i = q(bag i comes from the first jar), and a Beta for either jar's recipe. */
export interface BagBelief {
  readonly phi: readonly number[];
  readonly jars: readonly [Beta, Beta];
}

/** The number of ways to sort the bags must stay within a double. */
const MOST_BAGS = 1000;

function requireBags({ first, size, priors, weight }: Bags): void {
  requireCounts(first, first.length, 'bags');
  refuseUnless(first.length <= MOST_BAGS, 'too many bags');
  refuseUnless(
    Number.isSafeInteger(size) && first.every((count) => count <= size),
    'a bag holds more than its size',
  );
  refuseUnless(weight > 0 && weight < 1, 'the weight of a jar lies in (0, 1)');
  for (const { a, b } of priors) {
    requirePositive(a, 'prior');
    requirePositive(b, 'prior');
  }
}

/** E_q ln p(bag, z) for either jar. */
function logWeights({ size, weight }: Bags, jars: BagBelief['jars'], count: number): readonly [Nats, Nats] {
  const of = ({ a, b }: Beta): Nats => {
    const [first = 0, second = 0] = expectedLogShares([a, b]);
    return count * first + (size - count) * second;
  };
  return [Math.log(weight) + of(jars[0]), Math.log1p(-weight) + of(jars[1])];
}

/**
 * Coordinate optimum of every q(z_i) at once (given the jars they do not touch each other):
 * logit phi_i = s_i (E ln theta_1 - E ln theta_2) + (m - s_i)(E ln(1 - theta_1) - E ln(1 - theta_2)) + logit weight.
 */
function bestSorting(bags: Bags, jars: BagBelief['jars']): readonly number[] {
  requireBags(bags);
  return bags.first.map((count) => {
    const [one, two] = logWeights(bags, jars, count);
    return sigmoid(one - two);
  });
}

/** Coordinate optimum of both jars: prior plus the cookies of the bags, each counted by its phi. */
export function bestJars({ first, size, priors }: Bags, phi: readonly number[]): readonly [Beta, Beta] {
  requireSameLength(phi.length, first.length, 'phi');
  const filled = ({ a, b }: Beta, share: (p: number) => number): Beta => {
    const mine = sum(first.map((count, i) => share(phi[i] ?? 0) * count));
    const all = sum(phi.map(share)) * size;
    return { a: a + mine, b: b + all - mine };
  };
  return [filled(priors[0], (p) => p), filled(priors[1], (p) => 1 - p)];
}

/**
 * ELBO of a belief about all bags, cookies in their order, in nats: sum_i L_i - KL(q(theta_1) || prior) - KL(q(theta_2) || prior)
 * with L_i = ln sum_z exp E ln p(bag i, z) - KL(phi_i || phi_i*). Error <= 1e-13 relative.
 */
export function bagsElbo(bags: Bags, { phi, jars }: BagBelief): Nats {
  requireBags(bags);
  requireSameLength(phi.length, bags.first.length, 'phi');
  const parts = bags.first.map((count, i) => {
    const weights = logWeights(bags, jars, count);
    return logSumExp(weights) - klBernoulliLogit(phi[i] ?? 0, weights[0] - weights[1]);
  });
  return sum(parts) - klBeta(jars[0], bags.priors[0]).total - klBeta(jars[1], bags.priors[1]).total;
}

/** One sweep of coordinate ascent from given jars: all bags, then both jars; the ELBO never falls. */
export function bagsSweep(bags: Bags, jars: BagBelief['jars']): BagBelief {
  const phi = bestSorting(bags, jars);
  return { phi, jars: bestJars(bags, phi) };
}

/**
 * Exact log evidence of all bags, cookies in their order, in nats.
 *
 * Dynamic programming over (bags in jar 1, first-flavour cookies in jar 1) in place of 2^n sortings; at most 1000 bags.
 * Relative error <= 1e-12.
 */
export function bagsLogEvidence(bags: Bags): Nats {
  requireBags(bags);
  const { first, size, priors, weight } = bags;
  const total = sum(first);
  let ways: Map<number, number>[] = [new Map([[0, 1]])];
  for (const count of first) {
    const next = [...ways.map((row) => new Map(row)), new Map<number, number>()];
    for (const [inFirst, row] of ways.entries()) {
      const target = next[inFirst + 1] ?? new Map<number, number>();
      for (const [cookies, n] of row) target.set(cookies + count, (target.get(cookies + count) ?? 0) + n);
    }
    ways = next;
  }
  const terms: Nats[] = [];
  for (const [c, row] of ways.entries()) {
    const rest = first.length - c;
    const labels = c * Math.log(weight) + rest * Math.log1p(-weight);
    for (const [s, n] of row) {
      const one = logFill(priors[0], s, c * size - s);
      const two = logFill(priors[1], total - s, rest * size - (total - s));
      terms.push(Math.log(n) + labels + one + two);
    }
  }
  return logSumExp(terms);
}

function logFill({ a, b }: Beta, first: number, second: number): Nats {
  return betaln(a + first, b + second) - betaln(a, b);
}
