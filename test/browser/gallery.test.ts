import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GalleryEntry, galleryEntries } from '../../client/pages/gallery/entries.ts';
import { notedFromNow, type Visitor, visit } from '../support/browser-classroom.ts';
import { type GallerySite, openGallerySite } from '../support/gallery-site.ts';
import type { Area } from '../support/picture.ts';
import { standStill } from '../support/steady-classroom.ts';
import { standsBy, unpaired } from './gallery-shows.ts';
import { breaches, misfits, photograph, varying, wear } from './inspection.ts';
import { type Album, isTaking, openAlbum } from './references.ts';
import { desk, hand, type Size, smallHand, smallWall, wall } from './screen.ts';
import { languages } from './screen-groups.ts';
import type { Language } from './seeded-rooms.ts';

type Kind = GalleryEntry['kind'];

const sizes: Readonly<Record<Kind, readonly [Size, ...Size[]]>> = {
  phone: [hand, smallHand],
  wall: [wall, smallWall, { width: 1024, height: 768 }],
  desk: [desk],
};
/** A projector's picture takes a second to be compared in full, and its smallest letters are large. */
const scales: Readonly<Record<Kind, number>> = { phone: 1, wall: 0.5, desk: 0.5 };
/** Charts take their size from their box, a moment after the window did. */
const settleMs = 150;
/** What still moves after that is looked at once more. */
const secondLookMs = 1000;
/** Longer than looking around an invented network takes. */
const lookAroundMs = 2500;
const patienceMs = 900_000;
/** Of invented lessons no server has a record, and one entry is a fault itself. */
const expectedFault = /status of 404|invented for the gallery/;

let site: GallerySite;

beforeAll(async () => {
  site = await openGallerySite();
});

afterAll(async () => {
  await site?.close();
});

test('every entry has an address of its own, and the tables of this test know them all', () => {
  const addresses = galleryEntries.map((entry) => entry.address);
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(unpaired()).toEqual([]);
});

test('the list leads to every entry', async () => {
  const { page, faults, leave } = await visit(site.browser, site, { viewport: desk });
  await page.route(/gallery=(?!all)/, (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto('/?gallery=all&lang=en');
  await page.locator('main li a').last().waitFor();
  const links = await page
    .locator('main li a')
    .evaluateAll((found) => found.map((link) => link.getAttribute('href')));
  expect(links).toEqual(galleryEntries.map((entry) => `${entry.address}&lang=en`));
  expect(faults).toEqual([]);
  await leave();
});

describe.each(['phone', 'wall', 'desk'] as const)('every gallery entry of kind %s', (kind) => {
  test.each(languages)(
    'in %s: looks as it did, fits, is accessible and reports no error',
    async (language) => {
      const album = openAlbum(kind, language);
      const waiting = galleryEntries.filter((entry) => entry.kind === kind);
      const troubles: string[] = [];
      const lane = async () => {
        const visitor = await visitAs(kind, language);
        for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
          const { name } = entry;
          const found = await look(visitor, entry, language, album);
          troubles.push(...found.map((trouble) => `${name}: ${trouble}`));
        }
        await visitor.leave();
      };
      await Promise.all([lane(), lane()]);
      expect(troubles.length > 0 ? troubles : album.strangers()).toEqual([]);
    },
    patienceMs,
  );
});

async function visitAs(kind: Kind, language: Language): Promise<Visitor> {
  const visitor = await visit(site.browser, site, {
    viewport: sizes[kind][0],
    deviceScaleFactor: scales[kind],
    reducedMotion: 'reduce',
    locale: language === 'ko' ? 'ko-KR' : 'en-US',
    ...(kind === 'phone' && { hasTouch: true, isMobile: true }),
  });
  await standStill(visitor.page);
  return visitor;
}

/** One page looks at one entry after the other, none of which finds what another left: a process for each takes twice as long. */
async function look(
  visitor: Visitor,
  { name, address, kind }: GalleryEntry,
  language: Language,
  album: Album,
): Promise<readonly string[]> {
  const [first, ...others] = sizes[kind];
  const scale = scales[kind];
  const found: string[] = [];
  const { page } = visitor;
  const { strangers, ...noted } = notedFromNow(visitor);
  const faults = () => noted.faults().filter((fault) => !expectedFault.test(fault));
  /** What only looks wrong while the page is on its way there is looked at once more. */
  const sure = async (check: () => Promise<readonly string[]>): Promise<readonly string[]> => {
    const wrong = await check();
    if (wrong.length === 0) return wrong;
    await page.waitForTimeout(secondLookMs);
    await wakeControls(page);
    return check();
  };
  const fits = async (size: Size) => {
    const wrong = await sure(() => misfits(page, false));
    found.push(...wrong.map((misfit) => `${size.width}x${size.height} ${misfit}`));
  };
  try {
    await page.setViewportSize(first);
    await page.goto(`${address}&lang=${language}`);
    await page.locator(standsBy({ name, kind })).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    if (name.startsWith('lost-')) await page.waitForTimeout(lookAroundMs);
    for (const theme of ['dark', 'light'] as const) {
      await wear(page, theme);
      await page.waitForTimeout(isTaking ? secondLookMs : settleMs);
      const picture = async () => {
        await wakeControls(page);
        const moving = (await varying(page)).map((area) => scaled(area, scale));
        const png = await photograph(page, `gallery-${kind}-${name}-${language}-${theme}`);
        return album.judge(`${name}-${theme}`, png, moving);
      };
      let wrong = await picture();
      if (wrong !== null && !isTaking) {
        await page.waitForTimeout(secondLookMs);
        wrong = await picture();
      }
      if (wrong !== null) found.push(`${theme} ${wrong}`);
      // One language is enough for each theme: the same elements stand in the same colours.
      if (isTaking || language !== (theme === 'dark' ? 'en' : 'ko')) continue;
      found.push(...(await sure(() => breaches(page, theme === 'dark' ? 'color-contrast' : undefined))));
    }
    if (isTaking) return [...found, ...faults()];
    await fits(first);
    for (const size of others) {
      await page.setViewportSize(size);
      await page.waitForTimeout(settleMs);
      await fits(size);
    }
    return [...found, ...strangers(), ...faults()];
  } catch (error) {
    return [...found, `${error}`, ...faults()];
  } finally {
    await page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
  }
}

function scaled({ x, y, width, height }: Area, by: number): Area {
  return { x: by * x, y: by * y, width: by * width, height: by * height };
}

/** The host's buttons step back while the mouse rests. */
async function wakeControls(page: Page): Promise<void> {
  await page.mouse.move(9, 9);
  await page.mouse.move(10, 10);
  await page.locator('.host-controls-idle').waitFor({ state: 'detached' });
}
