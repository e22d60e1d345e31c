import { describe, expect, test } from 'vitest';
import { bell, blob, pictureNoise } from '../../../client/art/bell.ts';
import { flavourArt, flavourIds } from '../../../client/art/flavours.ts';

describe('drawing helpers', () => {
  test('the bell stands on its centre and falls alike to both sides', () => {
    expect(bell(3, 3, 2)).toBe(1);
    expect(bell(5, 3, 2)).toBe(bell(1, 3, 2));
  });

  test('an outline closes on itself', () => {
    const path = blob([
      [0, 0],
      [10, 0],
      [10, 10],
    ]);
    expect(path).toBe('M5 5Q0 0 5 0Q10 0 10 5Q10 10 5 5Z');
  });

  test('the same seed draws the same picture', () => {
    const [a, b] = [pictureNoise(7), pictureNoise(7)];
    expect([a(), a(), a()]).toEqual([b(), b(), b()]);
  });
});

describe('flavours', () => {
  test('known names have their own drawing wherever they stand', () => {
    expect(
      ['chocolate', 'vanilla', 'strawberry', 'matcha', 'sesame'].map((name) => flavourArt(name, 4)),
    ).toEqual([...flavourIds]);
  });

  test('an unknown name takes the drawing of its place', () => {
    expect([0, 1, 2, 3, 4].map((index) => flavourArt('mint', index))).toEqual([...flavourIds]);
  });
});
