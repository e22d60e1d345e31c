import type { Lean } from '../../../shared/views/lean.ts';
import type { YouView } from '../../../shared/views/wire.ts';

/** Numbers only, three to a line: ten thousand phones keep fifteen rounds of them. */
export interface Diary {
  readonly playerId: string;
  /** Of every acknowledged estimate its round, the first flavour's share, and where it stands in the log. */
  readonly acknowledged: number[];
  /** Of every own score that was heard its round, the rank and the total. */
  readonly told: number[];
}

export function emptyDiary(playerId: string): Diary {
  return { playerId, acknowledged: [], told: [] };
}

export function writeScore({ told }: Diary, { score }: Pick<Lean<YouView>, 'score'>): void {
  if (score !== undefined) told.push(score.round, score.rank, score.total);
}

export function linesOf(numbers: readonly number[]): (readonly [number, number, number])[] {
  return Array.from({ length: numbers.length / 3 }, (_, k) => {
    const [first = 0, second = 0, third = 0] = numbers.slice(3 * k, 3 * k + 3);
    return [first, second, third] as const;
  });
}
