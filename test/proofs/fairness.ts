import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import type { Opening } from '../../shared/fairness/commitment.ts';
import { verifyFairness } from '../../shared/fairness/verify.ts';
import type { PublishedLesson } from '../../shared/verification/verify-lesson.ts';
import { launchChromium } from '../support/chromium.ts';
import type { Lesson } from '../support/played-lesson.ts';
import { publishedLesson } from '../support/published-lesson.ts';
import { top } from '../support/run.ts';
import type { AskedOfBrowser, BrowserAnswer } from './fairness/in-browser.ts';
import {
  independentCommitment,
  independentHead,
  independentMystery,
  independentOrders,
} from './fairness/independent.ts';
import { lessonOf } from './fairness/lessons.ts';
import { tellOtherwise } from './fairness/other-histories.ts';
import { type Published, tamper } from './fairness/tampering.ts';
import { ownAnswer, type Vector } from './fairness/vectors.ts';
import { count, type Proof, type Size } from './proof.ts';

const sizes: Readonly<
  Record<Size, { readonly lessons: number; readonly changes: number; readonly inBrowser: number }>
> = {
  ci: { lessons: 12, changes: 10_000, inBrowser: 2000 },
  full: { lessons: 100, changes: 10_000, inBrowser: 10_000 },
};

const seed = 20_261_125;

export const fairness: Proof = {
  id: 'P5',
  promise: 'every draw can be verified again, and no change of a finished lesson passes',
  async prove(size) {
    const { changes, inBrowser } = sizes[size];
    const vectors = publishedVectors();
    const played: { readonly lesson: Lesson; readonly published: Published }[] = [];
    for (let k = 0; k < sizes[size].lessons; k += 1) {
      const lesson = lessonOf(seed + k);
      played.push({ lesson, published: await publishedLesson(lesson) });
    }
    const lessons = played.map(({ published }) => published);
    const wrongVectors = vectors.filter(
      (vector) => !agree(vector, ownAnswer(vector), independentAnswer(vector)),
    );
    const draws = lessons.reduce((sum, { lesson }) => sum + lesson.replay.rounds.length, 0);
    const unverified = lessons.filter(({ lesson }) => !drawsHold(lesson));
    const own = tamper(lessons, seed, changes);
    const others = await tellOtherwise(played);
    const browser = await inChromium({ lessons, seed, times: inBrowser, vectors });
    const unlikeVectors = vectors.filter((vector, k) => !agree(vector, browser.answers[k]));
    // Blind to the chain and to what is played once more, it has to miss much: else the count would prove nothing.
    const blind = tamper(lessons, seed, 300, (lesson, kept) => sealOnly(lesson, kept.commitment));
    const broken = [
      ...wrongVectors.map(({ commitment }) => `the vector ${commitment} comes out differently`),
      ...unlikeVectors.map(
        ({ commitment }) => `in the browser the vector ${commitment} comes out differently`,
      ),
      ...unverified.map(
        ({ lesson }) =>
          `a draw or the chain of ${lesson.replay.replayId} is another in the second implementation`,
      ),
      ...[...own.missed, ...browser.missed].map((what) => `nobody noticed a change: ${what}`),
      ...[...own.falseAlarms, ...browser.falseAlarms].map((step) => `a false alarm: ${step}`),
      ...others.broken,
      ...(others.believedByStrangers > 0 ? [] : ['no other history was good enough to be believed']),
      ...(blind.missed.length > 0 ? [] : ['a verification that is blind to the chain missed nothing']),
    ];
    const found = own.tried - own.missed.length + (browser.tried - browser.missed.length);
    const figures = [
      `${vectors.length} of ${vectors.length} vectors equal in two implementations and in Chromium`,
      `${count(draws)} draws of ${lessons.length} lessons verified twice`,
      `${count(found)} of ${count(own.tried + browser.tried)} changes of ${Object.keys(own.kinds).length} kinds found (${count(browser.tried)} in Chromium)`,
      `${others.told} lessons told otherwise from the first to the last event, each found by one head or seal (${others.believedByStrangers} pass before who was not there)`,
      `${own.falseAlarms.length + browser.falseAlarms.length} false alarms`,
      `a blind one misses ${blind.missed.length} of ${blind.tried}`,
    ];
    return { figures: figures.join('; '), broken, late: [] };
  },
};

function publishedVectors(): readonly Vector[] {
  const file = join(top, 'test/fixtures/jar-draw-1.json');
  const { cases, mystery } = JSON.parse(readFileSync(file, 'utf8')) as Record<
    'cases' | 'mystery',
    readonly PublishedVector[]
  >;
  return [...cases, ...mystery].map((entry) => {
    const { labels, replace, room, salt, seed: sealed, drawSize, counts, mix, commitment, rounds } = entry;
    const jar = entry.mystery === undefined ? { counts } : { mystery: entry.mystery };
    return {
      opening: { ...jar, drawSize, labels, replace, room, salt, seed: sealed } as Opening,
      ...{ mix, commitment, jar: counts },
      orders: rounds.map(({ order }) => order),
    };
  });
}

type PublishedVector = Omit<Opening, 'counts' | 'mystery'> & {
  readonly counts: readonly number[];
  readonly mystery?: number;
  readonly mix: string;
  readonly commitment: string;
  readonly rounds: readonly { readonly order: string }[];
};

type Answer = Omit<Vector, 'opening' | 'mix'>;

function independentAnswer({ opening, mix, jar: published, orders }: Vector): Answer {
  const { seed: sealed, room, labels } = opening;
  const jar =
    'mystery' in opening ? independentMystery(sealed, room, mix, opening.mystery, labels.length) : published;
  return {
    commitment: independentCommitment(opening),
    jar,
    orders: independentOrders(opening, mix, jar, orders.length),
  };
}

function agree({ commitment, jar, orders }: Vector, ...answers: readonly (Answer | undefined)[]): boolean {
  const expected = JSON.stringify({ commitment, jar, orders });
  return answers.every(
    (answer) =>
      answer !== undefined &&
      JSON.stringify({ commitment: answer.commitment, jar: answer.jar, orders: answer.orders }) === expected,
  );
}

/** Seal, jar, draws and chain by the second implementation. */
function drawsHold({ replay, log }: PublishedLesson): boolean {
  const vector = vectorOf(replay);
  return (
    vector !== null &&
    agree(vector, independentAnswer(vector)) &&
    independentHead(log.commitment, log.events) === log.head
  );
}

function vectorOf({ fairness: sealed, settings, jar, rounds }: PublishedLesson['replay']): Vector | null {
  if (sealed === null) return null;
  const { drawSize, flavours: labels, replacement: replace, mystery, population } = settings;
  const common = { drawSize, labels, replace, room: sealed.code, salt: sealed.salt, seed: sealed.seed };
  const opening: Opening = mystery ? { ...common, mystery: population } : { ...common, counts: jar };
  return {
    opening,
    mix: sealed.mix,
    commitment: sealed.commitment,
    jar,
    orders: rounds.map(({ order }) => order),
  };
}

function sealOnly({ replay }: PublishedLesson, kept: string | null) {
  const vector = vectorOf(replay);
  if (vector === null) return [];
  const orders = vector.orders.map((order) => [...order].map(Number));
  return verifyFairness({ ...vector, commitment: kept ?? vector.commitment, orders });
}

async function inChromium(asked: AskedOfBrowser): Promise<BrowserAnswer> {
  const script = await bundled();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: script });
    return await page.evaluate(
      (told) =>
        (
          globalThis as unknown as { fairness: { proveFairness(asked: AskedOfBrowser): BrowserAnswer } }
        ).fairness.proveFairness(told),
      asked,
    );
  } finally {
    await browser.close();
  }
}

/** The verification as the pages' own builder makes it, in one script. */
async function bundled(): Promise<string> {
  const entry = join(top, 'test/proofs/fairness/in-browser.ts');
  const lib = { entry, formats: ['iife' as const], name: 'fairness' };
  const built = await build({
    configFile: false,
    root: top,
    logLevel: 'silent',
    build: { write: false, lib },
  });
  const outputs = Array.isArray(built) ? built : [built];
  for (const output of outputs) {
    if (!('output' in output)) continue;
    const [chunk] = output.output;
    return chunk.code;
  }
  throw new Error('the verification was not bundled');
}
