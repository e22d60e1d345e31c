import { describe, expect, test } from 'vitest';
import { fill } from '../../../client/locales/fill.ts';
import { particle } from '../../../client/locales/particles.ts';

describe('Korean particles', () => {
  test.each([
    ['초콜릿', '은/는', '은'],
    ['바닐라', '은/는', '는'],
    ['말차', '이/가', '가'],
    ['흑임자', '을/를', '를'],
    ['완벽 봇', '이/가', '이'],
    ['3', '이/가', '이'],
    ['2', '이/가', '가'],
    ['70%', '으로/로', '로'],
    ['서울', '으로/로', '로'],
    ['서울', '을/를', '을'],
    ['집', '으로/로', '으로'],
    ['Maple', '이/가', '가'],
    ['Bagel', '이/가', '이'],
    ['', '이/가', '가'],
  ])('%s takes the right one of %s', (word, pair, expected) => {
    expect(particle(word, pair)).toBe(expected);
  });
});

describe('sentences', () => {
  const none = (): undefined => undefined;

  test('take values, particles and English plurals', () => {
    expect(fill('{name|이/가} {n}칸', { name: '스콘', n: 3 }, none)).toBe('스콘이 3칸');
    expect(fill('climbs {n|place/places}', { n: 1 }, none)).toBe('climbs 1 place');
    expect(fill('climbs {n|place/places}', { n: 2 }, none)).toBe('climbs 2 places');
  });

  test('begin a flavour small unless it opens the sentence', () => {
    expect(fill('What % is {flavour}?', { flavour: 'Chocolate' }, none)).toBe('What % is chocolate?');
    expect(fill('{flavour} share', { flavour: 'Chocolate' }, none)).toBe('Chocolate share');
  });

  test('show the name of a value that is missing, and read no value twice', () => {
    expect(fill('{a} {b}', { a: '{b}' }, none)).toBe('{b} {b}');
    expect(fill('{flavour} {v}', { v: 3 }, (name) => (name === 'flavour' ? '초콜릿' : undefined))).toBe(
      '초콜릿 3',
    );
  });
});
