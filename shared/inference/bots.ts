import { refuseUnless, requireSameLength, requireSimplex, sum } from './domain.ts';
import { dirMean, posteriorMean, requireJar, tally } from './models.ts';
import type { Counts, JarModel, Simplex } from './types.ts';

export type BotId = 'exact' | 'svi' | 'decay';

/** A bot's step after each draw: previous estimate and public draws in, next estimate out. */
export type BotStep = (previous: Simplex, model: JarModel, batches: readonly Counts[]) => Simplex;

/** Step size of the story's bot; any value in [0.2337, 0.2391) shows 55, 62, 66, 69, 70 percent. */
export const STORY_RHO = 0.235;

/**
 * One natural-gradient step g + rho (target - g) on KL(target || g), rho in [0, 1].
 *
 * The Fisher information of a categorical turns the gradient into the plain difference. The result is a convex
 * combination, so it stays on the simplex. Error <= 1e-15. Source: Amari 1998; Hoffman et al. 2013, JMLR 14:1303.
 */
export function naturalStep(g: Simplex, target: Simplex, rho: number): Simplex {
  requireSimplex(g, 'estimate');
  requireSimplex(target, 'target');
  requireSameLength(target.length, g.length, 'target');
  refuseUnless(rho >= 0 && rho <= 1, 'rho must lie in [0, 1]');
  return g.map((share, k) => share + rho * ((target[k] ?? 0) - share));
}

/** The estimate every bot holds before the first draw: the prior's mean. */
export function botStart(model: JarModel): Simplex {
  return dirMean(model.prior);
}

const exact: BotStep = (_previous, model, batches) => posteriorMean({ ...model, batches });

const smallSteps: BotStep = (previous, model, batches) => {
  requireJar(model, batches);
  const counts = tally(model.prior.length, batches);
  return sum(counts) > 0 ? naturalStep(previous, dirMean(counts), STORY_RHO) : previous;
};

/** Robbins-Monro steps rho_t = n_t / (A + n_1 + ... + n_t): started at the prior's mean they reach (alpha + x)/(A + n). */
const shrinkingSteps: BotStep = (previous, model, batches) => {
  requireJar(model, batches);
  const latest = batches.at(-1);
  if (latest === undefined || sum(latest) === 0) return previous;
  const rho = sum(latest) / (sum(model.prior) + sum(batches.map(sum)));
  return naturalStep(previous, dirMean(latest), rho);
};

/** All bots by id: `exact` knows the posterior mean, `svi` makes the story's fixed steps, `decay` shrinking ones. */
export const bots: Readonly<Record<BotId, BotStep>> = {
  exact,
  svi: smallSteps,
  decay: shrinkingSteps,
};
