import { describe, expect, test } from 'vitest';
import { commitmentOf, isOpening, type Opening, openingText } from '../../../shared/fairness/commitment.ts';
import { allJars } from './jar-draw-1.ts';

const opening: Opening = {
  counts: [7000, 3000],
  drawSize: 100,
  labels: ['chocolate', 'vanilla'],
  replace: 'never',
  room: '482917',
  salt: 'ab'.repeat(32),
  seed: 'cd'.repeat(32),
};

describe('commitment', () => {
  test.each(allJars)('$title has the published text and hash', (vector) => {
    expect(openingText(vector.opening)).toBe(vector.text);
    expect(commitmentOf(vector.opening)).toBe(vector.commitment);
  });

  test('the order in which the fields were written down does not matter', () => {
    const reversed = Object.fromEntries(Object.entries(opening).reverse()) as Opening;
    expect(openingText(reversed)).toBe(openingText(opening));
  });

  test('fields that are not sealed stay out of the text', () => {
    const more: Opening & { readonly title: string } = { ...opening, title: 'class 3' };
    expect(openingText(more)).toBe(openingText(opening));
  });

  test.each<[string, Partial<Record<string, unknown>>]>([
    ['a share instead of a count', { counts: [0.7, 0.3] }],
    ['a negative count', { counts: [7001, -1] }],
    ['an empty jar', { counts: [0, 0] }],
    ['more labels than counts', { labels: ['a', 'b', 'c'] }],
    ['no flavour at all', { labels: [], counts: [] }],
    ['a draw of nothing', { drawSize: 0 }],
    ['an empty list of draws', { drawSize: [] }],
    ['half a cookie', { drawSize: [5, 10.5] }],
    ['an unknown replacement', { replace: 'sometimes' }],
    ['a separator in the room', { room: '48|17' }],
    ['an upper-case seed', { seed: 'CD'.repeat(32) }],
    ['a short salt', { salt: 'ab' }],
  ])('%s is not an opening', (_, change) => {
    const wrong = { ...opening, ...change } as Opening;
    expect(isOpening(wrong)).toBe(false);
    expect(() => openingText(wrong)).toThrow(RangeError);
  });

  test('a mystery jar needs a cookie of every flavour', () => {
    const { counts: _, ...sealed } = opening as Opening & { readonly counts: readonly number[] };
    expect(isOpening({ ...sealed, mystery: 2 })).toBe(true);
    expect(isOpening({ ...sealed, mystery: 1 })).toBe(false);
  });
});
