import type { Replay } from '../../../shared/views/wire.ts';
import { tallyAt } from './standing.ts';

export interface StoryRow {
  readonly round: number;
  readonly counts: readonly number[];
  /** Share of the first flavour. */
  readonly guess: number;
  readonly klJar: number;
}

/** The rounds the story prints. */
const printed = [0, 1, 3, 5, 10, 15];

/** The story's own table, read from its record. */
export function storyRows({ rounds, players, jar }: Replay): readonly StoryRow[] {
  const [story] = players;
  return printed.flatMap((round) => {
    const guess = story?.estimates[round]?.[0];
    const klJar = story?.klJar[round] ?? null;
    if (guess === undefined || klJar === null) return [];
    return [{ round, counts: tallyAt(rounds, round, jar.length), guess, klJar }];
  });
}
