import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import {
  type Bakery,
  keepPictures,
  laptop,
  openBakery,
  phone,
  type Visitor,
  visit,
} from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { readingMs } from './host-hand.ts';
import { pressOn, tabTo } from './keyboard-hand.ts';
import { listenIn, readAloud, unheard } from './reading-aloud.ts';

const rounds = 5;
const draws = [100, 200, 200, 500, 500];

let browser: Browser;
let bakery: Bakery;
let host: Visitor;
let student: Visitor;

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
  host = await visit(browser, bakery, laptop);
  // A phone with a keyboard: no finger, no mouse.
  student = await visit(browser, bakery, { viewport: phone.viewport });
});

afterAll(async () => {
  await browser?.close();
  await bakery?.close();
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

test('a whole lesson by keyboard alone, and by ear: host and phone, from the set-up to the replay', async () => {
  onTestFailed(() => keepPictures('by-keyboard', [host, student]));
  const heard = await listenIn(student.page);
  // A class waits for whoever listens: sentences nobody has time for give way to newer ones.
  const hears = (said: RegExp) =>
    expect.poll(heard, { timeout: 20_000 }).toContainEqual(expect.stringMatching(said));
  const code = await openByKeyboard(host.page);
  await joinByKeyboard(student.page, code);
  await isReadable(student.page, /^You are in$/);
  await host.page.getByText('1 player', { exact: false }).first().waitFor();

  await goOn(host.page, 'Start');
  for (let round = 1; round <= rounds; round += 1) {
    await goOn(host.page, 'Show at once');
    await hears(
      new RegExp(`^Round ${round}\\. Of ${draws[round - 1]} cookies: \\d+ chocolate, \\d+ vanilla`),
    );
    await guessByKeyboard(student.page, round);
    await hears(new RegExp(`^Round ${round}\\. KL .+ Rank 1 of 1\\.$`));
    await goOn(host.page, round < rounds ? 'Next round' : 'On to the reveal');
  }
  await student.page.getByRole('heading', { level: 1, name: /70/ }).waitFor();
  await isReadable(student.page, /70/);
  await hears(/^The answer: 70\.0 percent chocolate, 30\.0 percent vanilla\.$/);
  await hears(/^Guess of 65\.0 percent submitted$/);

  await pressOn(student.page, student.page.getByRole('link', { name: /replay/i }));
  await student.page.waitForURL(/\/replay\//);
  await isReadable(student.page, /./);
  expect([host, student].flatMap(({ faults, strangers }) => [...faults, ...strangers])).toEqual([]);
});

async function openByKeyboard(page: Page): Promise<string> {
  await page.goto('/');
  await pressOn(page, page.getByRole('link', { name: /^Host a class/ }));
  await page.waitForURL(/\/host$/);
  const presets = page.getByRole('radio', { name: '15-minute lesson' });
  await tabTo(page, presets);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.getByRole('radio', { name: 'The story in five' }).isChecked()).toBe(true);
  await isReadable(page, /./);
  await pressOn(page, button(page, 'Open the room'));
  await page.waitForURL(/\/host\/\d{6,}$/);
  await isReadable(page, /./);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function joinByKeyboard(page: Page, code: string): Promise<void> {
  await page.goto('/');
  await tabTo(page, page.getByRole('textbox', { name: /Join/i }));
  await page.keyboard.type(code);
  await page.waitForURL(`**/play/${code}`);
  await isReadable(page, /./);
  await tabTo(page, page.getByRole('textbox', { name: 'Nickname' }));
  await page.keyboard.type('Mina');
  await page.keyboard.press('Enter');
  await page.getByRole('slider').waitFor();
}

/** The focus stands on the heading, the slider speaks its value, and what was said done has its words. */
async function guessByKeyboard(page: Page, round: number): Promise<void> {
  const slider = page.getByRole('slider', { name: 'Share of chocolate' });
  await slider.waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  await isReadable(page, /./);
  await tabTo(page, slider);
  const wanted = 650;
  const now = Number(await slider.inputValue());
  const key = now < wanted ? 'ArrowRight' : 'ArrowLeft';
  for (let left = Math.abs(wanted - now); left > 0; left -= 1) await page.keyboard.press(key);
  await expect
    .poll(async () => (await readAloud(page)).find(({ role }) => role === 'slider'))
    .toMatchObject({ name: 'Share of chocolate', valueText: '65.0 percent chocolate' });
  await pressOn(page, button(page, 'That’s my estimate'));
  await page.getByRole('heading', { level: 1, name: new RegExp(`Round ${round}`) }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  await isReadable(page, /./);
}

/** The space bar is the host's large button, wherever the focus is not on a control. */
async function goOn(page: Page, name: string): Promise<void> {
  await button(page, name).waitFor();
  // Like a host, a moment after reading what it does now.
  await page.waitForTimeout(readingMs);
  await page.keyboard.press('Space');
  await button(page, name).waitFor({ state: 'detached' });
}

async function isReadable(page: Page, title: RegExp): Promise<void> {
  await expect.poll(async () => unheard(await readAloud(page))).toEqual([]);
  const heading = async () =>
    (await readAloud(page)).find(({ role, level }) => role === 'heading' && level === 1)?.name ?? '';
  await expect.poll(heading).toMatch(title);
}
