import type { Counts, Nats, Replacement, Simplex } from '../inference/types.ts';

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

export interface LabScore {
  readonly kl: Nats;
  readonly gap: number;
  readonly points: number;
}

export type EstimateFault = 'estimate/malformed' | 'estimate/out-of-range';

/** One kind of game: what an estimate is, what it is worth, and how programs play it. */
export interface Lab {
  readonly id: string;
  /** The prior's estimate: everybody's until they speak. */
  initialEstimate(flavours: number): Simplex;
  /** Null if a player may hold this estimate. Nothing is ever clamped into range. */
  checkEstimate(estimate: readonly number[], flavours: number): EstimateFault | null;
  /** The exact posterior mean of the jar's proportions and its total count. */
  posterior(evidence: JarEvidence): { readonly mean: Simplex; readonly count: number };
  /** Scores any number of estimates against the evidence alone. */
  evidenceScorer(evidence: JarEvidence): (estimate: Simplex) => LabScore;
  /** Scores against the jar itself: open scoring, where the host chose it. */
  openScorer(evidence: JarEvidence, jar: Counts): (estimate: Simplex) => LabScore;
  /** The bot's estimate after the latest of the draws. */
  botStep(bot: LabBot, previous: Simplex, evidence: JarEvidence): Simplex;
  /** KL(jar‖estimate), for the time after the reveal. */
  truth(jar: Counts, estimate: Simplex): Nats;
  /** The KL(jar‖estimate) a perfect player still has to expect after these draws; null before the first cookie. */
  floor(evidence: JarEvidence): Nats | null;
}
