import type { ScoredRound } from '../room/state.ts';
import { leaderboard, type Names } from './leaderboard.ts';
import { jarIsOpen, type Open, shownScores } from './phases.ts';
import { curveForChart, emptyCurve } from './precision.ts';
import type { BotRow, PlayerView } from './wire.ts';

/** What every phone of the room gets, the same for all. The replay's id goes out once the jar is open. */
export function playerView(open: Open, names: Names, replayId: string | null = null): PlayerView {
  const guessing = open.phase === 'guessing';
  const scored = shownScores(open);
  return {
    seq: open.seq,
    head: open.head,
    phase: open.phase,
    round: open.round,
    rounds: open.settings.rounds,
    locked: open.locked,
    players: open.players,
    draw: drawOf(open),
    tally: tallyIsShown(open) ? { drawn: open.drawn, counts: [...open.tally] } : null,
    opensAt: guessing ? open.opensAt : null,
    closesAt: guessing ? open.closesAt : null,
    paused: open.paused,
    remainingMs: open.remainingMs,
    board: leaderboard(open, names),
    crowd: scored?.crowd ?? null,
    posterior: scored?.posterior ?? null,
    bots: scored === null ? null : botRows(open),
    belief: beliefOf(scored),
    twist: open.draws.at(-1)?.twist ?? false,
    betsPlaced: open.phase === 'bet' ? open.betsPlaced : null,
    bets: betsOf(open),
    jar: open.jar?.counts ?? null,
    fairness: openedSeal(open),
    replayId: jarIsOpen(open) ? replayId : null,
  };
}

function tallyIsShown(open: Open): boolean {
  return open.draws.length > 0 && (open.settings.tally === 'always' || jarIsOpen(open));
}

/** All draws of the running guess together. */
function drawOf(open: Open): PlayerView['draw'] {
  const draws = open.draws.slice(Math.max(0, open.drawsFrom - 1));
  if (draws.length === 0) return null;
  const size = draws.reduce((cookies, draw) => cookies + draw.order.length, 0);
  const numbers = open.settings.tally !== 'none' || jarIsOpen(open);
  const counts = open.tally.map((_, k) => draws.reduce((sum, draw) => sum + (draw.counts[k] ?? 0), 0));
  return { from: open.drawsFrom, size, counts: numbers ? counts : null };
}

function openedSeal({ jar }: Open): PlayerView['fairness'] {
  return jar === null ? null : { seed: jar.seed, salt: jar.salt, mix: jar.mix };
}

function beliefOf(scored: ScoredRound | null): PlayerView['belief'] {
  if (!scored?.belief) return null;
  const { target, logEvidence, logChoose } = scored.belief;
  return { target, logEvidence, logChoose };
}

function betsOf({ truth }: Open): PlayerView['bets'] {
  return truth?.bets ? { found: truth.bets.found, of: truth.bets.of } : null;
}

function botRows(open: Open): readonly BotRow[] {
  const last = open.scored.at(-1);
  return (last?.bots ?? []).map(({ bot, estimate, kl, parts, points }) => {
    const curve = emptyCurve(open.round);
    for (const round of open.scored) {
      curve[round.round - 1] = round.bots.find((row) => row.bot === bot)?.kl ?? null;
    }
    return { bot, estimate, kl, parts, points, curve: curveForChart(curve) };
  });
}
