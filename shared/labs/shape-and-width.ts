import { logMultinomial } from '../inference/beta-function.ts';
import { STORY_RHO } from '../inference/bots.ts';
import { klDirichlet } from '../inference/dirichlet.ts';
import { logEvidence, logPredictive } from '../inference/elbo.ts';
import { dirMean, posteriorCount, posteriorDir, tally } from '../inference/models.ts';
import { revealKl } from '../inference/reveal.ts';
import { pointsOf } from '../inference/scoring.ts';
import type { Dir } from '../inference/types.ts';
import { floorOf, modelOf, uniformPrior } from './jar-model.ts';
import type { JarEvidence, Lab, LabBot } from './lab.ts';

/** Below this a belief is two needles at the ends of the scale. */
const LEAST_ALPHA = 0.01;
/** More cookies than any jar holds. */
const MOST_ALPHA = 1e7;

function targetOf(evidence: JarEvidence): Dir {
  return posteriorDir({ ...modelOf(evidence), batches: evidence.batches });
}

/** How the bots' beliefs α move after the latest draw. */
const steps: Readonly<Record<LabBot, (previous: Dir, evidence: JarEvidence) => Dir>> = {
  exact: (_previous, evidence) => targetOf(evidence),

  /** A natural-gradient step of fixed length: in natural parameters the gradient is target − α (Hoffman et al. 2013). */
  svi(previous, evidence) {
    const target = targetOf(evidence);
    return previous.map((alpha, k) => alpha + STORY_RHO * ((target[k] ?? alpha) - alpha));
  },

  /** Shrinking steps n_t/(A + n_1 + … + n_t) on the mean, with the count of all that was seen: α grows by the draw. */
  decay: (previous, { batches }) => previous.map((alpha, k) => alpha + (batches.at(-1)?.[k] ?? 0)),
};

/** Not only where the share lies but how sure one may be: an estimate is a Dirichlet belief about the recipe. */
export const shapeAndWidth: Lab = {
  id: 'shape-and-width',

  initialEstimate: uniformPrior,

  checkEstimate(estimate, flavours) {
    if (estimate.length !== flavours || !estimate.every(Number.isFinite)) return 'estimate/malformed';
    const inRange = estimate.every((alpha) => alpha >= LEAST_ALPHA && alpha <= MOST_ALPHA);
    return inRange ? null : 'estimate/out-of-range';
  },

  posterior(evidence) {
    const round = { ...modelOf(evidence), batches: evidence.batches };
    return { mean: dirMean(posteriorDir(round)), count: posteriorCount(round) };
  },

  evidenceScorer(evidence, twist = false) {
    const target = targetOf(evidence);
    return (belief) => {
      const { total, centre, width } = twist ? klDirichlet(target, belief) : klDirichlet(belief, target);
      return { kl: total, gap: total, parts: { centre, width }, points: pointsOf(total) };
    };
  },

  /** A belief is about the recipe: against a jar of known contents every width above none would be wrong. */
  openScorer: null,

  belief(evidence, from) {
    const { batches, flavours } = evidence;
    const before = targetOf({ ...evidence, batches: batches.slice(0, from - 1) });
    return {
      target: targetOf(evidence),
      logEvidence: logEvidence({ ...modelOf(evidence), batches }),
      logChoose: logMultinomial(tally(flavours, batches)),
      perRound: logPredictive(before, tally(flavours, batches.slice(from - 1))),
    };
  },
  canTwist: true,

  botStep: (bot, previous, evidence) => steps[bot](previous, evidence),

  truth: (jar, belief) => revealKl(jar, dirMean(belief)),

  floor: floorOf,
};
