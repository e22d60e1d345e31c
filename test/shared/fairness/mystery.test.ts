import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { mixOf, mysteryCounts } from '../../../shared/fairness/mystery.ts';
import { fc } from '../../support/properties.ts';
import { chosenJars, mysteryJars } from './jar-draw-1.ts';

const base = { seed: '5a'.repeat(32), room: '482917', mix: '', cookies: 100, flavours: 3 };

describe('mystery jar', () => {
  test.each(mysteryJars)('$title has the published composition', ({ opening, mix, jar }) => {
    const { seed, room, labels } = opening;
    const cookies = 'mystery' in opening ? opening.mystery : 0;
    expect(mysteryCounts({ seed, room, mix, cookies, flavours: labels.length })).toEqual(jar);
  });

  test('F3 every flavour has a cookie and the counts add up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fc.nat(200), fc.nat(999_999), (flavours, more, room) => {
        const cookies = flavours + more;
        const counts = mysteryCounts({ ...base, room: `${room}`, cookies, flavours });
        expect(counts).toHaveLength(flavours);
        expect(Math.min(...counts)).toBeGreaterThan(0);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(cookies);
      }),
    );
  });

  test('every split is about equally likely', () => {
    const jars = 1200;
    const seen = new Map<string, number>();
    for (let room = 0; room < jars; room += 1) {
      const split = mysteryCounts({ ...base, room: `${room}`, cookies: 5, flavours: 3 }).join();
      seen.set(split, (seen.get(split) ?? 0) + 1);
    }
    const expected = jars / 6;
    const chiSquare = [...seen.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    expect(seen.size).toBe(6);
    // The 99.9 % point of chi-square with five degrees of freedom.
    expect(chiSquare).toBeLessThan(20.5);
  });

  test('one flavour takes the whole jar', () => {
    expect(mysteryCounts({ ...base, flavours: 1 })).toEqual([100]);
  });

  test('F3 the class changes the jar with its word', () => {
    expect(mysteryCounts({ ...base, mix: mixOf('쿠키') })).not.toEqual(mysteryCounts(base));
  });

  test('too few cookies for the flavours is a mistake of the caller', () => {
    expect(() => mysteryCounts({ ...base, cookies: 2 })).toThrow(RangeError);
  });
});

describe('class mix', () => {
  test('is the SHA-256 of the word', () => {
    expect(mixOf('쿠키')).toBe(createHash('sha256').update('쿠키', 'utf8').digest('hex'));
    expect(chosenJars.some(({ mix }) => mix.length === mixOf('x').length)).toBe(true);
  });

  test('is empty without a word', () => {
    expect(mixOf('')).toBe('');
    expect(mixOf(' \t')).toBe('');
  });

  test('does not depend on the keyboard that composed the syllables', () => {
    expect(mixOf(' 쿠키 '.normalize('NFD'))).toBe(mixOf('쿠키'));
  });
});
