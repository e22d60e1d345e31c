import type { DisplayView } from '../../../shared/views/wire.ts';
import { revealParts } from '../host/room/primary-step.ts';
import { resultsPictures } from '../stage/results-picture.ts';
import type { StagePart } from '../stage/stage-part.ts';

/** What can be looked at: one's own phone, or a part of the big screen. */
export type Shown = 'mine' | StagePart;

/** One column shows one thing at a time; two columns always have the own phone beside the big screen. */
export type Columns = 1 | 2;

type Seen = Pick<DisplayView, 'phase' | 'round' | 'histogram' | 'thermometer' | 'reveal'>;

/** What there is to choose from; a single thing is no choice. */
export function choices(view: Seen, columns: Columns): readonly Shown[] {
  const parts = partsOf(view);
  const all: readonly Shown[] = columns === 1 ? ['mine', ...parts] : parts;
  return all.length > 1 ? all : [];
}

function partsOf(view: Seen): readonly StagePart[] {
  switch (view.phase) {
    case 'lobby':
      return [];
    case 'guessing':
    case 'bet':
      return ['auto'];
    case 'results':
      return [...resultsPictures(view), 'learn'];
    case 'revealed':
    case 'ended':
      return revealParts(view.reveal);
  }
}

/** What stands there until somebody chooses: the cookies while they fall and the jar when it opens, else the phone. */
export function firstShown({ phase }: Seen, columns: Columns, showing: boolean): Shown {
  if (phase === 'revealed' || phase === 'ended') return 'podium';
  return columns === 1 && !showing ? 'mine' : 'auto';
}

/** The way through the end of the lesson; null at its end. */
export function nextShown({ reveal }: Pick<DisplayView, 'reveal'>, shown: Shown): Shown | null {
  const parts: readonly Shown[] = revealParts(reveal);
  return parts[parts.indexOf(shown) + 1] ?? null;
}
