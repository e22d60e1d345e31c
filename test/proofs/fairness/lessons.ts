import type { SettingsInput } from '../../../shared/room/settings.ts';
import { type Chance, chanceOf, oneOf, whole } from '../../support/chance.ts';
import type { Lesson } from '../../support/played-lesson.ts';

/** Any game a host could choose, small: every seed another. */
export function lessonOf(seed: number): Lesson {
  const chance = chanceOf(seed);
  const flavours = 2 + whole(chance, chance() < 0.4 ? 4 : 1);
  const rounds = 3 + whole(chance, 3);
  const estimate = oneOf(chance, ['point', 'belief'] as const);
  return {
    seed,
    seats: 3 + whole(chance, 4),
    settings: {
      language: oneOf(chance, ['ko', 'en'] as const),
      ...jarOf(chance, flavours),
      ...(chance() < 0.5
        ? { drawSize: 1 + whole(chance, 20), rounds }
        : { drawSize: Array.from({ length: rounds }, () => 1 + whole(chance, 20)) }),
      guessSeconds: oneOf(chance, [null, 20, 40]),
      replacement: oneOf(chance, ['never', 'round', 'each'] as const),
      estimate,
      scoring: estimate === 'point' ? oneOf(chance, ['evidence', 'open'] as const) : 'evidence',
      rankBy: oneOf(chance, ['evidence', 'jar'] as const),
      autoClose: chance() < 0.5,
      bet: chance() < 0.6,
      bots: oneOf(chance, [[], ['exact'], ['exact', 'svi', 'decay']] as const),
    },
    ...(chance() < 0.5 && { words: oneOf(chance, ['bread', '쿠키', 'é']) }),
    ...(chance() < 0.3 && { restartsIn: 2 }),
  };
}

function jarOf(chance: Chance, flavours: number): SettingsInput {
  const names = Array.from({ length: flavours }, (_, k) => `flavour "${k + 1}"`);
  if (chance() < 0.4) return { mystery: { flavours: names, population: 120 + whole(chance, 400) } };
  return { flavours: names.map((name) => ({ name, count: 40 + whole(chance, 200) })) };
}
