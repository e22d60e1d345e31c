import type { SettingsInput } from '../../../shared/room/settings.ts';
import { type Chance, chanceOf, oneOf, whole } from '../../support/chance.ts';
import { pairwise } from '../../support/pairwise.ts';

export const rounds = 4;
const cookiesPerDraw = 20;

export interface Case {
  readonly flavours: number;
  readonly mystery: boolean;
  /** How one of the phones is connected. */
  readonly transport: 'websocket' | 'polling';
  readonly settings: SettingsInput;
}

/** Everything of a room but its jar, every two values of two settings together in at least one case. */
export const cases: readonly Case[] = pairwise({
  flavours: [2, 3, 4, 5],
  replacement: ['never', 'round', 'each'],
  estimate: ['point', 'belief'],
  bet: [false, true],
  tally: ['always', 'draw', 'none'],
  board: [1, 'end', 'never'],
  histogram: ['live', 'close', 'never'],
  rankBy: ['evidence', 'jar'],
  mystery: [false, true],
  autoClose: [false, true],
  names: ['free', 'generated'],
  replayNames: ['pseudonyms', 'display'],
  guessSeconds: [300, null],
  bots: [['exact', 'svi', 'decay'], []],
  transport: ['websocket', 'polling'],
}).map(({ flavours, mystery, transport, ...settings }) => ({ flavours, mystery, transport, settings }));

/** The draws that every jar of a case gives: the last flavour of several stays rare. */
export function drawsFor(flavours: number): readonly (readonly number[])[] {
  const chance = chanceOf(flavours);
  return Array.from({ length: rounds }, () => {
    const counts = new Array<number>(flavours).fill(1);
    for (let left = cookiesPerDraw - flavours; left > 0; left -= 1) {
      const flavour = whole(chance, flavours === 2 ? 2 : flavours - 1);
      counts[flavour] = (counts[flavour] ?? 0) + 1;
    }
    return counts;
  });
}

export interface Group {
  readonly of: Case;
  readonly population: number;
  /** The counts of the jars that are compared; of a mystery jar the seal alone decides. */
  readonly jars: readonly (readonly number[])[];
}

/** Jars of one size that all could have given the draws; the first is what the others are held against. */
export function groupOf(of: Case, pairs: number, chance: Chance): Group {
  const draws = drawsFor(of.flavours);
  const least = Array.from({ length: of.flavours }, (_, k) => {
    const drawn = draws.map((counts) => counts[k] ?? 0);
    return of.settings.replacement === 'never' ? drawn.reduce((a, b) => a + b) : Math.max(...drawn);
  });
  const smallest = least.reduce((a, b) => a + b);
  // A jar that is refilled between rounds has a posterior that takes its time at a million cookies.
  const largest = of.settings.replacement === 'round' ? 20_000 : 1_000_000;
  const population = oneOf(chance, [smallest + 1, 1000, 10_000, largest, smallest + whole(chance, 5000)]);
  const jars = Array.from({ length: pairs + 1 }, () => fill(least, population - smallest, chance));
  return { of, population, jars };
}

/** What is not needed for the draws: all of one flavour, the same of each, or cut at random places. */
function fill(least: readonly number[], spare: number, chance: Chance): readonly number[] {
  const kinds = least.length;
  const style = whole(chance, 4);
  const only = whole(chance, kinds);
  const cuts = Array.from({ length: kinds - 1 }, (_, k) =>
    style === 0
      ? k < only
        ? 0
        : spare
      : style === 1
        ? Math.floor((spare * (k + 1)) / kinds)
        : whole(chance, spare + 1),
  ).sort((a, b) => a - b);
  const ends = [0, ...cuts, spare];
  return least.map((count, k) => count + (ends[k + 1] ?? 0) - (ends[k] ?? 0));
}
