import { cookieJar } from '../labs/cookie-jar.ts';
import type { JarEvidence, LabBot } from '../labs/lab.ts';
import { completeSettings } from '../room/complete-settings.ts';
import { namedFlavours } from '../room/flavour-names.ts';
import type { BotName, Language } from '../room/settings.ts';
import type { Replay, ReplayPlayer, ReplaySeries } from '../views/wire.ts';

/** Chocolate cookies among each hundred drawn; the sums are the story's 73, 212, 354, 698 and 1,052. */
export const STORY_DRAWS = [73, 69, 70, 72, 70, 68, 70, 69, 68, 69, 72, 71, 70, 70, 71] as const;
/** The adjusted guess the story prints, in percent of chocolate, by round. */
const PRINTED_GUESSES: Readonly<Record<number, number>> = { 0: 50, 1: 55, 3: 62, 5: 66, 10: 69, 15: 70 };
const JAR = [7000, 3000] as const;
const PER_DRAW = 100;
const BOTS: readonly BotName[] = ['exact', 'svi'];

const STORY_ID = 'story';
export const STORY_PLAYER = 'story';

/** The story's own run as a replay: never sealed, played by its printed guesses and two bots. */
export function storyReplay(language: Language, words: { title: string; player: string }): Replay {
  const completed = completeSettings({ language, flavours: namedFlavours(language, JAR), bots: BOTS });
  if (!completed.ok) throw new Error(`the story's own settings are refused: ${completed.field}`);
  const bots = BOTS.map((bot) => ({ bot, ...scored(botEstimates(bot)) }));
  return {
    version: 1,
    replayId: STORY_ID,
    title: words.title,
    openedAt: 0,
    settings: completed.settings,
    jar: JAR,
    fairness: null,
    rounds: STORY_DRAWS.map((chocolate, k) => {
      const { mean, count } = cookieJar.posterior(evidence(k + 1));
      return {
        round: k + 1,
        order: orderOf(chocolate),
        counts: [chocolate, PER_DRAW - chocolate],
        guessed: true,
        posterior: mean,
        posteriorCount: count,
        floor: cookieJar.floor(evidence(k + 1)),
        twist: false,
        belief: null,
      };
    }),
    players: [storyPlayer(words.player)],
    bots,
    crowd: scored(printedEstimates()),
  };
}

function storyPlayer(name: string): ReplayPlayer {
  const series = scored(printedEstimates());
  let total = 0;
  const totals = series.points.map((points) => {
    total += points ?? 0;
    return points === null ? null : total;
  });
  return {
    playerId: STORY_PLAYER,
    name,
    cookie: 0,
    fromRound: 1,
    ...series,
    totals,
    ranks: totals.map((value) => (value === null ? null : 1)),
    bet: null,
  };
}

function evidence(rounds: number): JarEvidence {
  return {
    flavours: JAR.length,
    population: JAR[0] + JAR[1],
    replacement: 'never',
    batches: STORY_DRAWS.slice(0, rounds).map((chocolate) => [chocolate, PER_DRAW - chocolate]),
  };
}

/** What the story does not print stays as it was: the one rule for silence. */
function printedEstimates(): readonly (readonly number[])[] {
  let percent = PRINTED_GUESSES[0] ?? 0;
  return Array.from({ length: STORY_DRAWS.length + 1 }, (_, round) => {
    percent = PRINTED_GUESSES[round] ?? percent;
    return [percent / 100, (100 - percent) / 100];
  });
}

function botEstimates(bot: LabBot): readonly (readonly number[])[] {
  let estimate = cookieJar.initialEstimate(JAR.length);
  const later = STORY_DRAWS.map((_, k) => {
    estimate = cookieJar.botStep(bot, estimate, evidence(k + 1));
    return estimate;
  });
  return [cookieJar.initialEstimate(JAR.length), ...later];
}

function scored(estimates: readonly (readonly number[])[]): ReplaySeries {
  const scores = estimates.map((estimate, round) =>
    round === 0 ? null : cookieJar.evidenceScorer(evidence(round))(estimate),
  );
  return {
    estimates,
    kl: scores.map((score) => score?.kl ?? null),
    klJar: estimates.map((estimate) => cookieJar.truth(JAR, estimate)),
    points: scores.map((score) => score?.points ?? null),
    parts: null,
  };
}

/** The story tells how many, not in which order: the chocolate ones are spread evenly. */
function orderOf(chocolate: number): string {
  let order = '';
  for (let k = 0; k < PER_DRAW; k += 1) {
    const before = Math.floor((k * chocolate) / PER_DRAW);
    order += Math.floor(((k + 1) * chocolate) / PER_DRAW) > before ? '0' : '1';
  }
  return order;
}
