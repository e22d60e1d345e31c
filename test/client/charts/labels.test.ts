import { describe, expect, test } from 'vitest';
import { labelWidth, shortened } from '../../../client/charts/series.tsx';

describe('labels beside a line', () => {
  test('a name that fits stays as it is', () => {
    expect(shortened('달빛토끼', 9)).toBe('달빛토끼');
  });

  test.each(['WWWWWWWWWWWW', '열두글자까지는됩니다아싸', '🍪🍪🍪🍪🍪🍪🍪🍪🍪🍪🍪🍪'])(
    '%s is cut to its room',
    (name) => {
      const short = shortened(name, 6);
      expect(short).toMatch(/…$/);
      expect(name.startsWith(short.slice(0, -1))).toBe(true);
      expect(labelWidth(short)).toBeLessThanOrEqual(6);
      expect(labelWidth(short)).toBeGreaterThan(4);
    },
  );

  test('a family of four is one letter and never torn apart', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(shortened(family.repeat(3), 12)).toBe(`${family.repeat(2)}…`);
  });
});
