import { perfectFloor } from '../inference/reveal.ts';
import type { Dir, JarModel, Nats } from '../inference/types.ts';
import type { JarEvidence } from './lab.ts';

/** One for every flavour: before the first cookie every composition is as likely as any other. */
export function uniformPrior(flavours: number): Dir {
  return Array.from({ length: flavours }, () => 1);
}

export function modelOf({ flavours, population, replacement }: JarEvidence): JarModel {
  return { replacement, population, prior: uniformPrior(flavours) };
}

export function floorOf({ flavours, population, replacement, batches }: JarEvidence): Nats | null {
  const drawn = sumOf(batches.map(sumOf));
  return drawn === 0 ? null : perfectFloor({ replacement, population, drawn, flavours });
}

export function sumOf(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
