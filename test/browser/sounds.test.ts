import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bakery, openBakery, visit } from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { openerOf, press } from './host-hand.ts';
import { openRoom } from './scripted-class.ts';

let browser: Browser;
let bakery: Bakery;

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
});

afterAll(async () => {
  await browser?.close();
  await bakery?.close();
});

/** Counts the notes that are struck; they are struck all the same. */
function countNotes(): void {
  const start = OscillatorNode.prototype.start;
  Object.assign(globalThis, { notes: 0 });
  OscillatorNode.prototype.start = function (when) {
    (globalThis as unknown as { notes: number }).notes += 1;
    start.call(this, when);
  };
}

const notes = (page: Page) => page.evaluate(() => (globalThis as unknown as { notes: number }).notes);

async function switchSounds(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More controls' }).click();
  await page.getByRole('button', { name: 'Sounds' }).click();
  await page.keyboard.press('Escape');
}

test('the host’s page is silent until its sounds are switched on, and stays as it was chosen', async () => {
  const opened = await openRoom(bakery, { language: 'en', guessSeconds: null, rounds: 3 });
  const { page, faults, leave } = await visit(browser, bakery, openerOf(opened, bakery));
  await page.addInitScript(countNotes);
  await page.goto(`/host/${opened.code}`);
  await press(page, 'Start');
  await press(page, 'Show at once');
  await press(page, 'Close now');
  await page.getByRole('button', { name: 'Next round' }).waitFor();
  expect(await notes(page)).toBe(0);

  await switchSounds(page);
  await expect.poll(() => notes(page)).toBe(2);
  await press(page, 'Next round');
  await expect.poll(() => notes(page)).toBe(4);
  await press(page, 'Show at once');
  await press(page, 'Close now');
  await expect.poll(() => notes(page)).toBe(6);

  await page.reload();
  await press(page, 'Next round');
  await expect.poll(() => notes(page)).toBe(2);
  await switchSounds(page);
  await press(page, 'Show at once');
  await press(page, 'Close now');
  await page.getByRole('button', { name: 'On to the reveal' }).waitFor();
  expect(await notes(page)).toBe(2);
  expect(faults).toEqual([]);
  await leave();
});
