import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bakery, openBakery, visit } from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { breaches, misfits, photograph } from './inspection.ts';
import { laptopScreens, phoneScreens, projectorScreens, type Screen, type Size } from './screen-list.ts';
import type { Language } from './seeded-rooms.ts';

let browser: Browser;
let bakery: Bakery;

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
});

afterAll(async () => {
  await browser?.close();
  await bakery?.close();
});

type Theme = 'light' | 'dark';

const looks = (['ko', 'en'] as const).flatMap((language) =>
  (['light', 'dark'] as const).map((theme) => ({ language, theme })),
);

describe.each([
  { group: 'laptop', list: laptopScreens },
  { group: 'projector', list: projectorScreens },
  { group: 'phone', list: phoneScreens },
])('every $group screen', ({ list }) => {
  test.each(looks)(
    'in $language, $theme: fits, is accessible, asks nobody else and reports no error',
    async ({ language, theme }) => {
      const troubles: string[] = [];
      for (const screen of await list(bakery, language)) {
        const found = await look(screen, language, theme);
        troubles.push(...found.map((trouble) => `${screen.name}: ${trouble}`));
      }
      expect(troubles).toEqual([]);
    },
  );
});

async function look(screen: Screen, language: Language, theme: Theme): Promise<readonly string[]> {
  const [first] = screen.sizes;
  const visitor = await visit(browser, bakery, {
    viewport: first,
    locale: language === 'ko' ? 'ko-KR' : 'en-US',
    colorScheme: theme,
    reducedMotion: 'reduce',
    ...(screen.touch && { hasTouch: true, isMobile: true }),
    storageState: {
      cookies: [],
      origins: [{ origin: bakery.address, localStorage: entries({ theme, language, ...screen.memory }) }],
    },
  });
  try {
    const { page } = visitor;
    await page.goto(screen.path);
    await screen.act?.(page);
    await page.locator(screen.ready).first().waitFor();
    const found: string[] = [];
    for (const size of screen.sizes)
      found.push(...(await lookAt(page, screen, size, `${language}-${theme}`)));
    return [
      ...found,
      ...(await breaches(page)),
      ...visitor.faults.filter((fault) => !(screen.faults?.test(fault) ?? false)),
      ...visitor.strangers,
    ];
  } finally {
    await visitor.leave();
    await screen.close?.();
  }
}

async function lookAt(page: Page, screen: Screen, size: Size, look: string): Promise<readonly string[]> {
  await page.setViewportSize(size);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => setTimeout(resolve, 120));
  });
  const shape = `${size.width}x${size.height}`;
  await photograph(page, `${screen.name}-${shape}-${look}`);
  return (await misfits(page, screen.inSight ?? false)).map((misfit) => `${shape} ${misfit}`);
}

function entries(memory: Readonly<Record<string, string>>): { name: string; value: string }[] {
  return Object.entries(memory).map(([name, value]) => ({ name, value }));
}
