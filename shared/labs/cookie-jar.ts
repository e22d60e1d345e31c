import { bots } from '../inference/bots.ts';
import { dirMean, posteriorCount, posteriorMean } from '../inference/models.ts';
import { scoreOpenPoint } from '../inference/open-scoring.ts';
import { revealKl } from '../inference/reveal.ts';
import { type PointScore, pointScorer } from '../inference/scoring.ts';
import { floorOf, modelOf, sumOf, uniformPrior } from './jar-model.ts';
import type { Lab, LabScore } from './lab.ts';

/** Below this share a KL grows without bound, and one slip of a thumb would cost the lesson. */
const SMALLEST_SHARE = 0.001;
/** How far a sum of shares may be from 1 and still count as rounding. */
const SUM_SLACK = 1e-9;

function withoutParts(score: PointScore): LabScore {
  return { ...score, parts: null };
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

  evidenceScorer(evidence) {
    const score = pointScorer(modelOf(evidence), evidence);
    return (guess) => withoutParts(score(guess));
  },

  openScorer(evidence, jar) {
    const model = modelOf(evidence);
    return (guess) => withoutParts(scoreOpenPoint({ model, evidence, jar, guess }));
  },

  belief: () => null,
  canTwist: false,

  botStep: (bot, previous, evidence) => bots[bot](previous, modelOf(evidence), evidence.batches),

  truth: revealKl,

  floor: floorOf,
};
