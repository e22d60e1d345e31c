import * as v from 'valibot';
import { dirEntropy, klBeta, klDirichlet } from '../../../shared/inference/dirichlet.ts';
import { klBernoulli, klCategorical } from '../../../shared/inference/divergence.ts';
import { equallyFarShare } from '../../../shared/inference/equal-distance.ts';
import { meanFieldGaussian } from '../../../shared/inference/mean-field-gaussian.ts';
import { cases, num, nums } from '../comparison.ts';

const pair = v.tuple([num, num]);

function normalise(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / total);
}

export const divergences = {
  kl_bernoulli: cases({ p: num, q: num, nats: num, bits: num }, ({ p, q, nats, bits }) => {
    const kl = klBernoulli(p, q);
    // The vectors print KL(0 || 1e-300) = 1e-300 as 0.
    const limits = { tolerance: 1e-14, slack: 1e-299 };
    return [
      { what: `KL(${p} || ${q})`, actual: kl, expected: nats, ...limits },
      { what: `KL(${p} || ${q}) in bits`, actual: kl / Math.LN2, expected: bits, ...limits },
    ];
  }),
  kl_categorical: cases({ p_weights: nums, q_weights: nums, nats: num }, ({ p_weights, q_weights, nats }) => [
    {
      what: `KL(${p_weights} || ${q_weights})`,
      actual: klCategorical(normalise(p_weights), normalise(q_weights)),
      expected: nats,
      tolerance: 1e-9,
    },
  ]),
  kl_beta: cases(
    { q: pair, p: pair, nats: num, centre: num, width: num, entropy_q: num },
    ({ q, p, nats, centre, width, entropy_q }) => {
      const kl = klBeta({ a: q[0], b: q[1] }, { a: p[0], b: p[1] });
      const parts = { tolerance: 1e-9, scale: nats };
      return [
        { what: `KL(${q} || ${p})`, actual: kl.total, expected: nats, tolerance: 1e-9 },
        { what: `centre of KL(${q} || ${p})`, actual: kl.centre, expected: centre, ...parts },
        { what: `width of KL(${q} || ${p})`, actual: kl.width, expected: width, ...parts },
        { what: `entropy of ${q}`, actual: dirEntropy(q), expected: entropy_q, tolerance: 1e-9 },
      ];
    },
  ),
  kl_dirichlet: cases({ q: nums, p: nums, nats: num }, ({ q, p, nats }) => [
    { what: `KL(${q} || ${p})`, actual: klDirichlet(q, p).total, expected: nats, tolerance: 1e-9 },
  ]),
  equal_kl_critical_theta: cases({ g1: num, g2: num, theta: num }, ({ g1, g2, theta }) => [
    {
      what: `share equally far from ${g1} and ${g2}`,
      actual: equallyFarShare(g1, g2),
      expected: theta,
      tolerance: 1e-14,
    },
  ]),
  meanfield_gaussian: cases(
    { rho: num, factor_variance: num, kl_gap: num, coordinate_contraction_per_sweep: num },
    ({ rho, factor_variance, kl_gap, coordinate_contraction_per_sweep }) => {
      const { factorVariance, gap, contraction } = meanFieldGaussian(rho);
      const tolerance = 1e-14;
      return [
        { what: `factor variance at ${rho}`, actual: factorVariance, expected: factor_variance, tolerance },
        { what: `gap at ${rho}`, actual: gap, expected: kl_gap, tolerance },
        {
          what: `contraction at ${rho}`,
          actual: contraction,
          expected: coordinate_contraction_per_sweep,
          tolerance,
        },
      ];
    },
  ),
};
