import { describe, expect, test } from 'vitest';
import { proofs } from './registry.ts';

/** Ten times what the longest takes where nothing else runs. */
const longestMs = 60 * 60_000;

describe('promises, in the sizes of every change', () => {
  test.each(proofs)(
    '$id $promise',
    async ({ id, prove }) => {
      const { figures, broken, late } = await prove('ci');
      console.log([`${id} ${figures}`, ...late.map((sentence) => `   late: ${sentence}`)].join('\n'));
      expect(broken).toEqual([]);
    },
    longestMs,
  );

  test('have one proof each, in order', () => {
    const numbers = proofs.map(({ id }) => Number(id.slice(1)));
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  });
});
