import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { words as en } from '../../client/locales/en-stage.ts';
import { words as ko } from '../../client/locales/ko-stage.ts';
import { type Bakery, openBakery, visit } from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { openerOf } from './host-hand.ts';
import { breaches, misfits, photograph } from './inspection.ts';
import { type ScriptedRoom, scriptRoom } from './scripted-class.ts';

/** More than the host's list has. */
const students = 520;

let browser: Browser;
let bakery: Bakery;
let room: ScriptedRoom;

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery({ steady: true })]);
  room = await scriptRoom(bakery, { language: 'en', maxPlayers: 1000 });
  await room.join('Zelkova');
  // A few at a time: who comes all at once is told to wait.
  for (let k = 1; k < students; k += 10) {
    const some = Array.from({ length: Math.min(10, students - k) }, (_, n) => room.join(`Baker ${k + n}`));
    await Promise.all(some);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});

afterAll(async () => {
  room?.close();
  await browser?.close();
  await bakery?.close();
});

async function fits(page: Page): Promise<void> {
  expect(await misfits(page, false)).toEqual([]);
  expect(await breaches(page)).toEqual([]);
}

test.each([
  ['ko', ko, { width: 1440, height: 900 }, 'Zelkova', 'zelk'],
  ['en', en, { width: 320, height: 568 }, 'Walnut King', 'NUT'],
] as const)(
  'V15 the host of a lecture finds a seat by its name and renames it, in %s',
  async (language, text, viewport, before, typed) => {
    const options = {
      ...openerOf(room.opened, bakery),
      viewport,
      locale: language === 'ko' ? 'ko-KR' : 'en-US',
    };
    const { page, faults, strangers, leave } = await visit(browser, bakery, options);
    await page.goto(`/host/${room.opened.code}`);
    await page.getByRole('button', { name: text['host.more'] }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: new RegExp(`${students}`) }).click();
    const box = dialog.getByRole('searchbox', { name: text['host.find'] });
    await box.waitFor();
    expect(await dialog.getByRole('listitem').count()).toBe(500);
    expect(await dialog.getByText('Zelkova').count()).toBe(0);
    await photograph(page, `seat-search-list-${language}`);
    await box.fill('Nobody');
    await dialog
      .getByRole('status')
      .getByText(/\b0|^0/)
      .waitFor();
    expect(await dialog.getByRole('listitem').count()).toBe(0);
    await box.fill(typed);
    await expect
      .poll(() => dialog.getByRole('listitem').allInnerTexts())
      .toEqual([expect.stringContaining(before)]);
    await photograph(page, `seat-search-found-${language}`);
    await fits(page);
    await dialog.getByRole('listitem').getByRole('button').click();
    await page.getByRole('textbox', { name: text['host.rename'] }).fill('Walnut King');
    await page
      .getByRole('dialog', { name: before })
      .getByRole('button', { name: text['host.rename'] })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect([faults, strangers]).toEqual([[], []]);
    await leave();
  },
);
