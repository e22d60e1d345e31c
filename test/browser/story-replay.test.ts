import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bakery, laptop, openBakery, visit } from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { wordsOf } from './phone-hand.ts';

let browser: Browser;
let bakery: Bakery;

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
});

afterAll(async () => {
  await browser?.close();
  await bakery?.close();
});

/** Round, cookies so far, chocolate, the guess the story prints, and the KL(jar‖guess) that belongs to it. */
const printed = [
  { round: 0, seen: '0', chocolate: '–', guess: '50%', kl: '0.082283' },
  { round: 1, seen: '100', chocolate: '73', guess: '55%', kl: '0.047174' },
  { round: 3, seen: '300', chocolate: '212', guess: '62%', kl: '0.014036' },
  { round: 5, seen: '500', chocolate: '354', guess: '66%', kl: '0.003639' },
  { round: 10, seen: '1,000', chocolate: '698', guess: '69%', kl: '0.000235' },
  { round: 15, seen: '1,500', chocolate: '1,052', guess: '70%', kl: '0' },
] as const;

const tongues = [
  {
    locale: 'ko-KR',
    link: '이야기 다시 보기',
    scrub: '라운드 이동',
    start: '시작',
    bot: '조금씩 봇',
    table: '참가자',
  },
  {
    locale: 'en-US',
    link: 'Watch the story',
    scrub: 'Go to round',
    start: 'Start',
    bot: 'Small-steps bot',
    table: 'Players',
  },
] as const;

test.each(tongues)(
  'V10 the built-in story, from the landing page, shows the true KL of its guesses ($locale)',
  async ({ locale, link, scrub, start, bot, table }) => {
    const visitor = await visit(browser, bakery, { ...laptop, locale });
    const { page } = visitor;
    await page.goto('/');
    await page.getByRole('link', { name: link }).filter({ visible: true }).first().click();
    await page.waitForURL('**/replay/story');
    const scrubber = page.getByRole('slider', { name: scrub });
    for (const { round, seen, chocolate, guess, kl } of printed) {
      await scrubber.fill(String(round));
      const now = page.getByRole('row').filter({ has: page.locator('[aria-current="step"]') });
      await expect
        .poll(async () => (await now.innerText()).split(/\s+/)[0])
        .toBe(round === 0 ? start : String(round));
      const cells = await now.getByRole('cell').allInnerTexts();
      expect(cells[0]).toBe(seen);
      expect(cells[1]).toBe(chocolate);
      expect(cells.at(-2)).toBe(guess);
      expect(cells.at(-1)?.split(/\s+/).at(-1)).toBe(kl);
      const steps = page
        .getByRole('table', { name: new RegExp(`^${table}`) })
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: bot }) });
      const [, share = ''] = /(\d+\.\d)%/.exec(await steps.innerText()) ?? [];
      expect(`${Math.round(Number(share))}%`).toBe(guess);
    }
    const words = await wordsOf(page);
    expect(words).toContain('0.231');
    expect(words).toMatch(/0\.0823 nats/);
    expect(visitor.faults).toEqual([]);
    expect(visitor.strangers).toEqual([]);
    await visitor.leave();
  },
);
