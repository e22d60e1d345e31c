import { completeSettings } from '../../../shared/room/complete-settings.ts';
import { lessonMinutes, type PresetId, presets } from '../../../shared/room/presets.ts';
import { drawSizeOf, type RoomSettings } from '../../../shared/room/settings.ts';

export interface PlanNumbers {
  readonly settings: RoomSettings;
  readonly minutes: number;
  readonly sizes: readonly number[];
  readonly total: number;
  /** After each of the rounds worth a line: cookies seen, and the largest margin of error of their share. */
  readonly margins: readonly { readonly seen: number; readonly margin: number }[];
}

const mostMargins = 6;
/** Of the standard normal distribution, two-sided at 95 %. */
const z = 1.959963984540054;

/** The half-width of the 95 % interval of a sample proportion of `n`, where it is widest: z √(1/4 / n). */
export function largestMargin(n: number): number {
  return z * Math.sqrt(0.25 / n);
}

export function planNumbers(id: PresetId): PlanNumbers {
  const preset = presets('ko').find((one) => one.id === id);
  const complete = completeSettings(preset?.settings ?? {});
  if (!complete.ok) throw new Error(`the preset ${id} opens no room`);
  const { settings } = complete;
  const sizes = Array.from({ length: settings.rounds }, (_, k) => drawSizeOf(settings, k + 1));
  const seen = sizes.map((_, k) => sizes.slice(0, k + 1).reduce((sum, size) => sum + size, 0));
  const every = Math.max(1, Math.ceil(seen.length / mostMargins));
  // Counted from the last, which is the one that matters.
  const shown = seen.filter((_, k) => (seen.length - 1 - k) % every === 0);
  return {
    settings,
    minutes: lessonMinutes(settings),
    sizes,
    total: seen.at(-1) ?? 0,
    margins: shown.map((n) => ({ seen: n, margin: largestMargin(n) })),
  };
}
