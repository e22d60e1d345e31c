import { klCategorical } from './divergence.ts';
import { refuseUnless, requireCounts, sum } from './domain.ts';
import type { Counts, Nats, Replacement, Simplex } from './types.ts';

/**
 * KL(jar || guess) in nats, the jar as exact counts of K flavours. For the time after the reveal only.
 *
 * Never negative, 0 iff the guess equals the jar's proportions, infinite if the guess gives no share to a flavour that is
 * in the jar. Relative error <= 1e-14 for the rounded proportions. Refuses an empty jar.
 */
export function revealKl(jar: Counts, guess: Simplex): Nats {
  requireCounts(jar, guess.length, 'jar');
  const population = sum(jar);
  refuseUnless(population > 0, 'the jar is empty');
  return klCategorical(
    jar.map((count) => count / population),
    guess,
  );
}

export interface FloorInput {
  readonly replacement: Replacement;
  readonly population: number;
  /** Cookies drawn so far, at least 1. */
  readonly drawn: number;
  readonly flavours: number;
}

/**
 * The KL(jar || guess) that a perfect player still has to expect after n of N cookies, in nats:
 * (K - 1)(1 - n/N) / (2n) if cookies never return, else (K - 1) / (2n).
 *
 * Second-order expansion of the expected KL around the proportion, with the finite-population factor; it is an
 * approximation for n small against 1/share, and exact (0) when the whole jar has been seen.
 */
export function perfectFloor({ replacement, population, drawn, flavours }: FloorInput): Nats {
  refuseUnless(drawn > 0 && population > 0 && flavours >= 2, 'the floor needs at least one cookie drawn');
  refuseUnless(replacement !== 'never' || drawn <= population, 'more cookies drawn than the jar holds');
  const unseen = replacement === 'never' ? 1 - drawn / population : 1;
  return ((flavours - 1) * unseen) / (2 * drawn);
}
