import { afterEach, describe, expect, test } from 'vitest';
import {
  openPractice,
  type Practice,
  type PracticeNames,
} from '../../../client/pages/practice/practice-game.ts';
import { choices, firstShown, nextShown } from '../../../client/pages/practice/shown.ts';
import { tempers } from '../../../client/pages/practice/simulated-class.ts';
import { verifyFairness } from '../../../shared/fairness/verify.ts';
import { completeSettings } from '../../../shared/room/complete-settings.ts';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { chanceOf } from '../../support/chance.ts';
import { salt, seed } from '../../support/room.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

const draws = [5, 10, 25, 60, 150, 250];
const lesson: SettingsInput = {
  mystery: { flavours: ['초콜릿', '바닐라'], population: 10_000 },
  drawSize: draws,
  guessSeconds: null,
  autoClose: true,
};
const names = {
  ...Object.fromEntries(tempers.map(({ id }) => [id, `the ${id}`])),
  me: 'Me',
} as PracticeNames;

const opened: Practice[] = [];
afterEach(() => {
  for (const practice of opened.splice(0)) practice.close();
});

function begin(input: SettingsInput = {}): { readonly practice: Practice; readonly clock: VirtualClock } {
  const settings = completeSettings({ ...lesson, ...input });
  if (!settings.ok) throw new Error(`settings refused: ${settings.field}`);
  const clock = createVirtualClock();
  const practice = openPractice({ settings, seed, salt, chance: chanceOf(5), clock, names });
  opened.push(practice);
  return { practice, clock };
}

/** Waits for the cookies, says so much and is done with it. */
function guess({ game }: Practice, clock: VirtualClock, first: number): void {
  clock.advance(9000);
  game.set([first, 1000 - first]);
  game.place(true);
}

function phaseOf({ game }: Practice): string | undefined {
  return game.view.value?.phase;
}

describe('a lesson for one', () => {
  test('takes a seat and nine more, and shows nothing of the jar', () => {
    const { practice } = begin();
    expect(practice.game.view.value).toMatchObject({ phase: 'lobby', players: 10, jar: null });
    expect(practice.game.me.value).toMatchObject({ playerId: 'me', name: 'Me' });
    expect(practice.front.value.lobby?.map(({ name }) => name)).toEqual([
      'Me',
      ...tempers.map(({ id }) => `the ${id}`),
    ]);
    expect(practice.front.value.reveal).toBeNull();
  });

  test('is played from the hunch to the opened jar through what the phone’s screens use', () => {
    const { practice, clock } = begin();
    const { game } = practice;
    game.set([620, 380]);
    game.place(false);
    expect(game.placing.value).toBe('received');
    practice.start();
    expect(game.tenths.value).toEqual([620, 380]);
    draws.forEach((size, i) => {
      expect(game.view.value).toMatchObject({ phase: 'guessing', round: i + 1, draw: { size } });
      expect(game.showing.value).toBe(true);
      expect(game.done.value).toBe(false);
      guess(practice, clock, 600 + 10 * i);
      clock.advance(2000);
      expect(phaseOf(practice)).toBe('results');
      expect(game.you.value?.score).toMatchObject({ round: i + 1, of: 10 });
      expect(practice.front.value.board).toHaveLength(8);
      expect(practice.front.value.curves).not.toBeNull();
      if (i + 1 < draws.length) practice.next();
    });
    practice.reveal();
    const { view, you } = game;
    expect(view.value?.jar?.reduce((sum, count) => sum + count, 0)).toBe(10_000);
    expect(you.value?.klJar).toHaveLength(draws.length + 1);
    expect(practice.front.value.reveal?.podium.length).toBeGreaterThanOrEqual(3);
  });

  test('opens the jar it sealed before the first draw', () => {
    const { practice, clock } = begin();
    const { commitment } = practice.front.value;
    practice.start();
    guess(practice, clock, 700);
    clock.advance(2000);
    practice.reveal();
    const { fairness, jar, code, settings } = practice.front.value;
    if (fairness === null || jar === null) throw new Error('the jar is still closed');
    const { flavours: labels, replacement: replace, population: mystery } = settings;
    const opening = { drawSize: draws, labels, replace, room: code, salt, seed, mystery };
    const steps = verifyFairness({ commitment, opening, mix: fairness.mix, jar, orders: [] });
    expect(steps.map(({ ok }) => ok)).not.toContain(false);
    expect(fairness).toMatchObject({ seed, salt });
  });

  test('the class answers at its own pace, nobody decides for the one who plays, and nobody keeps them waiting', () => {
    const { practice, clock } = begin();
    practice.start();
    expect(practice.game.progress.value).toMatchObject({ answered: 0, players: 10 });
    clock.advance(60_000);
    expect(practice.game.progress.value).toMatchObject({ answered: 9 });
    clock.advance(3_600_000);
    expect(phaseOf(practice)).toBe('guessing');
    practice.game.place(true);
    expect(phaseOf(practice)).toBe('results');
    practice.next();
    practice.skip();
    clock.advance(600);
    practice.game.place(true);
    expect(phaseOf(practice)).toBe('guessing');
    clock.advance(1500);
    expect(phaseOf(practice)).toBe('results');
  });

  test('an answer may be taken back while others think', () => {
    const { practice, clock } = begin();
    practice.start();
    guess(practice, clock, 700);
    practice.game.change();
    expect(practice.game.done.value).toBe(false);
    clock.advance(60_000);
    expect(phaseOf(practice)).toBe('guessing');
  });

  test('a refused guess says why and is not done', () => {
    const { practice, clock } = begin();
    practice.start();
    clock.advance(9000);
    practice.game.set([1000, 0]);
    practice.game.place(true);
    expect(practice.game.placing.value).toBe('refused');
    expect(practice.game.refusedCode.value).toBe('estimate/out-of-range');
    expect(practice.game.done.value).toBe(false);
  });

  test('bands are sealed on the line that leads nowhere, and opened with the jar', async () => {
    const { practice, clock } = begin({ drawSize: [100], bet: true });
    practice.start();
    guess(practice, clock, 700);
    clock.advance(2000);
    practice.next();
    expect(phaseOf(practice)).toBe('bet');
    expect(await practice.game.line.send('bet', { band: [0.9, 0.2] })).toMatchObject({ ok: false });
    expect(await practice.game.line.send('bet', { band: [0.2, 0.9] })).toMatchObject({ ok: true });
    practice.reveal();
    expect(practice.game.you.value?.bet?.band).toEqual([0.2, 0.9]);
    expect(practice.front.value.reveal?.bets?.of).toBe(10);
    expect(practice.front.value.reveal?.bets?.rows.filter(({ band }) => band[0] === 0.05)).toEqual([]);
  });

  test('speaks the other language when the page does', () => {
    const { practice } = begin();
    practice.rename({ ...names, me: '나' });
    expect(practice.front.value.lobby?.[0]?.name).toBe('나');
    expect(practice.game.me.value?.name).toBe('나');
  });

  test('rests when the page is left', () => {
    const { practice, clock } = begin();
    practice.start();
    practice.close();
    const before = practice.game.now.value;
    clock.advance(60_000);
    expect(practice.game.progress.value).toMatchObject({ answered: 0 });
    expect(practice.game.now.value).toBe(before);
  });
});

describe('what there is to look at', () => {
  test('one column takes turns, two show both', () => {
    const { practice, clock } = begin();
    practice.start();
    const { front, game } = practice;
    expect(firstShown(front.value, 1, game.showing.value)).toBe('auto');
    expect(choices(front.value, 2)).toEqual([]);
    clock.advance(9000);
    expect(firstShown(front.value, 1, game.showing.value)).toBe('mine');
    expect(choices(front.value, 1)).toEqual(['mine', 'auto']);
    guess(practice, clock, 700);
    clock.advance(2000);
    expect(choices(front.value, 2)).toEqual(['guesses', 'chart', 'learn']);
  });

  test('the end leads from the jar to the words for it all', () => {
    const { practice, clock } = begin();
    practice.start();
    guess(practice, clock, 700);
    clock.advance(2000);
    practice.reveal();
    const view = practice.front.value;
    expect(firstShown(view, 1, false)).toBe('podium');
    expect(nextShown(view, 'podium')).toBe('rewind');
    expect(nextShown(view, 'rewind')).toBe('debrief');
    expect(nextShown(view, 'debrief')).toBeNull();
    expect(nextShown(view, 'mine')).toBe('podium');
  });
});
