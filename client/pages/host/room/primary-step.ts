import type { DisplayView } from '../../../../shared/views/wire.ts';
import type { StagePart } from '../../stage/stage-part.ts';

/** The one thing that comes next: the large button and the space bar. */
export type PrimaryStep =
  | { readonly kind: 'act'; readonly act: 'start' | 'skip' | 'close' | 'next' | 'reveal' | 'again' }
  | { readonly kind: 'part'; readonly part: StagePart }
  | { readonly kind: 'ask'; readonly dialog: 'end' };

type Shown = Pick<DisplayView, 'phase' | 'round' | 'rounds' | 'opensAt' | 'paused' | 'settings' | 'reveal'>;

export function primaryStep(
  { phase, round, rounds, opensAt, paused, settings, reveal }: Shown,
  now: number,
  part: StagePart,
): PrimaryStep {
  switch (phase) {
    case 'lobby':
      return { kind: 'act', act: 'start' };
    case 'guessing':
      return { kind: 'act', act: !paused && opensAt !== null && now < opensAt ? 'skip' : 'close' };
    case 'results':
      return { kind: 'act', act: round < rounds || settings.bet ? 'next' : 'reveal' };
    case 'bet':
      return { kind: 'act', act: 'reveal' };
    case 'revealed':
      if (part === 'debrief') return { kind: 'ask', dialog: 'end' };
      return { kind: 'part', part: afterReveal(reveal, part) };
    case 'ended':
      return { kind: 'act', act: 'again' };
  }
}

/** Podium, the bets if there were any, the rewind, the debrief. */
export function revealParts(reveal: DisplayView['reveal']): readonly StagePart[] {
  return reveal?.bets == null ? ['podium', 'rewind', 'debrief'] : ['podium', 'bets', 'rewind', 'debrief'];
}

function afterReveal(reveal: DisplayView['reveal'], part: StagePart): StagePart {
  const parts = revealParts(reveal);
  return parts[Math.max(0, parts.indexOf(part)) + 1] ?? 'debrief';
}
