/** A quantity of information in nats (natural logarithm), always; other units are formatted at the edge. */
export type Nats = number;

/** Proportions of K flavours: each >= 0, summing to 1. */
export type Simplex = readonly number[];

/** Whole cookies of K flavours: each a safe integer >= 0. */
export type Counts = readonly number[];

/** Parameters of a Dirichlet distribution over K flavours: each > 0. */
export type Dir = readonly number[];

/** Parameters of a Beta distribution over the share of the first of two flavours: both > 0. */
export interface Beta {
  readonly a: number;
  readonly b: number;
}

/** When drawn cookies go back into the jar: never, between rounds, or after each single cookie. */
export type Replacement = 'never' | 'round' | 'each';

/** A KL divergence with its two non-negative parts: what the centre costs and what the width costs. */
export interface KlParts {
  readonly total: Nats;
  readonly centre: Nats;
  readonly width: Nats;
}

/** What is assumed before any draw; the jar's composition is not part of it. */
export interface JarModel {
  readonly replacement: Replacement;
  /** Number of cookies N in the full jar. */
  readonly population: number;
  /** Dirichlet parameters alpha, one per flavour. */
  readonly prior: Dir;
}

/** Public data: the draws so far in their order, each one a count per flavour. */
export interface Evidence {
  readonly batches: readonly Counts[];
}
