import type { Language as RoomLanguage } from '../../shared/room/settings.ts';

/** The code of a language below, as `lang` attributes carry it. */
export type Language = string;
export type Words = Readonly<Record<string, string>>;

interface LanguageFiles {
  readonly name: string;
  /** Each adds to the ones before it: the first screen, the seat, the stage. A file with every word is one part. */
  readonly parts: readonly (() => Promise<{ readonly words: Words }>)[];
}

/** What the screens can say; another language is one more file and one more line. */
export const languages: Readonly<Record<Language, LanguageFiles>> = {
  ko: {
    name: '한국어',
    parts: [() => import('./ko.ts'), () => import('./ko-seated.ts'), () => import('./ko-stage.ts')],
  },
  en: {
    name: 'English',
    parts: [() => import('./en.ts'), () => import('./en-seated.ts'), () => import('./en-stage.ts')],
  },
};

const codes = Object.keys(languages);

/** In its own words. */
export function languageName(code: Language): string {
  return languages[code]?.name ?? code;
}

/** The one after this in the list, which a switch offers. */
export function nextLanguage(language: Language): Language {
  return codes[(codes.indexOf(language) + 1) % codes.length] ?? language;
}

/** The code a tag such as `en-GB` means here; null for a language that nobody has added. */
export function knownLanguage(tag: string | null | undefined): Language | null {
  const [code = ''] = (tag ?? '').toLowerCase().split('-', 1);
  return Object.hasOwn(languages, code) ? code : null;
}

/** Rooms are held in one of two languages, in which flavours and nicknames are made up; screens may speak others. */
export function roomLanguage(language: Language): RoomLanguage {
  return language === 'ko' ? 'ko' : 'en';
}
