import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plantedCopy } from '../support/planted-copy.ts';
import { top } from '../support/run.ts';
import { runSeeds } from './fleet.ts';
import { plants } from './planted/plants.ts';
import { replaced } from './planted/search.ts';

/** Seconds alone, a minute on a busy machine. */
const longestMs = 180_000;

async function digests(from: number, to: number, folder = top): Promise<readonly string[]> {
  const found: string[] = [];
  await runSeeds({ from, to, folder }, ({ digest }) => found.push(digest));
  return found;
}

describe('a simulated class', () => {
  test(
    'is the same whenever its seed is run, alone or after others',
    async () => {
      const together = await digests(1, 4);
      expect(new Set(together).size).toBe(4);
      expect(await digests(1, 4)).toEqual(together);
      expect(await digests(3, 3)).toEqual(together.slice(2, 3));
    },
    longestMs,
  );

  test.each([
    ['the real time', 'process.hrtime.bigint().toString(16)'],
    ['the real generator', 'process.getBuiltinModule("node:crypto").randomUUID().slice(0, 8)'],
  ])(
    'is not the same where %s leaks into it',
    async (_what, leak) => {
      const copy = plantedCopy(['test/simulation', 'test/support']);
      try {
        const pad = "Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')";
        copy.plant('client/connection.ts', (text) =>
          replaced(text, 'client/connection.ts', pad, `${pad} + ${leak}`),
        );
        expect(await digests(1, 2, copy.path)).not.toEqual(await digests(1, 2, copy.path));
      } finally {
        copy.remove();
      }
    },
    longestMs,
  );
});

test.each(plants)('what is planted for “$name” still has its place', ({ changes }) => {
  const texts = new Map<string, string>();
  for (const { file, from, to } of changes) {
    const text = texts.get(file) ?? readFileSync(join(top, file), 'utf8');
    texts.set(file, replaced(text, file, from, to));
  }
  for (const [file, text] of texts) expect(text).not.toBe(readFileSync(join(top, file), 'utf8'));
});
