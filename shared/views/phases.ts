import type { OpenState, ScoredRound } from '../room/state.ts';

/** Views read the state; only evolve may write it. */
export type Open = Readonly<OpenState>;

export function jarIsOpen(open: Open): boolean {
  return open.jar !== null;
}

/** The last scored round, unless a new one is being played: then nothing about estimates may be seen. */
export function shownScores(open: Open): ScoredRound | null {
  return open.phase === 'guessing' || open.phase === 'lobby' ? null : (open.scored.at(-1) ?? null);
}
