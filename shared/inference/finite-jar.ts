import { logChoose } from './beta-function.ts';
import { refuseUnless, sum } from './domain.ts';
import { logEvidenceCounts } from './elbo.ts';
import { dirMean, posteriorDir, posteriorMean, requireJar, tally } from './models.ts';
import { type ReturnedJar, returnedJarWeights } from './returned-jar.ts';
import type { Counts, Evidence, JarModel, Nats, Simplex } from './types.ts';

/** Where the jar's proportions are believed to be, one mean and one standard deviation per flavour. */
export interface JarMoments {
  readonly mean: Simplex;
  readonly sd: readonly number[];
}

/**
 * Posterior mean and standard deviation of the jar's proportions, in the same cases as posteriorMean.
 *
 * `never`: variance of what is left, (N - n) m (1 - m)(A + N)/(A + n + 1), over N^2; `round` with two flavours: the exact
 * sum; otherwise that of the recipe, m (1 - m)/(A + n + 1), which leaves out the finite jar's factor. Relative error of the
 * sd <= 1e-12, of the exact sum <= 1e-10.
 */
export function jarMoments({ batches, ...model }: JarModel & Evidence): JarMoments {
  const mean = posteriorMean({ ...model, batches });
  const belief = posteriorDir({ ...model, batches });
  const count = sum(belief);
  const recipe = dirMean(belief).map((m) => (m * (1 - m)) / (count + 1));
  const { population, prior, replacement } = model;
  if (replacement === 'never') {
    const left = population - sum(tally(prior.length, batches));
    const factor = (left * (count + left)) / (population * population);
    return { mean, sd: recipe.map((variance) => Math.sqrt(variance * factor)) };
  }
  if (replacement === 'round' && prior.length === 2) {
    const sd = Math.sqrt(spread(returnedJarWeights(model, batches))) / population;
    return { mean, sd: [sd, sd] };
  }
  return { mean, sd: recipe.map(Math.sqrt) };
}

function spread({ start, from, weights }: ReturnedJar): number {
  const mass = sum(weights);
  const centre = sum(weights.map((weight, i) => weight * (from + i - start))) / mass;
  return sum(weights.map((weight, i) => weight * (from + i - start - centre) ** 2)) / mass;
}

/** The composition's posterior as weights: what is left of a jar that is never refilled is itself a smaller jar. */
function compositionWeights(model: JarModel, batches: readonly Counts[]): ReturnedJar {
  if (model.replacement === 'round') return returnedJarWeights(model, batches);
  const prior = posteriorDir({ ...model, batches });
  const population = model.population - sum(batches.map(sum));
  return returnedJarWeights({ replacement: 'round', population, prior }, []);
}

/**
 * Entropy of the posterior over the compositions of a two-flavour jar, in nats: ln(N + 1) before any draw with a flat
 * prior, 0 for a jar seen whole.
 *
 * Only for finite jars (`never`, `round`). Absolute error <= 1e-10.
 */
export function jarEntropy({ batches, ...model }: JarModel & Evidence): Nats {
  requireJar(model, batches);
  refuseUnless(model.prior.length === 2, 'the entropy is summed for two flavours');
  refuseUnless(model.replacement !== 'each', 'only a finite jar has a composition to be unsure of');
  const { weights } = compositionWeights(model, batches);
  const mass = sum(weights);
  const surprise = weights.map((weight) => (weight > 0 ? (weight / mass) * Math.log(weight / mass) : 0));
  return Math.abs(sum(surprise));
}

/**
 * Log evidence of the counts of every draw for a two-flavour jar whose cookies return between rounds, in nats.
 *
 * ln sum_C DirMult(C; N, alpha) prod_t Hypergeometric(x_t; N, C, n_t); error <= 1e-10.
 */
export function logEvidenceReturned({ batches, ...model }: JarModel & Evidence): Nats {
  requireJar(model, batches);
  const { start, weights } = returnedJarWeights(model, batches);
  const { population } = model;
  const draws = batches.map(([x = 0, y = 0]) => {
    const ways = logChoose(start, x) + logChoose(population - start, y);
    return ways - logChoose(population, x + y);
  });
  return logEvidenceCounts(model.prior, [start, population - start]) + sum(draws) + Math.log(sum(weights));
}
