import digamma from '@stdlib/math-base-special-digamma';
import gammaln from '@stdlib/math-base-special-gammaln';

/**
 * The belief game's scores once more, from the formulas on paper and from nothing of the game's own code: Dirichlet
 * beliefs about a recipe with a flat prior.
 */
export interface Cost {
  readonly total: number;
  readonly centre: number;
  readonly width: number;
}

export const prior: readonly number[] = [1, 1];

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const lnB = (alpha: readonly number[]): number => sum(alpha.map((a) => gammaln(a))) - gammaln(sum(alpha));

/** E_q ln θ_k. */
const meanLog = (alpha: readonly number[], k: number): number => digamma(alpha[k] ?? 1) - digamma(sum(alpha));

export function posterior(counts: readonly number[]): readonly number[] {
  return prior.map((a, k) => a + (counts[k] ?? 0));
}

/** What the phone's two controls stand for: the flat prior and so many cookies in those shares. */
export function beliefOf(tenths: number, cookies: number): readonly number[] {
  return [1 + (cookies * tenths) / 1000, 1 + (cookies * (1000 - tenths)) / 1000];
}

/** KL(Dir(q) ‖ Dir(p)); its centre is p's total count times KL(p's mean ‖ q's mean), its width the rest. */
export function klOfBeliefs(q: readonly number[], p: readonly number[]): Cost {
  const total = lnB(p) - lnB(q) + sum(q.map((a, k) => (a - (p[k] ?? 1)) * meanLog(q, k)));
  const centre = sum(p.map((c, k) => c * Math.log((c * sum(q)) / (sum(p) * (q[k] ?? 1)))));
  return { total, centre, width: total - centre };
}

/** ln p(these draws in their order | those before). */
export function logEvidence(counts: readonly number[], before: readonly number[] = [0, 0]): number {
  return lnB(posterior(counts.map((n, k) => n + (before[k] ?? 0)))) - lnB(posterior(before));
}

/** ln of the number of orders in which the counts can come. */
export function logOrders(counts: readonly number[]): number {
  return gammaln(sum(counts) + 1) - sum(counts.map((n) => gammaln(n + 1)));
}

/** L_i of one cookie of flavour k among n that share one θ, whose prior is what came before. */
export function elboOfOne(
  q: readonly number[],
  k: number,
  counts: readonly number[],
  before: readonly number[],
): number {
  return meanLog(q, k) - klOfBeliefs(q, posterior(before)).total / sum(counts);
}

export function pointsOf(gap: number): number {
  return Math.round(1000 / (1 + gap));
}

/** Width and twenty times the distance of the miss, in points of a percent. */
export function costOfBand([low, high]: readonly [number, number], jar: number): number {
  const miss = Math.max(0, low - jar, jar - high);
  return 100 * (high - low + 20 * miss);
}
