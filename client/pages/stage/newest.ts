import type { DisplayView, Progress } from '../../../shared/views/wire.ts';

/** The counts that move within a round travel alone; the picture stays. */
export function withProgress<View extends DisplayView>(view: View, now: Progress): View {
  if (view.round !== now.round) return view;
  return { ...view, answered: now.answered, done: now.done, players: now.players };
}

/** Whether a picture that arrives is newer than the one on screen; another lesson begins its own count. */
export function isNewer(
  old: Pick<DisplayView, 'seq' | 'commitment'> | null,
  next: Pick<DisplayView, 'seq' | 'commitment'>,
): boolean {
  return old === null || old.commitment !== next.commitment || next.seq >= old.seq;
}
