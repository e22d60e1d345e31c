import type { Opening } from '../../../shared/fairness/commitment.ts';
import type { OpenedJar } from '../../../shared/fairness/verify.ts';
import vectors from '../../fixtures/jar-draw-1.json';

type VectorRound = { readonly round: number; readonly order: string; readonly counts: readonly number[] };

export type Vector = {
  readonly title: string;
  readonly opening: Opening;
  readonly text: string;
  readonly commitment: string;
  readonly mix: string;
  readonly jar: readonly number[];
  readonly rounds: readonly VectorRound[];
};

function readVector(entry: (typeof vectors.cases)[number] | (typeof vectors.mystery)[number]): Vector {
  const { labels, replace, room, salt, seed, drawSize } = entry;
  const jar = 'mystery' in entry ? { mystery: entry.mystery } : { counts: entry.counts };
  const opening = { ...jar, drawSize, labels, replace, room, salt, seed } as Opening;
  return {
    title: `${room} ${replace} ${JSON.stringify(jar)}`,
    opening,
    text: entry.opening,
    commitment: entry.commitment,
    mix: entry.mix,
    jar: entry.counts,
    rounds: entry.rounds,
  };
}

export const chosenJars: readonly Vector[] = vectors.cases.map(readVector);
export const mysteryJars: readonly Vector[] = vectors.mystery.map(readVector);
export const allJars: readonly Vector[] = [...chosenJars, ...mysteryJars];

export function orderOf(round: VectorRound): readonly number[] {
  return [...round.order].map(Number);
}

export function openedOf(vector: Vector): OpenedJar {
  const { commitment, opening, mix, jar, rounds } = vector;
  return { commitment, opening, mix, jar, orders: rounds.map(orderOf) };
}
