import { describe, expect, test } from 'vitest';
import { cleanName } from '../../shared/names.ts';
import { suggestName } from '../../shared/nicknames.ts';

const languages = ['ko', 'en'] as const;
const PAIRS = 576;
const ALL = 9 * PAIRS;

describe.each(languages)('nicknames in %s', (language) => {
  const names = Array.from({ length: ALL }, (_, n) => suggestName(n, language));

  test('every one is a name as it stands', () => {
    expect(names.filter((name) => !accepted(name))).toEqual([]);
  });

  test('no two look alike', () => {
    const skeletons = names.map((name) => {
      const result = cleanName(name);
      return result.ok ? result.skeleton : result.code;
    });
    expect(new Set(skeletons).size).toBe(ALL);
  });

  test('the plain pairs come before the numbered ones', () => {
    expect(names.slice(0, PAIRS).some((name) => /\d/.test(name))).toBe(false);
    expect(names.slice(PAIRS).every((name) => /[2-9]$/.test(name))).toBe(true);
  });

  test('neighbours share no word', () => {
    const sharing = names.slice(1, PAIRS).filter((name, n) => {
      const before = names[n]?.split(' ') ?? [];
      return name.split(' ').some((word) => before.includes(word));
    });
    expect(sharing).toEqual([]);
  });

  test('any integer will do', () => {
    expect(suggestName(ALL, language)).toBe(names[0]);
    expect(suggestName(-1, language)).toBe(names[ALL - 1]);
    expect(accepted(suggestName(Number.MAX_SAFE_INTEGER, language))).toBe(true);
  });
});

function accepted(name: string): boolean {
  const result = cleanName(name);
  return result.ok && result.name === name;
}
