import type { Refusal } from '../errors.ts';
import { namedFlavours } from './flavour-names.ts';
import type { EstimateKind, LabId, RoomSettings, SettingsInput } from './settings.ts';
import { drawSizeOf } from './settings.ts';

/** The classic game: the story in full. */
export const classic = {
  language: 'ko',
  lab: 'cookie-jar',
  counts: [7000, 3000],
  drawSize: 100,
  rounds: 15,
  guessSeconds: 40,
  replacement: 'never',
  estimate: 'point',
  scoring: 'evidence',
  rankBy: 'evidence',
  tally: 'always',
  histogram: 'close',
  board: 1,
  bots: ['exact', 'svi'],
  names: 'free',
  replayNames: 'pseudonyms',
  autoClose: false,
  bet: false,
  maxPlayers: 300,
} as const;

const labOf: Readonly<Record<EstimateKind, LabId>> = { point: 'cookie-jar', belief: 'shape-and-width' };

/** More cookies than this make the exact posterior of a jar that is refilled too slow for a classroom. */
const MOST_COOKIES = 1_000_000;
const MOST_PER_DRAW = 1000;
const MOST_ROUNDS = 200;
const MOST_PLAYERS = 10_000;
const FEWEST_FLAVOURS = 2;
const MOST_FLAVOURS = 5;
const FLAVOUR_NAME_LENGTH = 24;
const TITLE_LENGTH = 80;
const SHORTEST_GUESS_S = 5;
const LONGEST_GUESS_S = 600;

export interface CompleteSettings {
  readonly ok: true;
  readonly settings: RoomSettings;
  /** The sealed part: null for a mystery jar. */
  readonly counts: readonly number[] | null;
  readonly title: string;
}

/** `field` names the input that cannot stand, so that the form can point at it. */
export type SettingsRefusal = Refusal & { readonly field: keyof SettingsInput };

interface Jar {
  readonly names: readonly string[];
  readonly counts: readonly number[] | null;
  readonly population: number;
}

/** Fills what the host left out with the classic game and refuses what no jar can give. */
export function completeSettings(input: SettingsInput): CompleteSettings | SettingsRefusal {
  const language = input.language ?? classic.language;
  const jar = jarOf(input, language);
  const drawSize = input.drawSize ?? classic.drawSize;
  const rounds = typeof drawSize === 'number' ? (input.rounds ?? classic.rounds) : drawSize.length;
  const estimate = input.estimate ?? classic.estimate;
  const settings: RoomSettings = {
    language,
    lab: labOf[estimate],
    flavours: jar.names,
    population: jar.population,
    mystery: jar.counts === null,
    drawSize,
    rounds,
    guessSeconds: input.guessSeconds === undefined ? classic.guessSeconds : input.guessSeconds,
    replacement: input.replacement ?? classic.replacement,
    estimate,
    scoring: input.scoring ?? classic.scoring,
    rankBy: input.rankBy ?? classic.rankBy,
    tally: input.tally ?? classic.tally,
    histogram: input.histogram ?? classic.histogram,
    board: input.board ?? classic.board,
    bots: [...new Set(input.bots ?? classic.bots)],
    names: input.names ?? classic.names,
    replayNames: input.replayNames ?? classic.replayNames,
    autoClose: input.autoClose ?? classic.autoClose,
    bet: input.bet ?? classic.bet,
    maxPlayers: input.maxPlayers ?? classic.maxPlayers,
  };
  const title = (input.title ?? '').trim();
  const field = faultyJar(input, jar) ?? faultyDraws(input, settings) ?? faultyRest(title, settings);
  return field === null
    ? { ok: true, settings, counts: jar.counts, title }
    : { ok: false, code: 'settings/invalid', field };
}

function jarOf(input: SettingsInput, language: RoomSettings['language']): Jar {
  if (input.mystery !== undefined) {
    const { flavours, population } = input.mystery;
    return { names: flavours.map(tidy), counts: null, population };
  }
  const flavours = input.flavours ?? namedFlavours(language, classic.counts);
  const counts = flavours.map((flavour) => flavour.count);
  return { names: flavours.map((flavour) => tidy(flavour.name)), counts, population: sum(counts) };
}

function faultyJar(input: SettingsInput, jar: Jar): keyof SettingsInput | null {
  const field = input.mystery === undefined ? 'flavours' : 'mystery';
  if (input.mystery !== undefined && input.flavours !== undefined) return 'mystery';
  const { names, counts, population } = jar;
  if (!isWhole(names.length, FEWEST_FLAVOURS, MOST_FLAVOURS)) return field;
  if (!names.every((name) => isWhole(name.length, 1, FLAVOUR_NAME_LENGTH))) return field;
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) return field;
  if (!isWhole(population, names.length, MOST_COOKIES)) return field;
  if (counts === null) return null;
  const possible = counts.every((count) => isWhole(count, 0, MOST_COOKIES));
  // A jar of one flavour leaves nothing to guess.
  return possible && counts.filter((count) => count > 0).length >= 2 ? null : field;
}

function faultyDraws(input: SettingsInput, settings: RoomSettings): keyof SettingsInput | null {
  const { drawSize, rounds, population, replacement } = settings;
  if (!isWhole(rounds, 1, MOST_ROUNDS)) return typeof drawSize === 'number' ? 'rounds' : 'drawSize';
  if (typeof drawSize !== 'number' && (input.rounds ?? rounds) !== rounds) return 'rounds';
  const sizes = Array.from({ length: rounds }, (_, k) => drawSizeOf(settings, k + 1));
  if (!sizes.every((size) => isWhole(size, 1, MOST_PER_DRAW))) return 'drawSize';
  const mostAtOnce = replacement === 'never' ? sum(sizes) : Math.max(...sizes);
  return mostAtOnce <= population ? null : 'drawSize';
}

function faultyRest(title: string, settings: RoomSettings): keyof SettingsInput | null {
  const { guessSeconds, board, maxPlayers } = settings;
  if (title.length > TITLE_LENGTH) return 'title';
  // A belief is about the recipe, which no jar can settle.
  if (settings.estimate === 'belief' && settings.scoring === 'open') return 'scoring';
  if (guessSeconds !== null && !isWhole(guessSeconds, SHORTEST_GUESS_S, LONGEST_GUESS_S)) {
    return 'guessSeconds';
  }
  if (typeof board === 'number' && !isWhole(board, 1, MOST_ROUNDS)) return 'board';
  return isWhole(maxPlayers, 1, MOST_PLAYERS) ? null : 'maxPlayers';
}

function tidy(name: string): string {
  return name.normalize('NFC').trim();
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
