import { refuseUnless, requireCounts, requireDir, sum } from './domain.ts';
import { returnedJarWeights } from './returned-jar.ts';
import type { Counts, Dir, Evidence, JarModel, Simplex } from './types.ts';

/** Checks a model and its draws against each other; every public function of this room calls it on its way in. */
export function requireJar(model: JarModel, batches: readonly Counts[]): void {
  const { population, prior, replacement } = model;
  requireDir(prior, 'prior');
  refuseUnless(population >= 1 && Number.isSafeInteger(population), 'population must be a whole number >= 1');
  for (const batch of batches) requireCounts(batch, prior.length, 'batch');
  const sizes = batches.map(sum);
  refuseUnless(replacement !== 'never' || sum(sizes) <= population, 'more cookies drawn than the jar holds');
  refuseUnless(
    replacement !== 'round' || sizes.every((size) => size <= population),
    'one draw larger than the jar',
  );
}

/** Counts per flavour over all batches; the order of the batches does not matter. */
export function tally(flavours: number, batches: readonly Counts[]): Counts {
  return Array.from({ length: flavours }, (_, k) => sum(batches.map((batch) => batch[k] ?? 0)));
}

/** Mean alpha / A of a Dirichlet distribution. */
export function dirMean(alpha: Dir): Simplex {
  const total = sum(alpha);
  return alpha.map((parameter) => parameter / total);
}

/**
 * Posterior Dirichlet alpha + x of the recipe theta the jar was filled by, whatever the replacement.
 *
 * Exact: conjugacy (Bishop, PRML, section 2.2), and drawing without replacement from a Dirichlet-multinomial jar is
 * exchangeable. Domain: counts up to 2^53.
 */
export function posteriorDir({ batches, ...model }: JarModel & Evidence): Dir {
  requireJar(model, batches);
  const x = tally(model.prior.length, batches);
  return model.prior.map((parameter, k) => parameter + (x[k] ?? 0));
}

/** Total count nu = A + n of the posterior: how much the prior and the n draws weigh together. */
export function posteriorCount({ batches, ...model }: JarModel & Evidence): number {
  requireJar(model, batches);
  return sum(model.prior) + sum(batches.map(sum));
}

/**
 * m_t: the exact posterior mean of the jar's proportions given the public draws x (n cookies of N, prior alpha, A = sum).
 *
 * - `never`: (x + (N - n)(alpha + x)/(A + n)) / N, since what is left of a Dirichlet-multinomial jar is again one;
 * - `round`, two flavours: the exact sum over all compositions (see returned-jar.ts); more flavours: (alpha + x)/(A + n),
 *   within O(1/N) of the exact mean;
 * - `each`: (alpha + x)/(A + n).
 *
 * Returns K shares that sum to 1 within K * 1e-16. Refuses draws that no jar of N cookies can give. Relative error
 * <= 1e-15, for the sum over compositions <= 1e-12. Source: exchangeability of the Polya urn; checked by brute force.
 */
export function posteriorMean({ batches, ...model }: JarModel & Evidence): Simplex {
  const belief = dirMean(posteriorDir({ ...model, batches }));
  const { population, prior, replacement } = model;
  if (replacement === 'never') {
    const x = tally(prior.length, batches);
    const left = population - sum(x);
    return belief.map((share, k) => ((x[k] ?? 0) + left * share) / population);
  }
  if (replacement === 'round' && prior.length === 2) return returnedJarMean(model, batches);
  return belief;
}

function returnedJarMean(model: JarModel, batches: readonly Counts[]): Simplex {
  const { start, from, weights } = returnedJarWeights(model, batches);
  // Summing distances from the mode keeps the digits that a sum of large compositions would lose.
  const shift = sum(weights.map((weight, i) => weight * (from + i - start))) / sum(weights);
  const first = (start + shift) / model.population;
  return [first, 1 - first];
}
