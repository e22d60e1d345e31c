import type { PresetId } from '../../../../shared/room/presets.ts';

export const presetWords = {
  lesson: 'preset.lesson',
  storyInFive: 'preset.five',
  storyInFull: 'preset.full',
  even: 'preset.even',
  rare: 'preset.rare',
  three: 'preset.three',
} as const satisfies Record<PresetId, string>;
