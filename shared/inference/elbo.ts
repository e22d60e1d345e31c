import { betaln, logMultinomial } from './beta-function.ts';
import { klDirichlet } from './dirichlet.ts';
import {
  DomainError,
  refuseUnless,
  requireCounts,
  requireDir,
  requireSameLength,
  requireSimplex,
  sum,
} from './domain.ts';
import { posteriorDir, tally } from './models.ts';
import { digamma } from './special.ts';
import type { Counts, Dir, Evidence, JarModel, KlParts, Nats, Simplex } from './types.ts';

/** ln of Gamma(a + n) / (Gamma(a) n!), the weight of n draws in a Polya urn started with a. */
function logUrnWeight(a: number, n: number): number {
  return n === 0 ? 0 : -Math.log(n) - betaln(a, n);
}

/**
 * ln p(counts x | alpha): log evidence of the unordered counts, Dirichlet-multinomial, in nats (<= 0).
 *
 * alpha, x: K parameters and counts. ln n! + ln B(alpha + x) - ln B(alpha) - sum ln x_k!, summed as ratios that stay
 * small. Error <= 1e-14 times the largest of those ratios' logarithms. The same with and without replacement (Polya urn).
 * Source: Bishop, PRML, section 2.2; Minka, Estimating a Dirichlet distribution.
 */
export function logEvidenceCounts(alpha: Dir, x: Counts): Nats {
  requireDir(alpha, 'alpha');
  requireCounts(x, alpha.length, 'counts');
  const flavours = sum(alpha.map((parameter, k) => logUrnWeight(parameter, x[k] ?? 0)));
  return flavours - logUrnWeight(sum(alpha), sum(x));
}

/**
 * ln p(x_1, ..., x_n | alpha): log evidence of the draws in their order, in nats (<= 0).
 *
 * ln B(alpha + x) - ln B(alpha): the counts version less the number of orders, ln(n! / prod x_k!). Error <= 1e-13
 * relative where it is below -1, else 1e-13 absolute.
 */
export function logEvidenceOrdered(alpha: Dir, x: Counts): Nats {
  return logEvidenceCounts(alpha, x) - logMultinomial(x);
}

/** Log evidence of the draws in their order, after the recipe's own reading of a game (whatever the replacement). */
export function logEvidence({ batches, ...model }: JarModel & Evidence): Nats {
  return logEvidenceOrdered(model.prior, tally(model.prior.length, batches));
}

/** E_q ln theta_k for q = Dir(q): digamma(q_k) - digamma(sum q), one per flavour, in nats (< 0). */
export function expectedLogShares(q: Dir): readonly Nats[] {
  requireDir(q, 'q');
  const whole = digamma(sum(q));
  return q.map((parameter) => digamma(parameter) - whole);
}

function expectedLogLikelihood(q: Dir, x: Counts): Nats {
  const logShares = expectedLogShares(q);
  // 0 draws of a flavour cost nothing, even where its expected logarithm is huge.
  return sum(x.map((count, k) => (count === 0 ? 0 : count * (logShares[k] ?? 0))));
}

/**
 * ELBO(q) = E_q ln p(x | theta) - KL(q || prior) for q = Dir(q) and ordered draws with counts x, in nats.
 *
 * ln p(x) = ELBO(q) + KL(q || posterior). Error <= 1e-12 relative plus 1e-15 ln(sum q) per draw; to compare two q use
 * elboGap, which does not cancel.
 * Source: Blei, Kucukelbir & McAuliffe 2017, JASA 112:859, section 2.2.
 */
export function elbo(q: Dir, { batches, ...model }: JarModel & Evidence): Nats {
  const x = tally(model.prior.length, batches);
  return expectedLogLikelihood(q, x) - klDirichlet(q, model.prior).total;
}

/**
 * KL(q || posterior): how far ELBO(q) lies below the log evidence, in nats and in its two parts.
 *
 * Domain and error as klDirichlet; exactly 0 iff q is the posterior alpha + x.
 */
export function elboGap(q: Dir, game: JarModel & Evidence): KlParts {
  return klDirichlet(q, posteriorDir(game));
}

/**
 * One draw's part of the ELBO, L_i = E_q ln theta_flavour - KL(q || prior)/n, in nats; the n parts sum to the ELBO.
 *
 * All draws share one theta, so its divergence from the prior is counted once and split evenly. n >= 1.
 */
export function elboPerDraw(q: Dir, flavour: number, prior: Dir, n: number): Nats {
  const logShare = expectedLogShares(q)[flavour];
  if (logShare === undefined) throw new DomainError('elboPerDraw needs one of the flavours');
  refuseUnless(n >= 1, 'elboPerDraw needs at least one draw');
  return logShare - klDirichlet(q, prior).total / n;
}

/**
 * ln predictive probability of the next draws, in their order, under belief Dir(q), in nats.
 *
 * Summed over all draws of a game with q = the posterior so far, it is the log evidence (prequential).
 */
export function logPredictive(q: Dir, batch: Counts): Nats {
  return logEvidenceOrdered(q, batch);
}

/** ln probability of the next draws, in their order, under the point estimate g: sum_k x_k ln g_k (may be -infinity). */
export function logPredictivePoint(g: Simplex, batch: Counts): Nats {
  requireSimplex(g, 'estimate');
  requireSameLength(batch.length, g.length, 'batch');
  return sum(batch.map((count, k) => (count === 0 ? 0 : count * Math.log(g[k] ?? 0))));
}
