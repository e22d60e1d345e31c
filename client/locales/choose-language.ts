export type Language = 'ko' | 'en';

export interface LanguageHints {
  /** The query string of the page. */
  readonly search: string;
  readonly stored: string | null;
  readonly room: string | null;
  readonly preferred: readonly string[];
}

const known = (name: string | null | undefined): Language | null => {
  const short = name?.slice(0, 2).toLowerCase();
  return short === 'ko' || short === 'en' ? short : null;
};

/** The address wins, then an earlier choice, then the room, then the device; Korean where nobody knows. */
export function chooseLanguage({ search, stored, room, preferred }: LanguageHints): Language {
  const device = preferred.map(known).find((language) => language !== null);
  return known(new URLSearchParams(search).get('lang')) ?? known(stored) ?? known(room) ?? device ?? 'ko';
}
