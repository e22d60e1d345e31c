import { flavourNames, namedFlavours } from './flavour-names.ts';
import { offeredBet } from './offered.ts';
import type { Language, RoomSettings, SettingsInput } from './settings.ts';
import { drawSizeOf } from './settings.ts';
import { showingMs } from './timing.ts';

export type PresetId = 'lesson' | 'storyInFive' | 'storyInFull' | 'even' | 'rare' | 'three';

export interface Preset {
  readonly id: PresetId;
  readonly settings: SettingsInput;
}

/** Small first draws, where a guess is a judgement, and large last ones, where it becomes a measurement. */
const LESSON_DRAWS = [5, 10, 25, 60, 150, 250] as const;
/** Draws that end on the rounds the article prints: 100, 300, 500, 1,000 and 1,500 cookies. */
const STORY_IN_FIVE_DRAWS = [100, 200, 200, 500, 500] as const;
const COOKIES = 10_000;

/** The games one tap opens, the recommended first. */
export function presets(language: Language): readonly Preset[] {
  const lesson = { language, drawSize: LESSON_DRAWS, guessSeconds: 25, autoClose: true } as const;
  const story = { language, flavours: namedFlavours(language, [7000, 3000]) } as const;
  const names = flavourNames[language];
  return [
    {
      id: 'lesson',
      settings: {
        ...lesson,
        tally: 'draw',
        bet: offeredBet,
        mystery: { flavours: names.slice(0, 2), population: COOKIES },
      },
    },
    {
      id: 'storyInFive',
      settings: { ...story, drawSize: STORY_IN_FIVE_DRAWS, guessSeconds: 30, autoClose: true },
    },
    { id: 'storyInFull', settings: { ...story, drawSize: 100, rounds: 15 } },
    { id: 'even', settings: { ...lesson, flavours: namedFlavours(language, [5200, 4800]) } },
    { id: 'rare', settings: { ...lesson, flavours: namedFlavours(language, [9500, 500]) } },
    { id: 'three', settings: { ...lesson, flavours: namedFlavours(language, [5000, 3000, 2000]) } },
  ];
}

/** Scanning the code, choosing a name, a hunch in the lobby, and the seal explained. */
const JOINING_S = 150;
/** The slowest of thirty students is usually done by now; a deadline earlier than this cuts in before. */
const SLOWEST_DONE_S = 22;
/** How long a round without a deadline stays open before the host closes it. */
const UNHURRIED_S = 40;
/** The finding read aloud, a look at the chart, one question to the class. */
const RESULTS_S = 45;
/** Two ends of a band, on a slider everybody knows by now. */
const BET_S = 15;
const REVEAL_S = 75;
/** Five cards. */
const DEBRIEF_S = 225;

/** How long a class will take, in minutes: joining, draws, guesses, results, bet, reveal and debrief. */
export function lessonMinutes(
  settings: Pick<RoomSettings, 'drawSize' | 'rounds' | 'guessSeconds' | 'autoClose' | 'bet'>,
): number {
  let seconds = JOINING_S + (settings.bet ? BET_S : 0) + REVEAL_S + DEBRIEF_S;
  for (let round = 1; round <= settings.rounds; round += 1) {
    seconds += showingMs(round, drawSizeOf(settings, round)) / 1000 + guessingSeconds(settings) + RESULTS_S;
  }
  return seconds / 60;
}

function guessingSeconds({
  guessSeconds,
  autoClose,
}: Pick<RoomSettings, 'guessSeconds' | 'autoClose'>): number {
  const limit = guessSeconds ?? UNHURRIED_S;
  return autoClose ? Math.min(limit, SLOWEST_DONE_S) : limit;
}
