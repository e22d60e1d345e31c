import * as v from 'valibot';
import { botStart, naturalStep, STORY_RHO } from '../../../shared/inference/bots.ts';
import { klBernoulli } from '../../../shared/inference/divergence.ts';
import {
  logEvidence,
  logEvidenceCounts,
  logPredictive,
  logPredictivePoint,
} from '../../../shared/inference/elbo.ts';
import { dirMean, posteriorDir } from '../../../shared/inference/models.ts';
import { revealKl } from '../../../shared/inference/reveal.ts';
import type { JarModel } from '../../../shared/inference/types.ts';
import { type Comparison, cases, num, nums, refusalsFail, whole } from '../comparison.ts';

const model: JarModel = { replacement: 'never', population: 10_000, prior: [1, 1] };
const pair = v.tuple([num, num]);

export const story = {
  story_table: cases(
    {
      ...{ chocolate: num, drawn: num, guess_percent: num, kl_jar_guess_nats: num, kl_jar_guess_bits: num },
      ...{ kl_guess_jar_nats: num, jeffreys_nats: num },
      kl_jar_proportion_nats: v.optional(num),
      kl_proportion_jar_nats: v.optional(num),
      kl_predictive_guess_nats: v.optional(num),
    },
    ({ chocolate, drawn, guess_percent, ...row }) => {
      const [jar, guess] = [0.7, guess_percent / 100];
      const [there, back] = [klBernoulli(jar, guess), klBernoulli(guess, jar)];
      const revealed = revealKl([7000, 3000], [guess, 1 - guess]);
      const at = `guess ${guess_percent} %`;
      const compare = (what: string, actual: number, expected: number, tolerance = 1e-12, slack = 0) => ({
        what: `${what}, ${at}`,
        actual,
        expected,
        tolerance,
        slack,
      });
      const table: Comparison[] = [
        compare('KL(jar || guess)', there, row.kl_jar_guess_nats),
        compare('KL(jar || guess) in bits', there / Math.LN2, row.kl_jar_guess_bits),
        compare('KL(guess || jar)', back, row.kl_guess_jar_nats),
        compare('both directions', there + back, row.jeffreys_nats),
        // The guess's complement is rounded here, and its square remains.
        compare('KL after the reveal', revealed, row.kl_jar_guess_nats, 1e-9, 1e-30),
      ];
      const proportion = chocolate / drawn;
      const predictive = (chocolate + 1) / (drawn + 2);
      const { kl_jar_proportion_nats, kl_proportion_jar_nats, kl_predictive_guess_nats } = row;
      if (kl_jar_proportion_nats !== undefined) {
        table.push(compare('KL(jar || tally)', klBernoulli(jar, proportion), kl_jar_proportion_nats));
      }
      if (kl_proportion_jar_nats !== undefined) {
        table.push(compare('KL(tally || jar)', klBernoulli(proportion, jar), kl_proportion_jar_nats));
      }
      if (kl_predictive_guess_nats !== undefined) {
        table.push(compare('KL(mean || guess)', klBernoulli(predictive, guess), kl_predictive_guess_nats));
      }
      return table;
    },
  ),
  story_bot: whole(
    v.array(v.object({ running_proportion: num, guess: num, shown_percent: num })),
    (rounds) => {
      let estimate = botStart(model);
      return rounds.map(({ running_proportion: running, guess, shown_percent }, t) =>
        refusalsFail(() => {
          estimate = naturalStep(estimate, [running, 1 - running], STORY_RHO);
          const [share = Number.NaN] = estimate;
          const at = `estimate after round ${t + 1}`;
          return [
            { what: at, actual: share, expected: guess, tolerance: 1e-14 },
            { what: `${at}, shown`, actual: Math.round(100 * share), expected: shown_percent, tolerance: 0 },
          ];
        }),
      );
    },
  ),
  prequential: whole(
    v.object({
      batches: nums,
      rows: v.array(
        v.object({
          ...{ round: num, beta_before: pair, log_pred_betabinom_ordered: num },
          ...{ log_pred_betabinom_counts: num, log_score_plugin_mean: num },
        }),
      ),
      total_ordered: num,
      total_plugin: num,
    }),
    ({ batches: firsts, rows, ...expected }) => {
      const batches = firsts.map((x) => [x, 100 - x]);
      const totals = { belief: 0, point: 0 };
      const compared = rows.map((row) =>
        refusalsFail(() => {
          const batch = batches[row.round - 1] ?? [];
          const belief = posteriorDir({ ...model, batches: batches.slice(0, row.round - 1) });
          const predicted = logPredictive(belief, batch);
          const pointed = logPredictivePoint(dirMean(belief), batch);
          totals.belief += predicted;
          totals.point += pointed;
          const compare = (what: string, actual: number, wanted: number, tolerance: number): Comparison => ({
            what: `${what}, round ${row.round}`,
            actual,
            expected: wanted,
            tolerance,
          });
          return [
            compare('a before', belief[0] ?? Number.NaN, row.beta_before[0], 0),
            compare('b before', belief[1] ?? Number.NaN, row.beta_before[1], 0),
            compare('log prediction', predicted, row.log_pred_betabinom_ordered, 1e-13),
            compare('of counts', logEvidenceCounts(belief, batch), row.log_pred_betabinom_counts, 1e-12),
            compare('of the mean', pointed, row.log_score_plugin_mean, 1e-13),
          ];
        }),
      );
      const ends = refusalsFail(() => {
        const evidence = logEvidence({ ...model, batches });
        const [tolerance, total] = [1e-13, expected.total_ordered];
        return [
          { what: 'sum of log predictions', actual: totals.belief, expected: total, tolerance },
          { what: 'log evidence', actual: evidence, expected: total, tolerance },
          { what: 'sum of the mean', actual: totals.point, expected: expected.total_plugin, tolerance },
        ];
      });
      // The sums belong to the last round, and are no case of their own.
      return [...compared.slice(0, -1), [...(compared.at(-1) ?? []), ...ends]];
    },
  ),
};
