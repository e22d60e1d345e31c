import type { Standing } from './independent-scores.ts';
import type { Tongue, Way } from './phone-hand.ts';

export const population = 10_000;
export const jar = 0.7;
export const rounds = 15;

/** Who plays, how far off the data each one aims round by round, and how each one moves the slider. */
export interface Student {
  readonly name: string;
  readonly tongue: Tongue;
  readonly hunch: number | null;
  /** Points of a percent off the posterior mean; null lets the last estimate stand. */
  readonly off: (round: number) => number | null;
  readonly way: (round: number) => Way;
}

const ways: readonly Way[] = ['typing', 'keys', 'drag', 'steppers'];

/** One begins badly and ends well, one the other way round, one is steady and once says nothing. */
export const students: readonly Student[] = [
  {
    name: '보름달',
    tongue: 'ko',
    hunch: 600,
    off: (round) => (round <= 3 ? 8 : 0.2),
    way: (round) => ways[round % 4] ?? 'keys',
  },
  {
    name: 'Blueberry',
    tongue: 'en',
    hunch: 420,
    off: (round) => (round <= 3 ? -0.5 : -6),
    way: (round) => ways[(round + 1) % 4] ?? 'keys',
  },
  {
    name: 'Cinnamon',
    tongue: 'en',
    hunch: null,
    off: (round) => (round === 5 ? null : 2),
    way: (round) => ways[(round + 2) % 4] ?? 'keys',
  },
];

/** What each one has placed and earned so far, reckoned beside the game. */
export interface StudentRecord {
  readonly tenths: number[];
  readonly standings: Standing[];
  points: number;
}
