import type { ScoredRound } from '../room/state.ts';
import { jarIsOpen, type Open, shownScores } from './phases.ts';
import type { SharedView } from './wire.ts';

/** What phones and screens see alike. The replay's id goes out once the jar is open. */
export function sharedView(open: Open, replayId: string | null): SharedView {
  const guessing = open.phase === 'guessing';
  const scored = shownScores(open);
  return {
    seq: open.seq,
    head: open.head,
    phase: open.phase,
    round: open.round,
    rounds: open.settings.rounds,
    players: open.players,
    draw: drawOf(open),
    tally: tallyIsShown(open) ? { drawn: open.drawn, counts: [...open.tally] } : null,
    opensAt: guessing ? open.opensAt : null,
    closesAt: guessing ? open.closesAt : null,
    paused: open.paused,
    remainingMs: open.remainingMs,
    posterior: scored?.posterior ?? null,
    belief: beliefOf(scored),
    twist: open.draws.at(-1)?.twist ?? false,
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
function drawOf(open: Open): SharedView['draw'] {
  const draws = open.draws.slice(Math.max(0, open.drawsFrom - 1));
  if (draws.length === 0) return null;
  const size = draws.reduce((cookies, draw) => cookies + draw.order.length, 0);
  const numbers = open.settings.tally !== 'none' || jarIsOpen(open);
  const counts = open.tally.map((_, k) => draws.reduce((sum, draw) => sum + (draw.counts[k] ?? 0), 0));
  return { from: open.drawsFrom, size, counts: numbers ? counts : null };
}

function openedSeal({ jar }: Open): SharedView['fairness'] {
  return jar === null ? null : { seed: jar.seed, salt: jar.salt, mix: jar.mix };
}

function beliefOf(scored: ScoredRound | null): SharedView['belief'] {
  if (!scored?.belief) return null;
  const { target, logEvidence, logChoose } = scored.belief;
  return { target, logEvidence, logChoose };
}

function betsOf({ truth }: Open): SharedView['bets'] {
  return truth?.bets ? { found: truth.bets.found, of: truth.bets.of } : null;
}
