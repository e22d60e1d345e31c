import type { Counts, Dir, KlParts, Nats, Replacement, Simplex } from '../inference/types.ts';

/** What a lab's bots are called. */
export type LabBot = 'exact' | 'svi' | 'decay';

/** All that live play may know of a jar: its size and the draws everybody has seen. */
export interface JarEvidence {
  readonly flavours: number;
  readonly population: number;
  readonly replacement: Replacement;
  /** Counts per flavour of every draw so far, in order. */
  readonly batches: readonly Counts[];
}

/** One number per flavour: shares in the point game, the parameters of a Dirichlet distribution in the belief game. */
export type LabEstimate = readonly number[];

/** What the ELBO is measured against, in nats, over all draws so far. */
export interface LabBelief {
  /** α + x of the exact Dirichlet posterior. */
  readonly target: Dir;
  /** ln p(x₁…x_n), the draws in their order. */
  readonly logEvidence: Nats;
  /** ln of the number of orders, n!/∏x_k!: logEvidence + logChoose is the log evidence of the counts. */
  readonly logChoose: Nats;
  /** Log evidence of the draws of this guess given the earlier ones; over all guesses they sum to logEvidence. */
  readonly perRound: Nats;
}

export interface LabScore {
  readonly kl: Nats;
  readonly gap: Nats;
  /** Null where an estimate has a centre and no width. */
  readonly parts: Omit<KlParts, 'total'> | null;
  readonly points: number;
}

export type EstimateFault = 'estimate/malformed' | 'estimate/out-of-range';

/** One kind of game: what an estimate is, what it is worth, and how programs play it. */
export interface Lab {
  readonly id: string;
  /** The prior's estimate: everybody's until they speak. */
  initialEstimate(flavours: number): LabEstimate;
  /** Null if a player may hold this estimate. Nothing is ever clamped into range. */
  checkEstimate(estimate: readonly number[], flavours: number): EstimateFault | null;
  /** The exact posterior mean of the jar's proportions and its total count. */
  posterior(evidence: JarEvidence): { readonly mean: Simplex; readonly count: number };
  /** Scores any number of estimates against the evidence alone; a twist takes the other direction of KL. */
  evidenceScorer(evidence: JarEvidence, twist?: boolean): (estimate: LabEstimate) => LabScore;
  /** Scores against the jar itself: open scoring, where the host chose it; null in a lab without it. */
  readonly openScorer: ((evidence: JarEvidence, jar: Counts) => (estimate: LabEstimate) => LabScore) | null;
  /** What the ELBO is measured against when this guess began with draw `from` (1 = the first); null without beliefs. */
  belief(evidence: JarEvidence, from: number): LabBelief | null;
  /** Whether the host may turn the score's direction around for a round. */
  readonly canTwist: boolean;
  /** The bot's estimate after the latest of the draws. */
  botStep(bot: LabBot, previous: LabEstimate, evidence: JarEvidence): LabEstimate;
  /** KL(jar‖estimate), for the time after the reveal. */
  truth(jar: Counts, estimate: LabEstimate): Nats;
  /** The KL(jar‖estimate) a perfect player still has to expect after these draws; null before the first cookie. */
  floor(evidence: JarEvidence): Nats | null;
}
