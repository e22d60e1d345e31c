import { afterEach, describe, expect, test } from 'vitest';
import { beginPractice } from '../../../client/pages/practice/begin.ts';
import type { Practice } from '../../../client/pages/practice/practice-game.ts';
import type { TallyLevel } from '../../../shared/room/settings.ts';

const opened: Practice[] = [];
afterEach(() => {
  for (const practice of opened.splice(0)) practice.close();
});

function begun(language: 'ko' | 'en', tally: TallyLevel): Practice {
  const practice = beginPractice(language, tally);
  opened.push(practice);
  return practice;
}

describe('practising alone', () => {
  test.each(['ko', 'en'] as const)('is the recommended lesson without a clock, in %s', (language) => {
    expect(begun(language, 'always').front.value.settings).toMatchObject({
      language,
      drawSize: [5, 10, 25, 60, 150, 250],
      population: 10_000,
      mystery: true,
      estimate: 'point',
      scoring: 'evidence',
      guessSeconds: null,
      tally: 'always',
      autoClose: true,
    });
  });

  test('may leave the earlier draws to memory', () => {
    expect(begun('ko', 'draw').front.value.settings.tally).toBe('draw');
  });

  test('seals another jar every time', () => {
    const seals = [1, 2, 3].map(() => begun('ko', 'always').front.value.commitment);
    expect(new Set(seals).size).toBe(3);
    for (const seal of seals) expect(seal).toMatch(/^[0-9a-f]{64}$/);
  });
});
