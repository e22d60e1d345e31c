import * as v from 'valibot';
import { klDirichlet } from '../../../shared/inference/dirichlet.ts';
import { klBernoulli } from '../../../shared/inference/divergence.ts';
import {
  elbo,
  elboGap,
  expectedLogShares,
  logEvidenceCounts,
  logEvidenceOrdered,
} from '../../../shared/inference/elbo.ts';
import { dirMean, posteriorDir, posteriorMean } from '../../../shared/inference/models.ts';
import { scoreBelief, scorePoint } from '../../../shared/inference/scoring.ts';
import type { Dir, JarModel } from '../../../shared/inference/types.ts';
import { atLeastOne, type Comparison, cases, num, nums } from '../comparison.ts';

const pair = v.tuple([num, num]);
const recipe = (prior: Dir): JarModel => ({ replacement: 'each', population: 10_000, prior });

function evidenceOf(
  alpha: Dir,
  counts: readonly number[],
  row: { readonly log_evidence_ordered: number; readonly log_evidence_counts: number },
): Comparison[] {
  const at = `of ${counts} under ${alpha}`;
  const [tolerance, scale] = [1e-13, atLeastOne(row.log_evidence_ordered)];
  const [expected, wanted] = [row.log_evidence_ordered, row.log_evidence_counts];
  const [ordered, unordered] = [logEvidenceOrdered(alpha, counts), logEvidenceCounts(alpha, counts)];
  return [
    { what: `log evidence ${at}`, actual: ordered, expected, tolerance, scale },
    {
      what: `log evidence of counts ${at}`,
      actual: unordered,
      expected: wanted,
      tolerance,
      scale: atLeastOne(wanted),
    },
  ];
}

const evidence = { log_evidence_ordered: num, log_evidence_counts: num };

export const evidences = {
  log_evidence_beta_binomial: cases(
    { k: num, n: num, alpha: num, beta: num, posterior_mean: num, ...evidence },
    ({ k, n, alpha, beta, ...row }) => {
      const [prior, counts] = [
        [alpha, beta],
        [k, n - k],
      ];
      const [mean = Number.NaN] = dirMean(posteriorDir({ ...recipe(prior), batches: [counts] }));
      const what = `posterior mean of ${counts}`;
      return [
        ...evidenceOf(prior, counts, row),
        { what, actual: mean, expected: row.posterior_mean, tolerance: 1e-15 },
      ];
    },
  ),
  log_evidence_dirichlet_multinomial: cases({ counts: nums, alpha: nums, ...evidence }, (row) =>
    evidenceOf(row.alpha, row.counts, row),
  ),
  elbo_beta_bernoulli: cases(
    {
      ...{ q: pair, prior: pair, k: num, n: num, elbo: num, log_evidence: num, gap_kl: num },
      ...{ E_log_theta: num, E_log_1m_theta: num, kl_q_prior: num },
    },
    (row) => {
      const game = { ...recipe(row.prior), batches: [[row.k, row.n - row.k]] };
      const [heads = Number.NaN, tails = Number.NaN] = expectedLogShares(row.q);
      const at = `of ${row.q} given ${row.k}/${row.n}`;
      // Two digammas of a narrow q nearly cancel where the share is near 1.
      const shares = { tolerance: 1e-13, slack: 1e-14 };
      const bound = elbo(row.q, game);
      const gap = elboGap(row.q, game).total;
      const fromPrior = klDirichlet(row.q, row.prior).total;
      return [
        { what: `ELBO ${at}`, actual: bound, expected: row.elbo, tolerance: 1e-12 },
        { what: `gap ${at}`, actual: gap, expected: row.gap_kl, tolerance: 1e-9 },
        { what: `E ln theta ${at}`, actual: heads, expected: row.E_log_theta, ...shares },
        { what: `E ln(1 - theta) ${at}`, actual: tails, expected: row.E_log_1m_theta, ...shares },
        { what: `KL from the prior ${at}`, actual: fromPrior, expected: row.kl_q_prior, tolerance: 1e-9 },
        {
          what: `log evidence ${at}`,
          actual: logEvidenceOrdered(row.prior, [row.k, row.n - row.k]),
          expected: row.log_evidence,
          tolerance: 1e-13,
          scale: atLeastOne(row.log_evidence),
        },
      ];
    },
  ),
  elbo_dirichlet: cases(
    { q: nums, counts: nums, prior: nums, elbo: num, log_evidence: num, gap_kl: num },
    ({ q, counts, prior, ...row }) => {
      const game = { ...recipe(prior), batches: [counts] };
      const gap = elboGap(q, game).total;
      const whole = logEvidenceOrdered(prior, counts);
      return [
        { what: `ELBO of ${q}`, actual: elbo(q, game), expected: row.elbo, tolerance: 1e-12 },
        { what: `gap of ${q}`, actual: gap, expected: row.gap_kl, tolerance: 1e-9 },
        { what: `log evidence of ${counts}`, actual: whole, expected: row.log_evidence, tolerance: 1e-13 },
      ];
    },
  ),
  live_scores: cases(
    {
      ...{ k: num, n: num, guess: num, posterior: pair, predictive_mean: num },
      ...{
        jar_mean_no_replacement_N10000: num,
        kl_predictive: num,
        kl_jarmean: num,
        kl_beta_same_width: num,
      },
    },
    ({ k, n, guess, posterior, ...row }) => {
      const batches = [[k, n - k]];
      const model: JarModel = { replacement: 'never', population: 10_000, prior: [1, 1] };
      const belief = posteriorDir({ ...model, batches });
      const [predictive = Number.NaN] = dirMean(belief);
      const [mean = Number.NaN] = posteriorMean({ ...model, batches });
      const { kl } = scorePoint({ model, evidence: { batches }, guess: [guess, 1 - guess] });
      const same = [guess * (n + 2), (1 - guess) * (n + 2)];
      const { gap } = scoreBelief(model, { batches }, same);
      const jarMean = row.jar_mean_no_replacement_N10000;
      const fromPredictive = klBernoulli(predictive, guess);
      const at = `${k}/${n}, guess ${guess}`;
      // The guess's complement, the means and the products are rounded before the comparison; the vectors' are not.
      const [point, wide] = [
        { tolerance: 1e-9, slack: 1e-17 },
        { tolerance: 1e-9, slack: 1e-15 },
      ];
      return [
        { what: `posterior ${at}`, actual: belief[0] ?? 0, expected: posterior[0], tolerance: 0 },
        { what: `posterior ${at}`, actual: belief[1] ?? 0, expected: posterior[1], tolerance: 0 },
        { what: `mean ${at}`, actual: predictive, expected: row.predictive_mean, tolerance: 1e-15 },
        { what: `mean of the jar ${at}`, actual: mean, expected: jarMean, tolerance: 1e-14 },
        { what: `KL(mean || guess) ${at}`, actual: fromPredictive, expected: row.kl_predictive, ...point },
        { what: `live score ${at}`, actual: kl, expected: row.kl_jarmean, ...point },
        { what: `belief score ${at}`, actual: gap.total, expected: row.kl_beta_same_width, ...wide },
      ];
    },
  ),
};
