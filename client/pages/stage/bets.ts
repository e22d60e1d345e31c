import type { Band } from '../../../shared/room/events.ts';
import type { DisplayView } from '../../../shared/views/wire.ts';

export type Grade = 'full' | 'half' | 'crumbs';

const around = 0.05;
const points = 100;
/** Between the 5 % and the 95 % quantile of a bell curve lie so many standard deviations. */
const ninety = 2 * 1.645;
const fullUpTo = 1.25;
const halfUpTo = 2.5;
const rounding = 1e-9;

/** Five points on either side of the jar, where they exist. */
export function windowAround(share: number): readonly [number, number] {
  return [Math.max(0, share - around), Math.min(1, share + around)];
}

/** The width in points that somebody who knows the exact posterior would state. */
export function idealWidth({
  tally,
  posterior,
  settings,
}: Pick<DisplayView, 'tally' | 'posterior' | 'settings'>): number {
  const drawn = tally?.drawn ?? 0;
  const share = posterior?.[0] ?? 0.5;
  const unseen = settings.replacement === 'never' ? Math.max(0, 1 - drawn / settings.population) : 1;
  return points * ninety * Math.sqrt((share * (1 - share) * unseen) / (drawn + settings.flavours.length + 1));
}

/** A whole cookie for about what the ideal band costs, half a cookie for twice that, crumbs beyond. */
export function cookieGrade(cost: number, ideal: number): Grade {
  if (cost <= fullUpTo * ideal) return 'full';
  return cost <= halfUpTo * ideal ? 'half' : 'crumbs';
}

export interface BandMark {
  /** Within the window, 0 its left and 1 its right end; equal where the whole band lies outside. */
  readonly from: number;
  readonly to: number;
  /** It goes on beyond this end of the window. */
  readonly beyond: { readonly left: boolean; readonly right: boolean };
  readonly hit: boolean;
}

export function bandMark(
  [low, high]: Band,
  share: number,
  [left, right]: readonly [number, number],
): BandMark {
  const within = (value: number): number => Math.min(1, Math.max(0, (value - left) / (right - left)));
  return {
    from: within(low),
    to: within(high),
    beyond: { left: low < left - rounding, right: high > right + rounding },
    hit: low <= share + rounding && share <= high + rounding,
  };
}
