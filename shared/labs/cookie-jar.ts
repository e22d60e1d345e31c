import { bots } from '../inference/bots.ts';
import { dirMean, posteriorCount, posteriorMean } from '../inference/models.ts';
import { scoreOpenPoint } from '../inference/open-scoring.ts';
import { perfectFloor, revealKl } from '../inference/reveal.ts';
import { pointScorer } from '../inference/scoring.ts';
import type { JarModel } from '../inference/types.ts';
import type { JarEvidence, Lab } from './lab.ts';

/** Below this share a KL grows without bound, and one slip of a thumb would cost the lesson. */
const SMALLEST_SHARE = 0.001;
/** How far a sum of shares may be from 1 and still count as rounding. */
const SUM_SLACK = 1e-9;

/** One for every flavour: before the first cookie every composition is as likely as any other. */
function uniformPrior(flavours: number): readonly number[] {
  return Array.from({ length: flavours }, () => 1);
}

function modelOf({ flavours, population, replacement }: JarEvidence): JarModel {
  return { replacement, population, prior: uniformPrior(flavours) };
}

function sumOf(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** The story's own game: what share of the jar is each flavour? */
export const cookieJar: Lab = {
  id: 'cookie-jar',

  initialEstimate: (flavours) => dirMean(uniformPrior(flavours)),

  checkEstimate(estimate, flavours) {
    if (estimate.length !== flavours || !estimate.every(Number.isFinite)) return 'estimate/malformed';
    const inRange = estimate.every((share) => share >= SMALLEST_SHARE);
    return inRange && Math.abs(sumOf(estimate) - 1) <= SUM_SLACK ? null : 'estimate/out-of-range';
  },

  posterior(evidence) {
    const round = { ...modelOf(evidence), batches: evidence.batches };
    return { mean: posteriorMean(round), count: posteriorCount(round) };
  },

  evidenceScorer: (evidence) => pointScorer(modelOf(evidence), evidence),

  openScorer(evidence, jar) {
    const model = modelOf(evidence);
    return (guess) => scoreOpenPoint({ model, evidence, jar, guess });
  },

  botStep: (bot, previous, evidence) => bots[bot](previous, modelOf(evidence), evidence.batches),

  truth: revealKl,

  floor({ flavours, population, replacement, batches }) {
    const drawn = sumOf(batches.map(sumOf));
    return drawn === 0 ? null : perfectFloor({ replacement, population, drawn, flavours });
  },
};
