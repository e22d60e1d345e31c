import { betaQuantile } from '../../../shared/inference/beta-distribution.ts';
import { elboPerDraw } from '../../../shared/inference/elbo.ts';
import type { BeliefEvidence, Estimate, ScoreParts } from '../../../shared/room/events.ts';
import type { ReplayRound, ReplaySeries } from '../../../shared/views/wire.ts';
import type { LadderStep } from '../../charts/elbo-ladder.tsx';
import type { Band } from '../../charts/line-path.ts';

export type BeliefSeries = Omit<ReplaySeries, 'points'>;

/** One round's draws given the earlier ones, all draws so far in their order, or only how many of each. */
export type Scope = 'round' | 'total' | 'counts';

/** What the record says of one belief at a guess. */
export interface BeliefMoment {
  /** The draw that was guessed: the playhead's own or the last before it. */
  readonly round: number;
  /** Null where the seat had not joined. */
  readonly q: Estimate | null;
  readonly evidence: BeliefEvidence;
  /** This round counted KL(posterior‖q); gap and parts are then of that direction. */
  readonly twist: boolean;
  readonly gap: number | null;
  readonly parts: ScoreParts | null;
  /** Cookies per flavour: of the draws that belong to this guess, and of all so far. */
  readonly counts: Readonly<Record<Exclude<Scope, 'counts'>, readonly number[]>>;
}

/** Null before the first guess. */
export function momentAt(
  rounds: readonly ReplayRound[],
  series: BeliefSeries,
  playhead: number,
): BeliefMoment | null {
  const now = rounds.findLastIndex(({ belief }, i) => belief !== null && i < playhead);
  const at = rounds[now];
  if (at === undefined || at.belief === null) return null;
  const before = rounds.findLastIndex(({ belief }, i) => belief !== null && i < now);
  const { round, twist, belief: evidence } = at;
  return {
    round,
    q: series.estimates[round] ?? null,
    evidence,
    twist,
    gap: series.kl[round] ?? null,
    parts: series.parts?.[round] ?? null,
    counts: {
      round: countsOf(rounds.slice(before + 1, now + 1), evidence.target.length),
      total: countsOf(rounds.slice(0, now + 1), evidence.target.length),
    },
  };
}

export function logEvidenceIn({ logEvidence, logChoose, perRound }: BeliefEvidence, scope: Scope): number {
  if (scope === 'round') return perRound;
  return scope === 'total' ? logEvidence : logEvidence + logChoose;
}

function countsIn({ counts }: BeliefMoment, scope: Scope): readonly number[] {
  return scope === 'round' ? counts.round : counts.total;
}

/**
 * A bar for every guess. The KL is the same in every scope: with the posterior so far as its prior, one round's log
 * evidence exceeds that round's ELBO by the very gap the whole record does.
 */
export function ladderSteps(
  rounds: readonly ReplayRound[],
  series: BeliefSeries,
  scope: Scope,
): readonly LadderStep[] {
  return rounds.flatMap(({ round, twist, belief }) =>
    belief === null
      ? []
      : [
          {
            round,
            logEvidence: logEvidenceIn(belief, scope),
            gap: twist ? null : (series.kl[round] ?? null),
            other: twist,
          },
        ],
  );
}

/** What the draws of a scope began with: the recipe's prior, or the posterior of the guess before. */
export function priorIn(moment: BeliefMoment, scope: Scope): readonly number[] {
  const counts = countsIn(moment, scope);
  return moment.evidence.target.map((alpha, k) => alpha - (counts[k] ?? 0));
}

export interface DrawShare {
  readonly flavour: number;
  readonly count: number;
  /** L_i of one such cookie, in nats. */
  readonly each: number;
}

/**
 * The ELBO by cookie: all draws of a flavour have the same L_i, and over all draws they sum to the ELBO of the draws in
 * their order; that of the counts is larger by `logChoose`.
 */
export function elboByDraw(moment: BeliefMoment, scope: Scope): readonly DrawShare[] {
  const { q } = moment;
  const counts = countsIn(moment, scope);
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (q === null || n === 0) return [];
  const prior = priorIn(moment, scope);
  return counts.map((count, flavour) => ({ flavour, count, each: elboPerDraw(q, flavour, prior, n) }));
}

/** The marginal of one flavour's share under Dir(alpha). */
export function marginal(
  alpha: readonly number[],
  flavour: number,
): { readonly a: number; readonly b: number } {
  const a = alpha[flavour] ?? 1;
  return { a, b: alpha.reduce((sum, one) => sum + one, 0) - a };
}

/** The middle 95 % of what a belief says of one flavour, round by round. */
export function middleOf({ estimates }: BeliefSeries, flavour: number): Band {
  const at = (p: number): readonly (number | null)[] =>
    estimates.map((q) => (q === null ? null : betaQuantile(marginal(q, flavour), p)));
  return { low: at(0.025), high: at(0.975) };
}

/** Where nearly all of a belief about one flavour lies: two and a half standard deviations either side of its mean. */
export function bodyOf(alpha: readonly number[], flavour: number): readonly [low: number, high: number] {
  const { a, b } = marginal(alpha, flavour);
  const mean = a / (a + b);
  const reach = 2.5 * Math.sqrt((mean * (1 - mean)) / (a + b + 1));
  return [Math.max(0, mean - reach), Math.min(1, mean + reach)];
}

function countsOf(rounds: readonly ReplayRound[], flavours: number): readonly number[] {
  return Array.from({ length: flavours }, (_, k) =>
    rounds.reduce((sum, { counts }) => sum + (counts[k] ?? 0), 0),
  );
}
