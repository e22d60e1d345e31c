import { klDirichlet } from './dirichlet.ts';
import { klFrom } from './divergence.ts';
import { refuseUnless } from './domain.ts';
import { posteriorCount, posteriorDir, posteriorMean } from './models.ts';
import type { Dir, Evidence, JarModel, KlParts, Nats, Simplex } from './types.ts';

/** All that evidence scoring may know. There is no jar in it: a score cannot give away what it has never seen. */
export interface PublicRound {
  readonly model: JarModel;
  readonly evidence: Evidence;
  readonly guess: Simplex;
}

export interface PointScore {
  /** KL(m_t || guess): how far the guess is from what the cookies say. */
  readonly kl: Nats;
  /** nu * KL(m_t || guess): the same distance weighed by how much has been seen. */
  readonly gap: Nats;
  /** Whole points, 0 to 1000. */
  readonly points: number;
}

const FULL_POINTS = 1000;

/** Points for a gap: round(1000 / (1 + gap)). Domain gap >= 0 nats, infinity gives 0; falls as the gap grows. */
export function pointsOf(gap: Nats): number {
  refuseUnless(gap >= 0, 'a gap is never negative');
  return Math.round(FULL_POINTS / (1 + gap));
}

/** Scores one distance: gap = nu * kl and its points. */
export function scoreOf(kl: Nats, count: number): PointScore {
  const gap = count * kl;
  return { kl, gap, points: pointsOf(gap) };
}

/**
 * The scorer of one round: works out m_t and nu once, then scores any number of guesses.
 *
 * kl = KL(m_t || g) is the only part of the expected KL(jar || g) that the guess can change, with its one minimum at
 * g = m_t; gap = nu * kl is the centre part of KL(q || posterior), a Dirichlet q of count nu around the guess.
 */
export function pointScorer(model: JarModel, evidence: Evidence): (guess: Simplex) => PointScore {
  const round = { ...model, batches: evidence.batches };
  const kl = klFrom(posteriorMean(round));
  const count = posteriorCount(round);
  return (guess) => scoreOf(kl(guess), count);
}

/** Scores one guess against the public draws; for a whole class make one pointScorer per round. */
export function scorePoint({ model, evidence, guess }: PublicRound): PointScore {
  return pointScorer(model, evidence)(guess);
}

export interface BeliefScore {
  /** KL(q || posterior) = log evidence - ELBO(q), with what the centre and the width cost. */
  readonly gap: KlParts;
  readonly points: number;
}

/** The scorer of one round for whole beliefs: works out the posterior once, then scores any number of beliefs. */
export function beliefScorer(model: JarModel, evidence: Evidence): (belief: Dir) => BeliefScore {
  const posterior = posteriorDir({ ...model, batches: evidence.batches });
  return (belief) => {
    const gap = klDirichlet(belief, posterior);
    return { gap, points: pointsOf(gap.total) };
  };
}

/**
 * Scores a whole belief q = Dir(belief), centre and width, against the posterior of the recipe; domain and error as
 * klDirichlet, points as pointsOf. For a whole class make one beliefScorer per round.
 */
export function scoreBelief(model: JarModel, evidence: Evidence, belief: Dir): BeliefScore {
  return beliefScorer(model, evidence)(belief);
}
