import { describe, expect, test } from 'vitest';
import { words as en } from '../../../client/locales/en.ts';
import { words as enSeated } from '../../../client/locales/en-seated.ts';
import { words as enStage } from '../../../client/locales/en-stage.ts';
import { words as ko } from '../../../client/locales/ko.ts';
import { words as koSeated } from '../../../client/locales/ko-seated.ts';
import { words as koStage } from '../../../client/locales/ko-stage.ts';
import { errorCodes } from '../../../shared/errors.ts';

const tables = [
  ['phone', ko, en],
  ['seated', koSeated, enSeated],
  ['stage', koStage, enStage],
] as const;

const names = (sentence: string): readonly string[] =>
  [...new Set([...sentence.matchAll(/\{(\w+)/g)].map((match) => match[1] ?? ''))].sort();

describe.each(tables)(
  '%s words',
  (_, korean: Readonly<Record<string, string>>, english: Readonly<Record<string, string>>) => {
    test('have the same keys in both languages', () => {
      expect(Object.keys(english).sort()).toEqual(Object.keys(korean).sort());
    });

    test('ask for the same values in both languages', () => {
      for (const key of Object.keys(korean)) {
        expect([key, names(english[key] ?? '')]).toEqual([key, names(korean[key] ?? '')]);
      }
    });

    test('are never empty and never left in the other language', () => {
      const hangul = /[가-힣]/;
      for (const [key, sentence] of Object.entries(english)) {
        expect([key, sentence.trim() !== '']).toEqual([key, true]);
        expect([key, hangul.test(sentence)]).toEqual([key, false]);
      }
    });

    test('choose a particle by the word before it, never by guessing both', () => {
      for (const [key, sentence] of Object.entries(korean)) {
        expect([key, /[은이을]\([는가를]\)|\{[^}|]+\}(은|는|을|를)(?![가-힣])/.test(sentence)]).toEqual([
          key,
          false,
        ]);
      }
    });
  },
);

describe('refusals', () => {
  test('all have words a phone can show', () => {
    for (const code of errorCodes) {
      expect(Object.keys(ko)).toContain(`error.${code}`);
    }
  });
});

test('no key stands in two parts', () => {
  const keys = [ko, koSeated, koStage].flatMap((table) => Object.keys(table));
  expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([]);
});
