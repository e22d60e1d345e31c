import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Bakery, openBakery, phone, type Visitor, visit } from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { enter } from './phone-hand.ts';
import { type ScriptedRoom, scriptRoom } from './scripted-class.ts';

const tip = 'If your screen sleeps, just wake it.';

let browser: Browser;
let bakery: Bakery;
let room: ScriptedRoom;
let visitor: Visitor;

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
  room = await scriptRoom(bakery, { language: 'en', guessSeconds: 600 });
});

afterEach(() => visitor.leave());

afterAll(async () => {
  room?.close();
  await browser?.close();
  await bakery?.close();
});

/** Runs in the page before the product does: the browser's own lock, with a list of those it gave. */
function watchLocks(): void {
  const page = globalThis as unknown as { locks: WakeLockSentinel[] };
  page.locks = [];
  const request = navigator.wakeLock.request.bind(navigator.wakeLock);
  navigator.wakeLock.request = async (type) => {
    const lock = await request(type);
    page.locks.push(lock);
    return lock;
  };
}

const held = (page: Page): Promise<readonly boolean[]> =>
  page.evaluate(() =>
    (globalThis as unknown as { locks: WakeLockSentinel[] }).locks.map(({ released }) => !released),
  );

async function sitDown(before: () => void, name: string): Promise<Page> {
  visitor = await visit(browser, bakery, phone);
  const { page } = visitor;
  await page.addInitScript(before);
  await page.goto(`/play/${room.opened.code}`);
  await enter(page, 'en', name);
  await page.getByRole('heading', { name: 'You are in' }).waitFor();
  return page;
}

test('N9 the screen stays on while a seat is played, and stays on again after the browser took that back', async () => {
  const page = await sitDown(watchLocks, 'Walnut');
  await page.getByText(tip).waitFor({ state: 'hidden' });
  await expect.poll(() => held(page)).toEqual([true]);

  await page.evaluate(() => (globalThis as unknown as { locks: WakeLockSentinel[] }).locks[0]?.release());
  await page.getByText(tip).waitFor({ state: 'visible' });
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.getByText(tip).waitFor({ state: 'hidden' });
  await expect.poll(() => held(page)).toEqual([false, true]);
});

test('N9 who plays elsewhere or has left lets the screen sleep', async () => {
  const page = await sitDown(watchLocks, 'Tofu');
  await page.getByText(tip).waitFor({ state: 'hidden' });
  await room.until((view) => view.lobby?.some(({ name }) => name === 'Tofu') === true);
  const seat = room.view().lobby?.find(({ name }) => name === 'Tofu');
  await room.host.send('remove', { playerId: seat?.playerId });
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'You are in' }).waitFor();
  await expect.poll(() => held(page)).toEqual([false]);
});

test('N9 where there is no wake lock the phone says that waking it is enough', async () => {
  const page = await sitDown(() => {
    // As on http:// addresses of a school's own network.
    delete (Navigator.prototype as { wakeLock?: WakeLock }).wakeLock;
  }, 'Ginger');
  await page.getByText(tip).waitFor({ state: 'visible' });
  expect(visitor.faults).toEqual([]);
});
