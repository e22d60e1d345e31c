import { knownLanguage, type Language } from './languages.ts';

export interface LanguageHints {
  /** The query string of the page. */
  readonly search: string;
  readonly stored: string | null;
  readonly room: string | null;
  readonly preferred: readonly string[];
}

/** The address wins, then an earlier choice, then the room, then the device; Korean where nobody knows. */
export function chooseLanguage({ search, stored, room, preferred }: LanguageHints): Language {
  const device = preferred.map(knownLanguage).find((language) => language !== null);
  return (
    knownLanguage(new URLSearchParams(search).get('lang')) ??
    knownLanguage(stored) ??
    knownLanguage(room) ??
    device ??
    'ko'
  );
}
