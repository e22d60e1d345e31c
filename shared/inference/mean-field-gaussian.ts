import { refuseUnless } from './domain.ts';
import type { Nats } from './types.ts';

/** What believing in two independent numbers costs when the truth is a pair of standard normals that go together. */
export interface MeanFieldGaussian {
  /** Variance of either factor at the optimum; the true variance is 1. */
  readonly factorVariance: number;
  /** KL(q || p) at the optimum: the ELBO stays this far below the log evidence. */
  readonly gap: Nats;
  /** What remains of the distance to the optimum after one sweep of coordinate ascent. */
  readonly contraction: number;
}

/**
 * The best product of two normals for a bivariate normal with unit variances and correlation rho in (-1, 1):
 * factor variance 1 - rho^2, gap -1/2 ln(1 - rho^2) >= 0, contraction rho^2 per sweep.
 *
 * Relative error <= 1e-15. Source: Bishop, PRML, section 10.1.2.
 */
export function meanFieldGaussian(rho: number): MeanFieldGaussian {
  refuseUnless(rho > -1 && rho < 1, 'a correlation lies in (-1, 1)');
  const contraction = rho * rho;
  // Each form keeps the digits that the other loses: near 0 the sum cancels, near 1 the square rounds.
  const logVariance = contraction < 0.5 ? Math.log1p(-contraction) : Math.log1p(-rho) + Math.log1p(rho);
  return { factorVariance: (1 - rho) * (1 + rho), gap: -logVariance / 2, contraction };
}
