import { describe, expect, test } from 'vitest';
import { galleryView } from '../../../client/pages/gallery/fixtures.ts';
import { primaryStep } from '../../../client/pages/host/room/primary-step.ts';
import { countsOf, landedAt, tallyAt } from '../../../client/pages/stage/draw-progress.ts';
import { isNewer, withProgress } from '../../../client/pages/stage/newest.ts';
import { timeLeft } from '../../../client/pages/stage/time-left.ts';
import { trayLayout } from '../../../client/pages/stage/tray-layout.ts';

const now = 1_800_000_000_000;

describe('the draw', () => {
  const drawing = galleryView('drawing', now);
  const opensAt = drawing.opensAt ?? 0;

  test('begins with nothing, ends at the opening and never goes back', () => {
    expect(landedAt(drawing, opensAt - 60_000)).toBe(0);
    expect(landedAt(drawing, opensAt)).toBe(60);
    const steps = Array.from({ length: 50 }, (_, i) => landedAt(drawing, opensAt - 5000 + 100 * i));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  });

  test('lies complete once it was skipped', () => {
    expect(landedAt({ ...drawing, opensAt: null }, now)).toBe(60);
  });

  test('counts what has landed, and leaves the rest out of the running tally', () => {
    expect(countsOf('00101', 3, 2)).toEqual([2, 1]);
    expect(tallyAt([10, 5], [3, 2], [1, 1])).toEqual([8, 4]);
  });
});

describe('the time left', () => {
  const round = galleryView('round', now);

  test('runs down and warns at ten seconds', () => {
    expect(timeLeft(round, now)).toMatchObject({ seconds: 22, warn: false });
    expect(timeLeft(round, now + 12_000)).toMatchObject({ seconds: 10, warn: true });
    expect(timeLeft(round, now + 60_000)).toMatchObject({ seconds: 0, fraction: 0 });
  });

  test('stands full while the cookies fall', () => {
    expect(timeLeft(galleryView('drawing', now), now)).toMatchObject({ seconds: 25, fraction: 1 });
  });

  test('stands still in a pause', () => {
    const paused = { ...round, paused: true, closesAt: null, remainingMs: 7000 };
    expect(timeLeft(paused, now)).toEqual(timeLeft(paused, now + 60_000));
    expect(timeLeft(paused, now)).toMatchObject({ seconds: 7, warn: false });
  });

  test('is nobody’s matter without a limit', () => {
    const settings = { ...round.settings, guessSeconds: null };
    expect(timeLeft({ ...round, settings, closesAt: null }, now)).toBeNull();
  });
});

describe('the one large button', () => {
  test('goes through the lesson', () => {
    expect(primaryStep(galleryView('lobby', now), now, 'auto')).toEqual({ kind: 'act', act: 'start' });
    expect(primaryStep(galleryView('drawing', now), now, 'auto')).toEqual({ kind: 'act', act: 'skip' });
    expect(primaryStep(galleryView('round', now), now, 'auto')).toEqual({ kind: 'act', act: 'close' });
    expect(primaryStep(galleryView('results', now), now, 'auto')).toEqual({ kind: 'act', act: 'next' });
    const last = { ...galleryView('results', now), round: 6 };
    expect(primaryStep(last, now, 'auto')).toEqual({ kind: 'act', act: 'reveal' });
    const withBets = { ...last, settings: { ...last.settings, bet: true } };
    expect(primaryStep(withBets, now, 'auto')).toEqual({ kind: 'act', act: 'next' });
    expect(primaryStep(galleryView('bet', now), now, 'auto')).toEqual({ kind: 'act', act: 'reveal' });
  });

  test('walks through the reveal before it offers to end', () => {
    const reveal = galleryView('reveal', now);
    const withoutBets = { ...reveal, reveal: reveal.reveal && { ...reveal.reveal, bets: null } };
    expect(primaryStep(withoutBets, now, 'auto')).toEqual({ kind: 'part', part: 'rewind' });
    expect(primaryStep(reveal, now, 'auto')).toEqual({ kind: 'part', part: 'bets' });
    expect(primaryStep(reveal, now, 'bets')).toEqual({ kind: 'part', part: 'rewind' });
    expect(primaryStep(reveal, now, 'rewind')).toEqual({ kind: 'part', part: 'debrief' });
    expect(primaryStep(reveal, now, 'debrief')).toEqual({ kind: 'ask', dialog: 'end' });
    expect(primaryStep(galleryView('ended', now), now, 'auto')).toEqual({ kind: 'act', act: 'again' });
  });
});

test('names stay readable: one tray to thirty, two pages to eighty, then the latest and a count', () => {
  expect(trayLayout(30)).toEqual({ columns: 5, perPage: 30 });
  expect(trayLayout(80)).toEqual({ columns: 6, perPage: 40 });
  expect(trayLayout(81)).toEqual({ columns: 5, perPage: 29 });
});

describe('the newest picture', () => {
  const picture = (seq: number, commitment = 'a') => ({ seq, commitment });

  test('is never replaced by an older one, but by another lesson’s first', () => {
    expect(isNewer(null, picture(1))).toBe(true);
    expect(isNewer(picture(5), picture(6))).toBe(true);
    expect(isNewer(picture(5), picture(4))).toBe(false);
    expect(isNewer(picture(5), picture(1, 'b'))).toBe(true);
  });

  test('takes the counts of its own round only', () => {
    const view = galleryView('round', now);
    const counts = { answered: 25, done: 20, players: 29 };
    expect(withProgress(view, { round: 4, ...counts })).toMatchObject(counts);
    expect(withProgress(view, { round: 3, ...counts })).toBe(view);
  });

  test('counts the bets as they come in, and only those', () => {
    const counts = { round: 4, answered: 25, done: 0, players: 29 };
    const view = galleryView('round', now);
    expect(withProgress({ ...view, phase: 'bet', betsPlaced: 0 }, counts)).toMatchObject({ betsPlaced: 25 });
    expect(withProgress(view, counts)).toMatchObject({ betsPlaced: null });
  });
});
