import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  type Bakery,
  keepPictures,
  laptop,
  openBakery,
  smallPhone,
  type Visitor,
  visit,
} from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { press } from './host-hand.ts';
import { breaches, misfits, photograph } from './inspection.ts';

let browser: Browser;
let bakery: Bakery;
let visitors: Visitor[] = [];

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures('host-devices', visitors);
  await Promise.all(visitors.map((visitor) => visitor.leave()));
  visitors = [];
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

const field = (page: Page) => page.getByRole('textbox', { name: 'Recovery code' });

async function enterCode(page: Page, code: string): Promise<void> {
  await field(page).fill(code);
  await page.getByRole('button', { name: 'Resume with a recovery code' }).click();
}

/** Reads the code off the dialog, as somebody with a pencil would. */
async function codeOnPaper(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Show the recovery code' }).click();
  return (await page.locator('.host-recovery').textContent()) ?? '';
}

async function fits(page: Page): Promise<void> {
  expect(await misfits(page, false)).toEqual([]);
  expect(await breaches(page)).toEqual([]);
}

test('H1 H2 the laptop dies, a phone takes the class over, the laptop comes back and asks first', async () => {
  const first = await come(laptop);
  await first.goto('/host');
  await first.getByRole('button', { name: /^Open the room/ }).click();
  await first.getByRole('button', { name: 'Start', exact: true }).waitFor();
  const room = /\/host\/(\d+)$/.exec(first.url())?.[1] ?? '';
  await first.getByRole('button', { name: 'More controls' }).click();
  await first.getByRole('dialog').getByRole('button', { name: 'Show the recovery code' }).click();
  const paper = await codeOnPaper(first);
  expect(paper).toMatch(/^([0-9A-Z]{4} ){2}[0-9A-Z]{4}$/);
  await first.getByRole('button', { name: 'Make another code' }).click();
  await first.getByText('This is a new code').waitFor();
  const written = (await first.locator('.host-recovery').textContent()) ?? '';
  expect(written).not.toBe(paper);
  await fits(first);
  await first.keyboard.press('Escape');

  const second = await come(smallPhone);
  await second.goto('/rooms');
  await second.getByRole('textbox', { name: 'Digits of the room' }).fill(room);
  await photograph(second, 'host-take-over');
  await fits(second);
  await second.getByRole('button', { name: 'Take over' }).click();
  await second.getByRole('heading', { name: 'This room was not opened on this device' }).waitFor();
  await enterCode(second, paper);
  await second.getByText('That code does not match. Check it again.').first().waitFor();
  await photograph(second, 'host-wrong-code');
  await fits(second);
  await enterCode(second, written.toLowerCase().replaceAll(' ', '-'));
  await second.getByText('This is a new code').waitFor();
  const next = await codeOnPaper(second);
  expect(next).not.toBe(written);
  await photograph(second, 'host-new-code');

  await first.getByRole('heading', { name: 'This room is now run from another device' }).waitFor();
  await photograph(first, 'host-taken');
  await fits(first);
  await first.reload();
  await first.getByRole('heading', { name: 'This room is now run from another device' }).waitFor();

  // The phone is the host also for a server that has just come back.
  await bakery.kill();
  await bakery.restart();
  await second.keyboard.press('Escape');
  await second.reload();
  await press(second, 'Start');
  const pause = second.getByRole('button', { name: 'Pause' });
  await pause.waitFor();
  await photograph(second, 'host-on-a-phone');
  // The stage shrinks to the phone, the buttons do not.
  expect((await pause.boundingBox())?.height).toBeGreaterThanOrEqual(44);

  await enterCode(first, next);
  await first.getByRole('dialog').getByText('This is a new code').waitFor();
  await first.keyboard.press('Escape');
  await first.getByRole('button', { name: 'Pause' }).click();
  await first.getByRole('button', { name: 'Resume' }).waitFor();
  await second.getByRole('heading', { name: 'This room is now run from another device' }).waitFor();
});

test('a projector beside the laptop is found, also one that is plugged in later, and gets a window of its own', async () => {
  const page = await come(laptop);
  await page.addInitScript(() => {
    Object.defineProperty(screen, 'isExtended', {
      get: () => document.documentElement.dataset.beamer === 'on',
    });
  });
  await page.goto('/host');
  await page.getByRole('button', { name: /^Open the room/ }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
  const button = page.locator('.host-controls').getByRole('button', { name: 'Open the projector window' });
  expect(await button.count()).toBe(0);
  await page.evaluate(() => {
    document.documentElement.dataset.beamer = 'on';
    (screen as Screen & EventTarget).dispatchEvent(new Event('change'));
  });
  const [projector] = await Promise.all([page.waitForEvent('popup'), button.click()]);
  await projector.getByRole('heading', { name: 'Join on your phone' }).waitFor();
  expect(await projector.locator('.host-controls').count()).toBe(0);
  await fits(page);
});
