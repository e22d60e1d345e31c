import { type Refusal, refuse } from '../errors.ts';
import { labs } from '../labs/registry.ts';
import { settleBets } from './bets.ts';
import { closeRound, evidenceOf, meanEstimate } from './close-round.ts';
import type { Decision } from './commands.ts';
import { accept } from './decision.ts';
import type { Estimate, RoomEvent, SeatTruth } from './events.ts';
import { priorOf } from './prior.ts';
import { rankByCost, rankByPoints } from './ranking.ts';
import { fillJar } from './seal.ts';
import type { RoomState, RosterEntry, ScoredRound } from './state.ts';

export function reveal(state: RoomState): Decision | Refusal {
  const { phase } = state.open;
  if (phase === 'lobby' || phase === 'revealed') return refuse('phase/not-now');
  return accept(...revealing(state));
}

/** Ends the room; the jar is opened first, whatever happened. */
export function end(state: RoomState): Decision {
  const before = state.open.phase === 'revealed' ? [] : revealing(state);
  return accept(...before, { type: 'RoomEnded' });
}

/** An open round is closed and scored, then the jar is opened and everybody's every round held against it. */
function revealing(state: RoomState): readonly RoomEvent[] {
  const { open, hidden } = state;
  const filled = fillJar(state, open.mix);
  const counts = filled.find((event) => event.type === 'JarFilled')?.counts ?? hidden.counts ?? [];
  const closed = open.phase === 'guessing' ? closeRound(state, 'host') : null;
  const scored = closed === null ? open.scored : [...open.scored, closed.scored];
  return [
    ...filled,
    ...(closed?.events ?? []),
    { type: 'JarRevealed', counts, seed: hidden.seed, salt: hidden.salt, mix: open.mix },
    scoreTruth(state, counts, scored),
  ];
}

type ByRound = readonly (number | null)[];

function scoreTruth(state: RoomState, jar: readonly number[], scored: readonly ScoredRound[]): RoomEvent {
  const { open } = state;
  const { settings, round: last } = open;
  const lab = labs[settings.lab];
  const kl = (estimate: Estimate | null | undefined): number | null =>
    estimate === null || estimate === undefined ? null : lab.truth(jar, estimate);
  const byRound = (
    start: Estimate | null,
    at: (round: ScoredRound) => Estimate | undefined | null,
  ): ByRound => {
    const row: (number | null)[] = new Array(last + 1).fill(null);
    row[0] = kl(start);
    for (const round of scored) row[round.round] = kl(at(round));
    return row;
  };
  const prior = priorOf(settings);
  const opening = openingEstimates(state);
  const seats = seatTruths(state, jar, scored, opening);
  return {
    type: 'TruthScored',
    seats,
    bots: settings.bots.map((bot) => ({
      bot,
      klJar: byRound(prior, (round) => round.bots.find((row) => row.bot === bot)?.estimate),
    })),
    crowd: byRound(meanEstimate([...opening.values()]), (round) => round.crowd?.estimate),
    bets: open.phase === 'bet' ? settleBets(state, jar, seats) : null,
    floor: Array.from({ length: last + 1 }, (_, round) => lab.floor(evidenceOf(open, round))),
  };
}

/** Estimates of round 0: the hunch, or the prior of those who kept silent; nobody's who came later. */
function openingEstimates({ open, seats }: RoomState): ReadonlyMap<string, Estimate> {
  const prior = priorOf(open.settings);
  const opening = new Map<string, Estimate>();
  for (const [playerId, entry] of open.roster) {
    if (entry.out !== null || entry.fromRound !== 1) continue;
    const inLobby = open.phase === 'lobby' ? seats.get(playerId)?.estimate : undefined;
    opening.set(playerId, inLobby ?? open.hunches.get(playerId) ?? prior);
  }
  return opening;
}

function seatTruths(
  { open }: RoomState,
  jar: readonly number[],
  scored: readonly ScoredRound[],
  opening: ReadonlyMap<string, Estimate>,
): readonly SeatTruth[] {
  const { settings, round: last } = open;
  const lab = labs[settings.lab];
  const priorCost = lab.truth(jar, priorOf(settings));
  const stayed = (entry: RosterEntry | undefined): boolean => entry !== undefined && entry.out === null;
  const rows = new Map<string, { klJar: (number | null)[]; cost: number }>();
  for (const { playerId } of scored.at(-1)?.seats ?? []) {
    if (!stayed(open.roster.get(playerId))) continue;
    const start = opening.get(playerId);
    const klJar = new Array<number | null>(last + 1).fill(null);
    if (start !== undefined) klJar[0] = lab.truth(jar, start);
    rows.set(playerId, { klJar, cost: 0 });
  }
  for (const { round, seats } of scored) {
    for (const { playerId, estimate } of seats) {
      const row = rows.get(playerId);
      if (row === undefined) continue;
      const kl = lab.truth(jar, estimate);
      row.klJar[round] = kl;
      row.cost += kl;
    }
    // Who had not joined yet held the prior: joining late must not look like knowing better.
    for (const row of rows.values()) if (row.klJar[round] === null) row.cost += priorCost;
  }
  const standings = (scored.at(-1)?.seats ?? []).filter(({ playerId }) => rows.has(playerId));
  const costs = standings.map(({ playerId }) => rows.get(playerId)?.cost ?? 0);
  const ranks = settings.rankBy === 'jar' ? rankByCost(costs) : rankByPoints(standings);
  return standings.map(({ playerId, total }, k) => ({
    playerId,
    klJar: rows.get(playerId)?.klJar ?? [],
    rank: ranks[k] ?? 0,
    total,
  }));
}
