import type { Section } from './comparison.ts';
import { divergences } from './sections/divergences.ts';
import { evidences } from './sections/evidence.ts';
import { families } from './sections/families.ts';
import { jars } from './sections/jars.ts';
import { specialFunctions } from './sections/special.ts';
import { story } from './sections/story.ts';

/** Every section of the reference vectors: which function it speaks of, and how exact that function has to be. */
export const sections = {
  ...specialFunctions,
  ...divergences,
  ...evidences,
  ...jars,
  ...families,
  ...story,
} as const satisfies Record<string, Section>;

export type SectionName = keyof typeof sections;
