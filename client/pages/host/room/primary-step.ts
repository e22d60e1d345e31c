import type { DisplayView } from '../../../../shared/views/wire.ts';
import type { StagePart } from '../../stage/stage-part.ts';

/** The one thing that comes next: the large button and the space bar. */
export type PrimaryStep =
  | { readonly kind: 'act'; readonly act: 'start' | 'skip' | 'close' | 'next' | 'reveal' | 'again' }
  | { readonly kind: 'part'; readonly part: StagePart }
  | { readonly kind: 'ask'; readonly dialog: 'end' };

type Shown = Pick<DisplayView, 'phase' | 'round' | 'rounds' | 'opensAt' | 'paused' | 'settings'>;

export function primaryStep(
  { phase, round, rounds, opensAt, paused, settings }: Shown,
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
      return { kind: 'part', part: part === 'rewind' ? 'debrief' : 'rewind' };
    case 'ended':
      return { kind: 'act', act: 'again' };
  }
}
