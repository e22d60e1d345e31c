import type { JarEvidence, Lab, LabScore } from '../labs/lab.ts';
import { labs } from '../labs/registry.ts';
import type { BotScore, CrowdScore, Estimate, PlayerId, RoomEvent, SeatScore } from './events.ts';
import { priorOf } from './prior.ts';
import { rankByPoints } from './ranking.ts';
import type { OpenState, RoomState, ScoredRound } from './state.ts';

type Score = (estimate: Estimate) => LabScore;

/** What the same decision has already done to one seat, before the state knows of it. */
export type SeatChange =
  | { readonly playerId: PlayerId; readonly estimate: Estimate }
  | { readonly playerId: PlayerId; readonly out: true };

export interface ClosedRound {
  readonly events: readonly RoomEvent[];
  readonly scored: ScoredRound;
}

/** Closes the running round and works out every score, once and for all. */
export function closeRound(
  state: RoomState,
  why: 'deadline' | 'done' | 'host',
  change?: SeatChange,
): ClosedRound {
  const { open } = state;
  const { round } = open;
  const lab = labs[open.settings.lab];
  const evidence = evidenceOf(open);
  const { mean, count } = lab.posterior(evidence);
  const score = scorerOf(state, lab, evidence);
  const seats = scoreSeats(state, score, change);
  const scored: ScoredRound = {
    round,
    posterior: mean,
    posteriorCount: count,
    seats,
    bots: scoreBots(open, lab, evidence, score),
    crowd: scoreCrowd(seats, score),
    belief: lab.belief(evidence, open.drawsFrom),
  };
  return {
    events: [
      { type: 'RoundClosed', round, why },
      { type: 'RoundScored', ...scored },
    ],
    scored,
  };
}

/** The draws everybody has seen, up to this round. */
export function evidenceOf(open: OpenState, upTo = open.round): JarEvidence {
  const { flavours, population, replacement } = open.settings;
  return {
    flavours: flavours.length,
    population,
    replacement,
    batches: open.draws.slice(0, upTo).map((draw) => draw.counts),
  };
}

/** The jar is read here only if the host chose open scoring. */
function scorerOf({ open, hidden }: RoomState, lab: Lab, evidence: JarEvidence): Score {
  if (open.settings.scoring === 'evidence') return lab.evidenceScorer(evidence, open.draws.at(-1)?.twist);
  if (hidden.counts === null || lab.openScorer === null) throw new Error('open scoring needs a full jar');
  return lab.openScorer(evidence, hidden.counts);
}

/** A score whose place is known when all are there. */
interface Ranked extends Omit<SeatScore, 'rank' | 'move'> {
  rank: number;
  move: number | null;
}

function scoreSeats(
  { open, seats }: RoomState,
  score: Score,
  change: SeatChange | undefined,
): readonly SeatScore[] {
  const scores: Ranked[] = [];
  for (const [playerId, entry] of open.roster) {
    if (entry.out !== null || entry.fromRound > open.round) continue;
    const changed = change?.playerId === playerId ? change : undefined;
    if (changed !== undefined && 'out' in changed) continue;
    const estimate = changed?.estimate ?? seats.get(playerId)?.estimate ?? priorOf(open.settings);
    const { kl, gap, parts, points } = score(estimate);
    const before = open.latest.get(playerId);
    const total = (before?.total ?? 0) + points;
    const totalGap = (before?.totalGap ?? 0) + gap;
    scores.push({ playerId, estimate, kl, gap, parts, points, total, totalGap, rank: 0, move: null });
  }
  const ranks = rankByPoints(scores);
  scores.forEach((seat, k) => {
    seat.rank = ranks[k] ?? 0;
    const before = open.latest.get(seat.playerId)?.rank;
    if (before !== undefined) seat.move = before - seat.rank;
  });
  return scores;
}

/** A bot steps after every draw, also after one that shared its guess with the next. */
function scoreBots(open: OpenState, lab: Lab, evidence: JarEvidence, score: Score): readonly BotScore[] {
  const before = open.scored.at(-1)?.bots;
  return open.settings.bots.map((bot) => {
    let estimate = before?.find((row) => row.bot === bot)?.estimate ?? priorOf(open.settings);
    for (let round = open.drawsFrom; round <= open.round; round += 1) {
      estimate = lab.botStep(bot, estimate, { ...evidence, batches: evidence.batches.slice(0, round) });
    }
    const { kl, parts, points } = score(estimate);
    return { bot, estimate, kl, parts, points };
  });
}

/** The class as one player: the mean of its shares, or of its α: the geometric mean of its beliefs (a log pool). */
export function meanEstimate(estimates: readonly Estimate[]): Estimate | null {
  const first = estimates[0];
  if (first === undefined) return null;
  const sums = first.map(() => 0);
  for (const estimate of estimates) {
    for (let k = 0; k < sums.length; k += 1) sums[k] = (sums[k] ?? 0) + (estimate[k] ?? 0);
  }
  return sums.map((sum) => sum / estimates.length);
}

function scoreCrowd(seats: readonly SeatScore[], score: Score): CrowdScore | null {
  const estimate = meanEstimate(seats.map((seat) => seat.estimate));
  if (estimate === null) return null;
  const { kl, parts } = score(estimate);
  return { estimate, kl, parts };
}
