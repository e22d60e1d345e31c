import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { galleryEntries } from '../../client/pages/gallery/entries.ts';
import { notedFromNow, type Visitor, visit } from '../support/browser-classroom.ts';
import { openSteadyClassroom, type SteadyClassroom, withSteadyChance } from '../support/steady-classroom.ts';
import { breaches, misfits, photograph, signTexts, varying, wear } from './inspection.ts';
import { type Album, isTaking, openAlbum, readFolder, referenceFolder } from './references.ts';
import type { Screen, Size } from './screen.ts';
import { languages, screenGroups } from './screen-groups.ts';
import type { Language } from './seeded-rooms.ts';
import { type GapsOf, signFontGaps } from './sign-font.ts';

/** Charts take their size from their box, a moment after the window did. */
const settleMs = 80;
/** What still moves after that is looked at once more. */
const secondLookMs = 1000;
/** A page of the same origin that runs no program. */
const emptyPath = '/empty';
/** A group has up to fifty pictures, and a machine may have other things to do. */
const patienceMs = 600_000;

describe.each(screenGroups)('every $group screen', ({ group, list, held }) => {
  test.each(languages)(
    'in %s, light and dark: fits, is accessible, asks nobody else and reports no error',
    async (language) => {
      const troubles: string[] = [];
      // One for each: what chance brings depends on how many rooms were opened before.
      const classroom = await openSteadyClassroom();
      try {
        const album = held ? openAlbum(group, language) : null;
        const gapsOf = await signFontGaps();
        const { screens, rooms } = await list(classroom.bakery, language);
        const waiting = [...screens];
        // Two at a time: while one page settles the other is worked on.
        const lane = async () => {
          const visitors = new Map<boolean, Visitor>();
          for (let screen = waiting.shift(); screen !== undefined; screen = waiting.shift()) {
            const { name, touch = false } = screen;
            const visitor = visitors.get(touch) ?? (await visitAs(classroom, language, touch));
            visitors.set(touch, visitor);
            const found = await look(visitor, screen, language, album, gapsOf);
            troubles.push(...found.map((trouble) => `${name}: ${trouble}`));
          }
          for (const { leave } of visitors.values()) await leave();
        };
        await Promise.all([lane(), lane()]);
        for (const room of rooms) room.close();
        // A screen that could not be seen keeps its reference.
        expect(troubles.length > 0 ? troubles : (album?.strangers() ?? [])).toEqual([]);
      } finally {
        await classroom.close();
      }
    },
    patienceMs,
  );
});

test('every folder of reference pictures belongs to screens that are held against them', () => {
  const kinds = galleryEntries.map(({ kind }): string => kind);
  const groups = [...screenGroups.filter(({ held }) => held).map(({ group }) => group), ...kinds];
  expect(readFolder(referenceFolder).filter((folder) => !groups.includes(folder))).toEqual([]);
});

async function visitAs(
  { browser, address }: SteadyClassroom,
  language: Language,
  touch: boolean,
): Promise<Visitor> {
  const visitor = await visit(
    browser,
    { address },
    {
      locale: language === 'ko' ? 'ko-KR' : 'en-US',
      reducedMotion: 'reduce',
      // What it keeps of the pages would outlast one screen.
      serviceWorkers: 'block',
      ...(touch && { hasTouch: true, isMobile: true }),
    },
  );
  await withSteadyChance(visitor.page);
  await visitor.page.context().route(`**${emptyPath}`, (route) =>
    // With an icon, or the browser would look for one.
    route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">' }),
  );
  return visitor;
}

/** One page looks at one screen after the other, none of which finds what another left: a process for each takes twice as long. */
async function look(
  visitor: Visitor,
  screen: Screen,
  language: Language,
  album: Album | null,
  gapsOf: GapsOf,
): Promise<readonly string[]> {
  const [first, ...others] = screen.sizes;
  const found: string[] = [];
  const { page } = visitor;
  const { faults, strangers } = notedFromNow(visitor);
  const settle = async () => {
    // The host's buttons step back while the mouse rests.
    await page.mouse.move(9, 9);
    await page.mouse.move(10, 10);
    await page.waitForTimeout(settleMs);
  };
  /** What only looks wrong while the page is on its way there is looked at once more. */
  const sure = async (check: () => Promise<readonly string[]>): Promise<readonly string[]> => {
    const wrong = await check();
    if (wrong.length === 0 || isTaking) return wrong;
    await page.waitForTimeout(secondLookMs);
    await settle();
    return check();
  };
  const picture = async (size: Size, theme: 'light' | 'dark') => {
    const take = async () => {
      const name = `${screen.name}-${size.width}x${size.height}-${language}-${theme}`;
      const png = await photograph(page, name);
      if (size !== first || album === null) return [];
      const wrong = album.judge(`${screen.name}-${theme}`, png, await varying(page));
      return wrong === null ? [] : [`${theme} ${wrong}`];
    };
    found.push(...(await sure(take)));
  };
  const fits = async (size: Size) => {
    const wrong = await sure(() => misfits(page, screen.inSight ?? false));
    found.push(...wrong.map((misfit) => `${size.width}x${size.height} ${misfit}`));
  };
  try {
    await page.setViewportSize(first);
    await remember(page, { language, ...screen.memory });
    await page.goto(screen.path);
    await screen.act?.(page);
    await page.locator(screen.ready).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    found.push(...gapsOf(await signTexts(page)));
    // Before any other size: what a page scrolls to by itself would not come back.
    for (const theme of ['dark', 'light'] as const) {
      await wear(page, theme);
      await settle();
      await picture(first, theme);
      // Only the colours are other ones in the dark.
      if (theme === 'dark' && !isTaking) found.push(...(await sure(() => breaches(page, 'color-contrast'))));
    }
    if (isTaking) return found;
    await fits(first);
    for (const size of others) {
      await page.setViewportSize(size);
      await settle();
      await picture(size, 'light');
      await fits(size);
    }
    found.push(...(await sure(() => breaches(page))));
    found.push(...faults().filter((fault) => !(screen.faults?.test(fault) ?? false)), ...strangers());
    return found;
  } catch (error) {
    return [...found, `${error}`, ...faults(), ...strangers()];
  } finally {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  }
}

/** What the browser remembers from before, and nothing else. */
async function remember(page: Page, memory: Readonly<Record<string, string>>): Promise<void> {
  await page.goto(emptyPath);
  await page.evaluate((entries) => {
    localStorage.clear();
    sessionStorage.clear();
    for (const [name, value] of entries) localStorage.setItem(name, value);
  }, Object.entries(memory));
}
