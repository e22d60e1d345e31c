import { batch, signal } from '@preact/signals';
import { knownFlavour } from '../art/flavours.ts';
import { chooseLanguage } from './choose-language.ts';
import { fill, type Values } from './fill.ts';
import type { PhoneKey } from './ko.ts';
import type { SeatedKey } from './ko-seated.ts';
import type { StageKey } from './ko-stage.ts';
import { type Language, languages, type Words } from './languages.ts';
import { klDigits } from './numbers.ts';

export type WordKey = PhoneKey | SeatedKey | StageKey;

const storageKey = 'language';

const words = signal<Words>({});
let wantedParts = 1;
let request = 0;

/** The language on screen; reading it re-renders on a switch, and so does every t(). */
export const language = signal<Language>('ko');

/** The sentence for a key in the language on screen. Words of seat and stage need loadSeated() or loadStage() first. */
export function t(key: WordKey, values: Values = {}): string {
  const table = words.value;
  const sentence = table[key];
  if (sentence === undefined) return key;
  return fill(sentence, values, (name) => (name === 'flavour' ? table['flavour.choc'] : undefined));
}

/** The words for a refusal's code: what happened and what to do. */
export function errorWords(code: string): string {
  return words.value[`error.${code}`] ?? `${t('error.unknown')} (${code})`;
}

/** The word for a flavour of the settings; a name that is not one of ours speaks for itself. */
export function flavourWord(name: string): string {
  const flavour = knownFlavour(name);
  return flavour === undefined ? name : t(`flavour.${flavour}`);
}

/** KL in nats, ready to read: "0.0823", "거의 0". Phones show four decimals at most. */
export function formatKl(kl: number, place: 'stage' | 'phone' = 'stage'): string {
  return klDigits(kl, place) ?? t('kl.almost0');
}

/** Where the page has no room yet, call without; with a room's language it counts unless somebody chose. */
export function preferredLanguage(room: string | null = null): Language {
  return chooseLanguage({
    search: location.search,
    stored: readChoice(),
    room,
    preferred: navigator.languages,
  });
}

/** Loads what a phone says and switches to it; the latest request wins. */
export async function loadLanguage(wanted: Language = preferredLanguage()): Promise<void> {
  const mine = ++request;
  const loaded = await Promise.all(
    (languages[wanted]?.parts ?? []).slice(0, wantedParts).map((load) => load()),
  );
  if (mine !== request) return;
  batch(() => {
    words.value = Object.assign({}, ...loaded.map((part) => part.words));
    language.value = wanted;
  });
  document.documentElement.lang = wanted;
}

/** What a seat needs beyond the first screen. */
export async function loadSeated(wanted: Language): Promise<void> {
  wantedParts = Math.max(wantedParts, 2);
  await loadLanguage(wanted);
}

/** Loads everything a laptop page says. */
export async function loadStage(wanted: Language = preferredLanguage()): Promise<void> {
  wantedParts = 3;
  await loadLanguage(wanted);
}

/** Somebody chose: remembered on this device and stronger than the room's language. */
export async function setLanguage(wanted: Language): Promise<void> {
  try {
    localStorage.setItem(storageKey, wanted);
  } catch {
    // A browser that refuses storage still switches, for this page only.
  }
  await loadLanguage(wanted);
}

function readChoice(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
