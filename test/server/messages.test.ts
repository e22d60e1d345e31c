import { describe, expect, test } from 'vitest';
import { languageOf, messageFor } from '../../server/messages.ts';
import { errorCodes } from '../../shared/errors.ts';

describe('messages', () => {
  test.each(errorCodes)('%s says in both languages what happened and what to do', (code) => {
    for (const language of ['ko', 'en'] as const) {
      const sentences = messageFor(code, language)
        .split(/[.:;](?:\s|$)/)
        .filter(Boolean);
      expect(sentences.length, messageFor(code, language)).toBeGreaterThanOrEqual(2);
    }
    expect(messageFor(code, 'ko')).toMatch(/[가-힣]/);
    expect(messageFor(code, 'en')).not.toMatch(/[가-힣]/);
  });

  test.each([
    [undefined, 'en'],
    ['', 'en'],
    ['ko', 'ko'],
    ['ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7', 'ko'],
    ['en-GB,en;q=0.9,ko;q=0.8', 'en'],
    ['fr,ko;q=0.3,en;q=0.2', 'ko'],
    ['de', 'en'],
    ['en;q=0,ko;q=0.1', 'ko'],
    ['kok,en;q=0.1', 'en'],
    [';;;q=ko,,,', 'en'],
    ['x'.repeat(100_000), 'en'],
  ])('%j asks for %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
