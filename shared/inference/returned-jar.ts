import { refuseUnless, sum } from './domain.ts';
import type { Counts, JarModel } from './types.ts';

/** Relative weight below which a unimodal tail can no longer move a double. */
const NEGLIGIBLE = 1e-40;

/** Posterior of the number of cookies of the first flavour, as weights relative to a starting composition. */
export interface ReturnedJar {
  /** The composition whose weight is 1. */
  readonly start: number;
  /** Smallest composition in `weights`. */
  readonly from: number;
  readonly weights: readonly number[];
}

/**
 * Exact posterior over the composition C of a two-flavour jar whose cookies return between rounds:
 * p(C | x) proportional to DirMult(C; N, alpha) prod_t Hypergeometric(x_t; N, C, n_t).
 *
 * Neighbouring compositions differ by a rational factor, so the weights need no logarithm: relative error about
 * (batches + 2) * 1e-16 per step away from the start, which is a mode. Work O(reachable compositions * batches); the
 * walk ends early where the posterior is log-concave (all alpha >= 1) and the weight is negligible.
 */
export function returnedJarWeights(model: JarModel, batches: readonly Counts[]): ReturnedJar {
  const { population, prior } = model;
  refuseUnless(prior.length === 2, 'the exact sum over compositions exists for two flavours');
  const [alpha, beta] = prior as readonly [number, number];
  const drawn = batches.map((batch) => [batch[0] ?? 0, batch[1] ?? 0] as const);
  const lowest = Math.max(0, ...drawn.map(([x]) => x));
  const highest = population - Math.max(0, ...drawn.map(([, y]) => y));
  refuseUnless(lowest <= highest, 'no jar of this size can give these draws');

  const ratioUp = (c: number): number => {
    const rest = population - c;
    let ratio = (rest / (c + 1)) * ((alpha + c) / (beta + rest - 1));
    for (const [x, y] of drawn) ratio *= ((c + 1) / (c + 1 - x)) * ((rest - y) / rest);
    return ratio;
  };

  const seen = sum(drawn.map(([x]) => x)) + alpha;
  const all = sum(drawn.map(([x, y]) => x + y)) + alpha + beta;
  let start = Math.min(highest, Math.max(lowest, Math.round((population * seen) / all)));
  while (start < highest && ratioUp(start) > 1) start += 1;
  while (start > lowest && ratioUp(start - 1) < 1) start -= 1;

  const logConcave = alpha >= 1 && beta >= 1;
  const finished = (weight: number): boolean => logConcave && weight < NEGLIGIBLE;
  const below: number[] = [];
  for (let c = start, w = 1; c > lowest && !finished(w); c -= 1) {
    w /= ratioUp(c - 1);
    below.push(w);
  }
  const above: number[] = [];
  for (let c = start, w = 1; c < highest && !finished(w); c += 1) {
    w *= ratioUp(c);
    above.push(w);
  }
  return { start, from: start - below.length, weights: [...below.reverse(), 1, ...above] };
}
