import { logEvidence } from '../../../shared/inference/elbo.ts';
import { jarEntropy, jarMoments, logEvidenceReturned } from '../../../shared/inference/finite-jar.ts';
import { posteriorMean } from '../../../shared/inference/models.ts';
import type { JarModel } from '../../../shared/inference/types.ts';
import { cases, num, nums } from '../comparison.ts';

export const jars = {
  finite_jar_no_replacement: cases(
    {
      ...{ N: num, k: num, n: num, alpha: num, beta: num, mean_chocolate: num, var_chocolate: num },
      ...{ sd_chocolate: num, entropy_nats: num, entropy_bits: num, log_evidence_ordered: num },
    },
    ({ N, k, n, alpha, beta, ...row }) => {
      const model: JarModel = { replacement: 'never', population: N, prior: [alpha, beta] };
      const game = { ...model, batches: [[k, n - k]] };
      const [share = Number.NaN] = posteriorMean(game);
      const { mean, sd } = jarMoments(game);
      const spread = (sd[0] ?? Number.NaN) * N;
      const entropy = jarEntropy(game);
      const at = `of ${k}/${n} from ${N}`;
      return [
        { what: `mean ${at}`, actual: share * N, expected: row.mean_chocolate, tolerance: 1e-14 },
        {
          what: `mean with sd ${at}`,
          actual: (mean[0] ?? Number.NaN) * N,
          expected: row.mean_chocolate,
          tolerance: 1e-13,
        },
        { what: `sd ${at}`, actual: spread, expected: row.sd_chocolate, tolerance: 1e-12 },
        { what: `variance ${at}`, actual: spread * spread, expected: row.var_chocolate, tolerance: 1e-12 },
        { what: `entropy ${at}`, actual: entropy, expected: row.entropy_nats, tolerance: 1e-10 },
        { what: `bits ${at}`, actual: entropy / Math.LN2, expected: row.entropy_bits, tolerance: 1e-10 },
        {
          what: `log evidence ${at}`,
          actual: logEvidence(game),
          expected: row.log_evidence_ordered,
          tolerance: 1e-13,
        },
      ];
    },
  ),
  finite_jar_multinomial: cases(
    { N: num, counts: nums, alpha: nums, mean: nums, sd: nums },
    ({ N, counts, alpha, mean, sd }) => {
      const game = { replacement: 'never', population: N, prior: alpha, batches: [counts] } as const;
      const moments = jarMoments(game);
      const shares = posteriorMean(game);
      return counts.flatMap((_, k) => {
        const at = `of flavour ${k + 1} given ${counts} from ${N}`;
        const [actual, expected] = [(shares[k] ?? Number.NaN) * N, mean[k] ?? Number.NaN];
        return [
          { what: `mean ${at}`, actual, expected, tolerance: 1e-14 },
          {
            what: `mean with sd ${at}`,
            actual: (moments.mean[k] ?? Number.NaN) * N,
            expected,
            tolerance: 1e-13,
          },
          {
            what: `sd ${at}`,
            actual: (moments.sd[k] ?? Number.NaN) * N,
            expected: sd[k] ?? Number.NaN,
            tolerance: 1e-12,
          },
        ];
      });
    },
  ),
  finite_jar_returned_between_rounds: cases(
    {
      ...{ N: num, batch: num, chocolate_per_round: nums, mean_chocolate: num, sd_chocolate: num },
      ...{ entropy_nats: num, log_evidence_counts: num },
    },
    ({ N, batch, chocolate_per_round, ...row }) => {
      const batches = chocolate_per_round.map((x) => [x, batch - x]);
      const game = { replacement: 'round', population: N, prior: [1, 1], batches } as const;
      const [share = Number.NaN] = posteriorMean(game);
      const [spread = Number.NaN] = jarMoments(game).sd;
      const evidence = logEvidenceReturned(game);
      const at = `after ${batches.length} draws from ${N}`;
      return [
        { what: `mean ${at}`, actual: share * N, expected: row.mean_chocolate, tolerance: 1e-13 },
        { what: `sd ${at}`, actual: spread * N, expected: row.sd_chocolate, tolerance: 1e-10 },
        { what: `entropy ${at}`, actual: jarEntropy(game), expected: row.entropy_nats, tolerance: 1e-10 },
        { what: `evidence ${at}`, actual: evidence, expected: row.log_evidence_counts, tolerance: 1e-10 },
      ];
    },
  ),
};
