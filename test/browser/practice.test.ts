import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { words as en } from '../../client/locales/en.ts';
import { words as enSeated } from '../../client/locales/en-seated.ts';
import { words as enStage } from '../../client/locales/en-stage.ts';
import { words as ko } from '../../client/locales/ko.ts';
import { words as koSeated } from '../../client/locales/ko-seated.ts';
import { words as koStage } from '../../client/locales/ko-stage.ts';
import { type Bakery, laptop, openBakery, phone, visit } from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { withSteadyChance } from '../support/steady-classroom.ts';
import { breaches, misfits, photograph } from './inspection.ts';

let browser: Browser;
let bakery: Bakery;

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
});

afterAll(async () => {
  await browser?.close();
  await bakery?.close();
});

const rounds = 6;
const players = [
  {
    name: 'a laptop in Korean',
    options: { ...laptop, locale: 'ko-KR' },
    say: { ...ko, ...koSeated, ...koStage },
  },
  {
    name: 'a phone in English',
    options: { ...phone, locale: 'en-US' },
    say: { ...en, ...enSeated, ...enStage },
  },
] as const;

async function inspect(page: Page, name: string): Promise<void> {
  await photograph(page, `practice-${name}`);
  expect(await breaches(page), name).toEqual([]);
  expect(await misfits(page, false), name).toEqual([]);
}

describe('practising alone', () => {
  test.each(players)('a whole lesson without a network, on $name', async ({ name, options, say }) => {
    const { page, faults, leave } = await visit(browser, bakery, { ...options, reducedMotion: 'reduce' });
    await withSteadyChance(page);
    const press = (words: string) => page.getByRole('button', { name: words }).click();
    const short = name.replaceAll(' ', '-');
    await page.goto('/');
    await page.getByRole('link', { name: say['landing.practice'] }).click();
    await page.getByRole('heading', { name: say['practice.h'] }).waitFor();
    expect(await page.getByText(say['host.practice.note']).count()).toBe(1);
    await page.waitForLoadState('networkidle');
    await inspect(page, `${short}-intro`);

    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.context().setOffline(true);
    await press(say['practice.start']);
    for (let round = 1; round <= rounds; round += 1) {
      if (round > 2) await press(say['round.skipdraw']);
      await press(say['guess.submit']);
      await page.locator('.score-card').waitFor();
      if (round === 1) await inspect(page, `${short}-result`);
      await press(round < rounds ? say['round.next'] : say['bet.toStage']);
    }
    await press(say['bet.place']);
    await press(say['reveal.cta']);
    await page.locator('.scene-reveal .reveal-fair.good').waitFor();
    await press(say['practice.tab.debrief']);
    await page.getByRole('heading', { name: say['debrief.h'] }).waitFor();
    await inspect(page, `${short}-debrief`);

    // Letters of a font may still be wanted; without them the system's own stand in.
    expect(asked.filter((address) => !/\.woff2?$/.test(address))).toEqual([]);
    expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED.*\.woff2?$/.test(fault))).toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    await press(say['practice.again']);
    await page.getByRole('heading', { name: say['practice.h'] }).waitFor();
    await leave();
  });
});
