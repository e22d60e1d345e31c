import { plantedCopy } from '../../support/planted-copy.ts';
import { runSeeds } from '../fleet.ts';
import type { Plant } from './plants.ts';

/** How many seeds it takes until the planted bug breaks what it must break; null if `most` are not enough. */
export async function seedsToFind({ changes, breaks }: Plant, most: number): Promise<number | null> {
  const copy = plantedCopy(['test/simulation', 'test/support']);
  try {
    for (const { file, from, to } of changes) copy.plant(file, (text) => replaced(text, file, from, to));
    let found: number | null = null;
    for (let from = 1; from <= most && found === null; ) {
      let last = from;
      await runSeeds({ from, to: most, first: true, folder: copy.path }, ({ seed, violations }) => {
        last = seed;
        if (violations.some(({ invariant }) => breaks.includes(invariant))) found = seed;
      });
      from = last + 1;
    }
    return found;
  } finally {
    copy.remove();
  }
}

/** Text that has moved on would plant nothing, and a search for nothing would prove nothing. */
export function replaced(text: string, file: string, from: string, to: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${from}`);
  return parts.join(to);
}
