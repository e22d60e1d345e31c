import type { ErrorCode } from '../shared/errors.ts';
import { cleanName } from '../shared/names.ts';
import { suggestName } from '../shared/nicknames.ts';
import type { Language } from '../shared/room/settings.ts';
import type { RoomState } from '../shared/room/state.ts';
import type { NameEntry } from './store/event-store.ts';

type ChosenName =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly code: ErrorCode };

/** Where nine of ten suggestions are taken, fewer than one walk in a hundred finds nothing in so many. */
const MOST_TRIES = 64;

/** What a suggestion looks like costs more to find out than to remember. */
const suggested = new Map<string, { readonly name: string; readonly looks: string }>();

/** The names of one room and what they look like: no two seats in play look the same. */
export class SeatNames {
  readonly #names = new Map<string, string>();
  readonly #holders = new Map<string, string>();

  constructor(names: ReadonlyMap<string, string>) {
    for (const [playerId, name] of names) this.set({ playerId, name });
  }

  get size(): number {
    return this.#names.size;
  }

  entries(): IterableIterator<[string, string]> {
    return this.#names.entries();
  }

  get(playerId: string): string | undefined {
    return this.#names.get(playerId);
  }

  set({ playerId, name }: NameEntry): void {
    const before = this.#names.get(playerId);
    if (before !== undefined && this.#holders.get(looksOf(before)) === playerId) {
      this.#holders.delete(looksOf(before));
    }
    this.#names.set(playerId, name);
    this.#holders.set(looksOf(name), playerId);
  }

  /** The name as the room will show it; `own` is the seat that may keep its looks. */
  choose(state: RoomState, raw: string, own?: string): ChosenName {
    const clean = cleanName(raw);
    if (!clean.ok) return clean;
    lookedAt = { name: clean.name, looks: clean.skeleton };
    return this.#isTaken(state, clean.skeleton, own)
      ? { ok: false, code: 'name/taken' }
      : { ok: true, name: clean.name };
  }

  /** A name nobody in the room has; the walk through the list begins at `start`. */
  makeUp(state: RoomState, start: number, language: Language): string {
    for (let n = start; n < start + MOST_TRIES; n += 1) {
      const { name, looks } = suggestion(n, language);
      if (!this.#isTaken(state, looks)) return name;
    }
    // Hardly a name is left: the number of the seat tells them apart.
    for (let n = this.size + 1; ; n += 1) {
      const name = `${language === 'ko' ? '쿠키' : 'Cookie'} ${n}`;
      if (!this.#isTaken(state, looksOf(name))) return name;
    }
  }

  /** Somebody who left gives the name back; a name that was removed stays away. */
  #isTaken(state: RoomState, looks: string, own?: string): boolean {
    const holder = this.#holders.get(looks);
    return holder !== undefined && holder !== own && state.open.roster.get(holder)?.out !== 'left';
  }
}

function suggestion(n: number, language: Language): { readonly name: string; readonly looks: string } {
  const name = suggestName(n, language);
  const known = suggested.get(name);
  if (known !== undefined) return known;
  const made = { name, looks: looksOf(name) };
  suggested.set(name, made);
  return made;
}

/** A name is looked at when it is chosen, and again when it is set a moment later. */
let lookedAt = { name: '', looks: '' };

function looksOf(name: string): string {
  if (lookedAt.name !== name) {
    const clean = cleanName(name);
    lookedAt = { name, looks: clean.ok ? clean.skeleton : name };
  }
  return lookedAt.looks;
}
