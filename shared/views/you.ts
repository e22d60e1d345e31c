import type { SeatState } from '../room/state.ts';
import { betOf } from './bets.ts';
import type { Open } from './phases.ts';
import { truthOf } from './truth-index.ts';
import type { YouView } from './wire.ts';

/** What one seat may know of itself, beside what everybody knows. */
export function youView(open: Open, playerId: string, seat: Readonly<SeatState>): YouView {
  const entry = open.roster.get(playerId);
  return {
    seq: open.seq,
    round: open.round,
    fromRound: entry?.fromRound ?? 1,
    estimate: seat.estimate,
    placed: entry?.answered ?? false,
    done: entry?.done ?? false,
    score: scoreOf(open, playerId),
    curve: seat.curve.slice(1),
    bet: betViewOf(open, playerId, seat),
    klJar: open.truth === null ? null : (truthOf(open.truth, playerId)?.klJar ?? []),
  };
}

/** The own band, sealed until the jar opens; then with what it cost. */
function betViewOf(open: Open, playerId: string, seat: Readonly<SeatState>): YouView['bet'] {
  const settled = open.truth?.bets ? betOf(open.truth.bets, playerId) : undefined;
  if (settled !== undefined) return { band: settled.band, cost: settled.cost, hit: settled.hit };
  return seat.bet === null ? null : { band: seat.bet, cost: null, hit: null };
}

function scoreOf(open: Open, playerId: string): YouView['score'] {
  const latest = open.latest.get(playerId);
  const last = open.scored.at(-1);
  if (latest === undefined || last === undefined) return null;
  const { kl, gap, parts, points, total, move } = latest;
  const twist = open.draws[last.round - 1]?.twist ?? false;
  const elbo = last.belief === null || twist ? null : last.belief.logEvidence - gap;
  const truth = open.truth === null ? undefined : truthOf(open.truth, playerId);
  const rank = truth?.rank ?? latest.rank;
  const of = open.truth?.seats.length ?? last.seats.length;
  return { round: last.round, kl, gap, parts, elbo, points, total, rank, of, move };
}
