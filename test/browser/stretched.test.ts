import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bakery, openBakery, visit } from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { misfits, photograph } from './inspection.ts';
import type { Screen } from './screen.ts';
import { smallHand, smallWall } from './screen.ts';
import { laptopScreens } from './screen-list.ts';
import { speakStretched, stretched } from './stretched-words.ts';

let browser: Browser;
let bakery: Bakery;

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery({ steady: true })]);
});

afterAll(async () => {
  await browser?.close();
  await bakery?.close();
});

test('a stretched sentence keeps its places and is two fifths longer', () => {
  const sentence =
    'Your guess for round {n} came after the deadline, and the one before it counts: {n|place/places}.';
  const longer = stretched(sentence);
  expect(longer).toContain('{n}');
  expect(longer).toContain('{n|place/places}');
  expect(longer.length / sentence.length).toBeGreaterThan(1.38);
});

test('every laptop screen holds a language with two fifths more letters', async () => {
  const troubles: string[] = [];
  const { screens, rooms } = await laptopScreens(bakery, 'en');
  for (const screen of screens) {
    const found = await look(screen);
    troubles.push(...found.map((trouble) => `${screen.name}: ${trouble}`));
  }
  for (const room of rooms) room.close();
  expect(troubles).toEqual([]);
});

async function look(screen: Screen): Promise<readonly string[]> {
  const size = screen.touch || screen.sizes.includes(smallHand) ? smallHand : smallWall;
  const visitor = await visit(browser, bakery, {
    viewport: size,
    reducedMotion: 'reduce',
    ...(screen.touch && { hasTouch: true, isMobile: true }),
    storageState: {
      cookies: [],
      origins: [
        {
          origin: bakery.address,
          localStorage: Object.entries({ language: 'en', ...screen.memory }).map(([name, value]) => ({
            name,
            value,
          })),
        },
      ],
    },
  });
  const { page } = visitor;
  try {
    await speakStretched(page);
    await page.goto(screen.path);
    await screen.act?.(page);
    await page.locator(screen.ready).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    await photograph(page, `stretched-${screen.name}`);
    return await misfits(page, false);
  } catch (error) {
    return [String(error)];
  } finally {
    await visitor.leave();
  }
}
