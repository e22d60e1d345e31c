import * as v from 'valibot';
import {
  klLogitNormal,
  klLogitNormalGradient,
  laplaceLogitNormal,
  meanShare,
  nearestLogitNormal,
} from '../../../shared/inference/logit-normal.ts';
import {
  labelElbo,
  type SmudgedCookies,
  smudgedElbo,
  smudgedPosterior,
  smudgedSweep,
} from '../../../shared/inference/smudged.ts';
import {
  type BagBelief,
  type Bags,
  bagsElbo,
  bagsLogEvidence,
  bagsSweep,
  bestJars,
} from '../../../shared/inference/sort-bags.ts';
import { type Comparison, cases, num, nums } from '../comparison.ts';

const pair = v.tuple([num, num]);
const betaOf = ([a, b]: readonly [number, number]) => ({ a, b });

const compareAll = (tolerance: number, named: Record<string, readonly [number, number]>): Comparison[] =>
  Object.entries(named).map(([what, [actual, expected]]) => ({ what, actual, expected, tolerance }));

export const families = {
  logit_normal_vs_beta: cases(
    {
      ...{ beta: pair, mu_opt: num, sigma_opt: num, kl_min: num, mean_opt: num },
      ...{ laplace_mu: num, laplace_sigma: num, kl_laplace: num },
    },
    (row) => {
      const target = betaOf(row.beta);
      const best = nearestLogitNormal(target);
      const laplace = laplaceLogitNormal(target);
      const at = `for Beta(${row.beta})`;
      const middle = { tolerance: 1e-9, scale: 1 + Math.abs(row.mu_opt) };
      return [
        { what: `mu ${at}`, actual: best.mu, expected: row.mu_opt, ...middle },
        {
          what: `Laplace's mu ${at}`,
          actual: laplace.mu,
          expected: row.laplace_mu,
          tolerance: 1e-15,
          scale: 1,
        },
        ...compareAll(1e-14, { [`Laplace's sigma ${at}`]: [laplace.sigma, row.laplace_sigma] }),
        ...compareAll(1e-9, {
          [`sigma ${at}`]: [best.sigma, row.sigma_opt],
          [`smallest KL ${at}`]: [klLogitNormal(best, target), row.kl_min],
          [`mean ${at}`]: [meanShare(best), row.mean_opt],
          [`Laplace's KL ${at}`]: [klLogitNormal(laplace, target), row.kl_laplace],
        }),
      ];
    },
  ),
  logit_normal_gradient: cases(
    { beta: pair, mu: num, sigma: num, kl: num, dkl_dmu: num, dkl_dsigma: num, E_sigmoid: num },
    ({ beta, mu, sigma, ...row }) => {
      const [target, q] = [betaOf(beta), { mu, sigma }];
      const nu = target.a + target.b;
      const gradient = klLogitNormalGradient(q, target);
      const at = `at (${mu}, ${sigma}) for Beta(${beta})`;
      const kl = klLogitNormal(q, target);
      const slope = { tolerance: 1e-14, scale: nu };
      return [
        { what: `KL ${at}`, actual: kl, expected: row.kl, tolerance: 1e-9 },
        { what: `mean ${at}`, actual: meanShare(q), expected: row.E_sigmoid, tolerance: 1e-14 },
        { what: `slope in mu ${at}`, actual: gradient.mu, expected: row.dkl_dmu, ...slope },
        {
          what: `slope in sigma ${at}`,
          actual: gradient.sigma,
          expected: row.dkl_dsigma,
          tolerance: 1e-14,
          scale: nu + 1 / sigma,
        },
      ];
    },
  ),
  noisy_label_cavi: cases(
    {
      ...{ k: num, n: num, p_x1_given_z1: num, p_x1_given_z0: num, prior: pair, phi_x1: num, phi_x0: num },
      ...{
        q: pair,
        L_i_x1: num,
        L_i_x0: num,
        elbo: num,
        log_evidence: num,
        gap: num,
        q_mean: num,
        q_sd: num,
      },
      ...{ exact_mean: num, exact_sd: num },
    },
    ({ k, n, prior, q, ...row }) => {
      const model: SmudgedCookies = {
        seen: [k, n - k],
        hit: row.p_x1_given_z1,
        falseAlarm: row.p_x1_given_z0,
        prior: betaOf(prior),
      };
      let belief = smudgedSweep(model, model.prior);
      for (let i = 0; i < 3000; i += 1) belief = smudgedSweep(model, belief.theta);
      const { theta, phi } = belief;
      const exact = smudgedPosterior(model);
      const bound = smudgedElbo(model, belief);
      const total = theta.a + theta.b;
      const mean = theta.a / total;
      const at = `(${k}/${n} smudged)`;
      const gap = { tolerance: 1e-12, scale: bound };
      return [
        ...compareAll(1e-10, {
          [`label seen first ${at}`]: [phi[0], row.phi_x1],
          [`label seen second ${at}`]: [phi[1], row.phi_x0],
          [`a ${at}`]: [theta.a, q[0]],
          [`b ${at}`]: [theta.b, q[1]],
          [`ELBO of one seen first ${at}`]: [labelElbo(model, theta, 0, phi[0]), row.L_i_x1],
          [`ELBO of one seen second ${at}`]: [labelElbo(model, theta, 1, phi[1]), row.L_i_x0],
          [`exact mean ${at}`]: [exact.mean, row.exact_mean],
          [`mean ${at}`]: [mean, row.q_mean],
          [`sd ${at}`]: [Math.sqrt((mean * (1 - mean)) / (total + 1)), row.q_sd],
        }),
        ...compareAll(1e-12, {
          [`ELBO ${at}`]: [bound, row.elbo],
          [`log evidence ${at}`]: [exact.logEvidence, row.log_evidence],
        }),
        ...compareAll(1e-9, { [`exact sd ${at}`]: [exact.sd, row.exact_sd] }),
        { what: `gap ${at}`, actual: exact.logEvidence - bound, expected: row.gap, ...gap },
      ];
    },
  ),
  mixture_of_jars_cavi: cases(
    {
      ...{ chocolate_per_bag: nums, bag_size: num, prior: pair, weights: pair, phi_init: nums, phi: nums },
      ...{ q_theta1: pair, q_theta2: pair, elbo_trace_first10: nums, elbo: num, log_evidence: num },
    },
    (row) => {
      const prior = betaOf(row.prior);
      const bags: Bags = {
        first: row.chocolate_per_bag,
        size: row.bag_size,
        priors: [prior, prior],
        weight: row.weights[0],
      };
      let belief: BagBelief = { phi: row.phi_init, jars: bestJars(bags, row.phi_init) };
      const trace = row.elbo_trace_first10.map((expected, sweep): Comparison => {
        const actual = bagsElbo(bags, belief);
        belief = bagsSweep(bags, belief.jars);
        return { what: `ELBO before sweep ${sweep + 1}`, actual, expected, tolerance: 1e-12 };
      });
      for (let i = 0; i < 200; i += 1) belief = bagsSweep(bags, belief.jars);
      const [one, two] = belief.jars;
      const at = `of bags ${bags.first}`;
      return [
        ...trace,
        ...belief.phi.flatMap((phi, i) =>
          compareAll(1e-9, { [`phi ${i + 1} ${at}`]: [phi, row.phi[i] ?? Number.NaN] }),
        ),
        ...compareAll(1e-10, {
          [`a of jar 1 ${at}`]: [one.a, row.q_theta1[0]],
          [`b of jar 1 ${at}`]: [one.b, row.q_theta1[1]],
          [`a of jar 2 ${at}`]: [two.a, row.q_theta2[0]],
          [`b of jar 2 ${at}`]: [two.b, row.q_theta2[1]],
        }),
        ...compareAll(1e-12, {
          [`ELBO ${at}`]: [bagsElbo(bags, belief), row.elbo],
          [`log evidence ${at}`]: [bagsLogEvidence(bags), row.log_evidence],
        }),
      ];
    },
  ),
};
