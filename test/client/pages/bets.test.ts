import { describe, expect, test } from 'vitest';
import { galleryView } from '../../../client/pages/gallery/fixtures.ts';
import { revealParts } from '../../../client/pages/host/room/primary-step.ts';
import { bandMark, cookieGrade, idealWidth, windowAround } from '../../../client/pages/stage/bets.ts';

const revealed = galleryView('reveal', 0);

describe('a band around the jar', () => {
  const window = windowAround(0.7);

  test('lies in a window of five points on either side, where they exist', () => {
    expect(window[0]).toBeCloseTo(0.65);
    expect(window[1]).toBeCloseTo(0.75);
    expect(windowAround(0.98)[1]).toBe(1);
    expect(windowAround(0.02)[0]).toBe(0);
  });

  test('inside', () => {
    const mark = bandMark([0.68, 0.72], 0.7, window);
    expect(mark).toMatchObject({ hit: true, beyond: { left: false, right: false } });
    expect(mark.from).toBeCloseTo(0.3);
    expect(mark.to).toBeCloseTo(0.7);
  });

  test('going on beyond both ends', () => {
    expect(bandMark([0.05, 0.95], 0.7, window)).toEqual({
      from: 0,
      to: 1,
      beyond: { left: true, right: true },
      hit: true,
    });
  });

  test('altogether beyond one end', () => {
    expect(bandMark([0.8, 0.9], 0.7, window)).toEqual({
      from: 1,
      to: 1,
      beyond: { left: false, right: true },
      hit: false,
    });
  });

  test('an edge on the jar holds it', () => {
    expect(bandMark([0.7, 0.74], 0.1 + 0.6, window).hit).toBe(true);
  });
});

describe('the graded cookie', () => {
  test('is whole for about what the ideal band costs', () => {
    expect([8, 12.6, 26].map((cost) => cookieGrade(cost, 10))).toEqual(['full', 'half', 'crumbs']);
  });

  test('the ideal band narrows with the cookies and with an emptying jar', () => {
    const at = (drawn: number, replacement: 'never' | 'each') =>
      idealWidth({
        tally: { drawn, counts: [] },
        posterior: [0.7, 0.3],
        settings: { ...revealed.settings, replacement },
      });
    expect(at(1500, 'each')).toBeCloseTo(3.89, 1);
    expect(at(500, 'each')).toBeGreaterThan(at(1500, 'each'));
    expect(at(1500, 'never')).toBeLessThan(at(1500, 'each'));
    expect(at(10_000, 'never')).toBe(0);
  });
});

test('the bets are a part of the reveal only if there were any', () => {
  expect(revealParts(revealed.reveal)).toContain('bets');
  expect(revealParts(revealed.reveal && { ...revealed.reveal, bets: null })).not.toContain('bets');
  expect(revealParts(null)).not.toContain('bets');
});
