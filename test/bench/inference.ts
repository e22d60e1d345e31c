import { beliefScorer, pointScorer } from '../../shared/inference/scoring.ts';
import type { Dir, JarModel, Simplex } from '../../shared/inference/types.ts';
import { STORY_DRAWS } from '../../shared/story/story.ts';
import { chanceOf } from '../support/chance.ts';
import { compareMs, type Measurement, type Options } from './measurement.ts';

const STUDENTS = 10_000;
const model: JarModel = { replacement: 'never', population: 10_000, prior: [1, 1] };
const batches = STORY_DRAWS.map((first) => [first, 100 - first]);
/** What is known after each of the fifteen rounds. */
const rounds = batches.map((_, t) => ({ batches: batches.slice(0, t + 1) }));
const scores = STUDENTS * rounds.length;

const chance = chanceOf(1);
const guesses = Array.from({ length: STUDENTS }, (): Simplex => {
  const share = Math.round(1 + 998 * chance()) / 1000;
  return [share, 1 - share];
});
const beliefs = guesses.map((guess): Dir => {
  const width = 2 + 2000 * chance();
  return guess.map((share) => share * width);
});
const numbers = Float64Array.from({ length: scores }, () => 1e-3 + chance());

function logarithms(): number {
  let total = 0;
  for (const x of numbers) total += Math.log(x);
  return total;
}

function elboGaps(): number {
  let total = 0;
  for (const evidence of rounds) {
    const score = beliefScorer(model, evidence);
    for (const belief of beliefs) total += score(belief).gap.total;
  }
  return total;
}

function pointScores(): number {
  let total = 0;
  for (const evidence of rounds) {
    const score = pointScorer(model, evidence);
    for (const guess of guesses) total += score(guess).points;
  }
  return total;
}

/** Scoring a crowd in one process on one core, beside as many bare logarithms. */
export function inference({ runs }: Options): readonly Measurement[] {
  const line = (what: string, work: () => number): Measurement => {
    const times = compareMs(runs, logarithms, work);
    const perSecond = Math.round(scores / (times.ours / 1000)).toLocaleString('en');
    return { what, unit: 'ms', ...times, note: `${perSecond} scores a second` };
  };
  return [
    {
      ...line(
        `point scores of ${STUDENTS} students in ${rounds.length} rounds (floor: Math.log)`,
        pointScores,
      ),
      reach: { ratio: 2.5 },
      beyond: { ratio: 1.5 },
    },
    {
      ...line(`ELBO gaps of ${STUDENTS} students in ${rounds.length} rounds (floor: Math.log)`, elboGaps),
      reach: { most: 1000 },
    },
  ];
}
