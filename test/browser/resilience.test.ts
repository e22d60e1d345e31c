import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SettingsInput } from '../../shared/room/settings.ts';
import {
  type Bakery,
  keepPictures,
  openBakery,
  phone,
  projector,
  type Visitor,
  visit,
} from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { openerOf, press } from './host-hand.ts';
import { enter, hasEverything, sayDone, setShare, slider, wordsOf } from './phone-hand.ts';
import { type ScriptedRoom, scriptRoom } from './scripted-class.ts';

/** From the moment the server listens again to the last phone back in its seat. */
const backWithinMs = 5000;

let browser: Browser;
let bakery: Bakery;
let visitors: Visitor[] = [];
let rooms: ScriptedRoom[] = [];

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures('resilience', visitors);
  for (const room of rooms) room.close();
  await Promise.all(visitors.map((visitor) => visitor.leave()));
  [visitors, rooms] = [[], []];
});

afterAll(async () => {
  await browser?.close();
  await bakery?.close();
});

async function come(options: Parameters<typeof visit>[2]): Promise<Page> {
  const visitor = await visit(browser, bakery, options);
  visitors.push(visitor);
  return visitor.page;
}

async function openLesson(settings: SettingsInput = {}): Promise<ScriptedRoom> {
  const lesson = { language: 'en', drawSize: 20, rounds: 3, guessSeconds: 600 } as const;
  const room = await scriptRoom(bakery, { ...lesson, ...settings });
  rooms.push(room);
  return room;
}

async function join(room: ScriptedRoom, name: string): Promise<Page> {
  const page = await come(phone);
  await page.goto(`/play/${room.opened.code}`);
  await enter(page, 'en', name);
  return page;
}

/** The host's page in the browser that opened the room. */
function hostPage(room: ScriptedRoom): Promise<Page> {
  return come(openerOf(room.opened, bakery));
}

async function draw(room: ScriptedRoom, round: number): Promise<void> {
  await room.host.send(round === 1 ? 'start' : 'next');
  await room.host.send('skip');
}

const lost = (page: Page) => page.getByText('Connection lost. Reconnecting…');

describe('refreshing in the middle of a round', () => {
  test('a phone is back in its seat, with its estimate, done or not', async () => {
    const room = await openLesson();
    const page = await join(room, 'Walnut');
    await page.getByRole('heading', { name: 'You are in' }).waitFor();
    await draw(room, 1);
    await setShare(page, 'en', 625, 'typing');
    await page.getByText('Received', { exact: true }).waitFor();
    await page.reload();
    await page.getByText('Round 1 of 3', { exact: true }).waitFor();
    expect(await slider(page, 'en').inputValue()).toBe('625');
    await sayDone(page, 'en');
    await page.reload();
    await page.getByRole('heading', { name: 'Your estimate: 62.5%' }).waitFor();
    expect(room.view().seats.map(({ name }) => name)).toEqual(['Walnut']);
  });

  test('the host’s page and the projector show the same round and the same cookies', async () => {
    const room = await openLesson();
    const student = await room.join('Walnut');
    const pages = [await hostPage(room), await come(projector)];
    await pages[0]?.goto(`/host/${room.opened.code}`);
    await pages[1]?.goto(`/display/${room.opened.code}`);
    await draw(room, 1);
    await student.send('guess', { round: 1, estimate: { p: [0.6, 0.4] }, done: true });
    for (const page of pages) {
      await page.getByText('1 of 1 in').waitFor();
      await page.getByRole('heading', { name: 'This draw of 20' }).waitFor();
      const before = await wordsOf(page);
      await page.reload();
      await page.getByText('1 of 1 in').waitFor();
      await page.getByRole('heading', { name: 'This draw of 20' }).waitFor();
      const after = await wordsOf(page);
      for (const line of [/Round \d of \d/, /Chocolate\s+\d+/, /Vanilla\s+\d+/]) {
        expect(line.exec(after)?.[0]).toBe(line.exec(before)?.[0] ?? 'nothing');
      }
    }
    if (pages[0]) await press(pages[0], 'Close now');
    await pages[1]?.getByRole('heading', { name: 'Leaderboard' }).waitFor();
  });
});

test('S2 a server killed in round 7 is back: same seats, same round, same estimates, on to the open jar', async () => {
  const room = await openLesson({ rounds: 8 });
  const [first, second] = [await join(room, 'Walnut'), await join(room, 'Ginger')];
  const host = await hostPage(room);
  await host.goto(`/host/${room.opened.code}`);
  await second.getByRole('heading', { name: 'You are in' }).waitFor();
  for (let round = 1; round <= 6; round += 1) {
    await draw(room, round);
    await room.host.send('close');
  }
  await draw(room, 7);
  await setShare(first, 'en', 666, 'typing');
  await sayDone(first, 'en');
  await setShare(second, 'en', 401, 'typing');
  await second.getByText('Received', { exact: true }).waitFor();

  await bakery.kill();
  await Promise.all([lost(first).waitFor(), lost(second).waitFor()]);
  // The slider lives on, and what it says arrives when somebody is there to hear it.
  await setShare(second, 'en', 702, 'keys');
  await second.getByText('We will send it as soon as you are back online.').waitFor();
  await bakery.restart();
  const listening = Date.now();
  await Promise.all([lost(first).waitFor({ state: 'hidden' }), lost(second).waitFor({ state: 'hidden' })]);
  expect(Date.now() - listening).toBeLessThan(backWithinMs);
  await first.getByRole('heading', { name: 'Your estimate: 66.6%' }).waitFor();
  for (const page of [first, second]) await page.getByText('Round 7 of 8', { exact: true }).waitFor();
  await second.getByText('Received', { exact: true }).waitFor();
  expect(await slider(second, 'en').inputValue()).toBe('702');

  await press(host, 'Close now');
  for (const [page, guess] of [[first, '66.6%'] as const, [second, '70.2%'] as const]) {
    await page.getByRole('heading', { name: 'My KL divergence' }).waitFor();
    expect(await wordsOf(page)).toMatch(new RegExp(`My guess\\s+${guess}`));
  }
  for (const step of ['Next round', 'Close now', 'On to the reveal']) await press(host, step);
  await host.getByText('Matches the value sealed at the start').waitFor();
  for (const page of [first, second]) {
    await page.getByRole('heading', { name: 'The true share was 70.0%' }).waitFor();
  }
});

test('R14 a second tab takes the seat over, and the first can take it back', async () => {
  const room = await openLesson();
  const first = await join(room, 'Walnut');
  await first.getByRole('heading', { name: 'You are in' }).waitFor();
  const second = await first.context().newPage();
  await second.goto(`/play/${room.opened.code}`);
  await second.getByRole('heading', { name: 'You are in' }).waitFor();
  await first.getByRole('heading', { name: 'Playing in another tab' }).waitFor();
  await first.getByRole('button', { name: 'Continue here' }).click();
  await first.getByRole('heading', { name: 'You are in' }).waitFor();
  await second.getByRole('heading', { name: 'Playing in another tab' }).waitFor();
  await draw(room, 1);
  await setShare(first, 'en', 640, 'typing');
  await sayDone(first, 'en');
  expect(room.view().seats.map(({ name }) => name)).toEqual(['Walnut']);
});

test('without a network the phone says so, its slider lives, and the estimate arrives afterwards', async () => {
  const room = await openLesson();
  const page = await join(room, 'Walnut');
  await page.getByRole('heading', { name: 'You are in' }).waitFor();
  await hasEverything(page);
  await draw(room, 1);
  await slider(page, 'en').waitFor();
  await page.context().setOffline(true);
  await lost(page).waitFor({ timeout: 25_000 });
  await setShare(page, 'en', 715, 'keys');
  await page.getByText('We will send it as soon as you are back online.').waitFor();
  expect(room.view().answered).toBe(0);
  await page.context().setOffline(false);
  await lost(page).waitFor({ state: 'hidden' });
  await page.getByText('Received', { exact: true }).waitFor();
  await room.until((view) => view.answered === 1);
  await room.host.send('close');
  await page.getByRole('heading', { name: 'My KL divergence' }).waitFor();
  expect(await wordsOf(page)).toMatch(/My guess\s+71\.5%/);
});

test('R13 somebody removed reads why, and may come back under another nickname', async () => {
  const room = await openLesson();
  const page = await join(room, 'Rude name');
  await page.getByRole('heading', { name: 'You are in' }).waitFor();
  await room.host.send('remove', { playerId: room.view().seats[0]?.playerId });
  await page.getByRole('heading', { name: 'You left the room' }).waitFor();
  await page.getByText('Your teacher freed this seat.').waitFor();
  await page.reload();
  await page.getByRole('textbox', { name: 'Nickname' }).waitFor();
  await enter(page, 'en', 'Walnut');
  await page.getByRole('heading', { name: 'You are in' }).waitFor();
});

test('R15 a late joiner sees the cookies so far and plays from the running round', async () => {
  const room = await openLesson();
  await room.join('Ginger');
  await draw(room, 1);
  await room.host.send('close');
  await draw(room, 2);
  const page = await join(room, 'Walnut');
  await page.getByRole('heading', { name: 'Joining mid-game' }).waitFor();
  expect(await wordsOf(page)).toContain('Here is the tally of 40 cookies so far. You play from round 2');
  await page.getByRole('button', { name: 'Play from round 2' }).click();
  await setShare(page, 'en', 640, 'typing');
  await sayDone(page, 'en');
  await room.host.send('close');
  await page.getByRole('heading', { name: 'My KL divergence' }).waitFor();
  expect(await wordsOf(page)).toMatch(/#\d of 2/);
});
