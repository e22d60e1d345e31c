import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { presets } from '../../shared/room/presets.ts';
import { type Bakery, openBakery } from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';

let browser: Browser;
let bakery: Bakery;

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
});

afterAll(async () => {
  await browser?.close();
  await bakery?.close();
});

test.each(presets('en').map(({ id }) => id))(
  'the lesson plan of %s is one sheet of A4, in both languages',
  async (id) => {
    const page = await browser.newPage();
    for (const language of ['ko', 'en']) {
      await page.goto(`${bakery.address}/plan/${id}?lang=${language}`);
      await page.locator('.plan-course').waitFor();
      await page.evaluate(() => document.fonts.ready);
      const margin = { top: '12mm', bottom: '12mm', left: '14mm', right: '14mm' };
      const sheet = await page.pdf({ format: 'A4', margin });
      expect([language, sheet.toString('latin1').match(/\/Type \/Page\b/g)?.length]).toEqual([language, 1]);
    }
    await page.close();
  },
);
