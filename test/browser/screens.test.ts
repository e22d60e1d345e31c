import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bakery, openBakery, visit } from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { fairnessScreens } from './fairness-screens.ts';
import { breaches, misfits, photograph, signTexts, wear } from './inspection.ts';
import { nameScreens } from './name-screens.ts';
import { privacyScreens } from './privacy-screens.ts';
import type { Screen } from './screen.ts';
import { laptopScreens, phoneScreens, projectorScreens } from './screen-list.ts';
import type { Language } from './seeded-rooms.ts';
import { signFontGaps } from './sign-font.ts';

/** Charts take their size from their box, a moment after the window did. */
const settleMs = 80;

let browser: Browser;
let bakery: Bakery;
let gapsOf: Awaited<ReturnType<typeof signFontGaps>>;

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
  gapsOf = await signFontGaps();
});

afterAll(async () => {
  await browser?.close();
  await bakery?.close();
});

describe.each([
  { group: 'laptop', list: laptopScreens },
  { group: 'projector', list: projectorScreens },
  { group: 'phone', list: phoneScreens },
  { group: 'fairness', list: fairnessScreens },
  { group: 'name', list: nameScreens },
  { group: 'privacy', list: privacyScreens },
])('every $group screen', ({ list }) => {
  test.each(['ko', 'en'] as const)(
    'in %s, light and dark: fits, is accessible, asks nobody else and reports no error',
    async (language) => {
      const troubles: string[] = [];
      const { screens, rooms } = await list(bakery, language);
      const waiting = [...screens];
      // Two at a time: while one page settles the other is worked on.
      const lane = async () => {
        for (let screen = waiting.shift(); screen !== undefined; screen = waiting.shift()) {
          const { name } = screen;
          const found = await look(screen, language);
          troubles.push(...found.map((trouble) => `${name}: ${trouble}`));
        }
      };
      await Promise.all([lane(), lane()]);
      for (const room of rooms) room.close();
      expect(troubles).toEqual([]);
    },
  );
});

async function look(screen: Screen, language: Language): Promise<readonly string[]> {
  const visitor = await visit(browser, bakery, {
    viewport: screen.sizes[0],
    locale: language === 'ko' ? 'ko-KR' : 'en-US',
    reducedMotion: 'reduce',
    ...(screen.touch && { hasTouch: true, isMobile: true }),
    storageState: {
      cookies: [],
      origins: [{ origin: bakery.address, localStorage: entries({ language, ...screen.memory }) }],
    },
  });
  const { page, faults, strangers } = visitor;
  const found: string[] = [];
  try {
    await page.goto(screen.path);
    await screen.act?.(page);
    await page.locator(screen.ready).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    for (const theme of ['light', 'dark'] as const) {
      await wear(page, theme);
      if (theme === 'light') found.push(...gapsOf(await signTexts(page)));
      for (const size of theme === 'light' ? screen.sizes : [screen.sizes[0]]) {
        await page.setViewportSize(size);
        await page.waitForTimeout(settleMs);
        const shape = `${size.width}x${size.height}`;
        await photograph(page, `${screen.name}-${shape}-${language}-${theme}`);
        if (theme === 'dark') continue;
        const wrong = await misfits(page, screen.inSight ?? false);
        found.push(...wrong.map((misfit) => `${shape} ${misfit}`));
      }
      // The host's buttons step back while the mouse rests.
      await page.mouse.move(9, 9);
      await page.mouse.move(10, 10);
      await page.waitForTimeout(settleMs);
      // Only the colours are other ones in the dark.
      found.push(...(await breaches(page, theme === 'dark' ? 'color-contrast' : undefined)));
    }
    found.push(...faults.filter((fault) => !(screen.faults?.test(fault) ?? false)), ...strangers);
    return found;
  } catch (error) {
    return [...found, `${error}`, ...faults, ...strangers];
  } finally {
    await visitor.leave();
  }
}

function entries(memory: Readonly<Record<string, string>>): { name: string; value: string }[] {
  return Object.entries(memory).map(([name, value]) => ({ name, value }));
}
