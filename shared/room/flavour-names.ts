import type { Language } from './settings.ts';

/** Names for up to five flavours, the story's two first, in the order of the projector's shapes. */
export const flavourNames: Readonly<Record<Language, readonly string[]>> = {
  ko: ['초콜릿', '바닐라', '딸기', '말차', '흑임자'],
  en: ['Chocolate', 'Vanilla', 'Strawberry', 'Matcha', 'Black sesame'],
};

/** These counts under the first names of the language. */
export function namedFlavours(
  language: Language,
  counts: readonly number[],
): readonly { readonly name: string; readonly count: number }[] {
  const names = flavourNames[language];
  return counts.map((count, k) => ({ name: names[k] ?? '', count }));
}
