import type { DisplayView, Progress } from '../../../shared/views/wire.ts';

/** The counts that move within a round travel alone; the picture stays. */
export function withProgress<View extends DisplayView>(view: View, now: Progress): View {
  if (view.round !== now.round) return view;
  const { answered, done, players } = now;
  // While bets are open an answer is a bet.
  return { ...view, answered, done, players, betsPlaced: view.betsPlaced === null ? null : answered };
}

/** Whether a picture that arrives is newer than the one on screen; another lesson begins its own count. */
export function isNewer(
  old: Pick<DisplayView, 'seq' | 'commitment'> | null,
  next: Pick<DisplayView, 'seq' | 'commitment'>,
): boolean {
  return old === null || old.commitment !== next.commitment || next.seq >= old.seq;
}
