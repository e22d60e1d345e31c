import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GalleryEntry, galleryEntries } from '../../client/pages/gallery/entries.ts';
import { visit } from '../support/browser-classroom.ts';
import { type GallerySite, openGallerySite } from '../support/gallery-site.ts';
import { standStill } from '../support/steady-classroom.ts';
import { thirdLanguage, withThirdLanguage } from '../support/third-language.ts';
import { standsBy } from './gallery-shows.ts';
import { misfits, photograph } from './inspection.ts';
import { desk, type Size, smallHand, smallWall } from './screen.ts';
import { stretched } from './stretched-words.ts';

const sizes: Readonly<Record<GalleryEntry['kind'], Size>> = { phone: smallHand, wall: smallWall, desk };
/** Charts take their size from their box, a moment after the window did. */
const settleMs = 150;
/** What does not fit even then is looked at once more: a machine may have other things to do. */
const secondLookMs = 1000;
const patienceMs = 600_000;

let site: GallerySite;

beforeAll(async () => {
  site = await openGallerySite(withThirdLanguage(stretched));
});

afterAll(async () => {
  await site?.close();
});

test('one file and one line make a language: the switch offers it, and the page is in it', async () => {
  const { page, faults, leave } = await visit(site.browser, site, { viewport: desk, locale: 'en-US' });
  await page.goto('/plan/lesson');
  const heading = page.locator('h1');
  await expect.poll(() => heading.textContent()).toMatch(/^Lesson plan/);
  await page.getByRole('button', { name: thirdLanguage.name }).click();
  await expect.poll(() => heading.textContent()).toMatch(new RegExp(`^${stretched('Lesson plan')}`));
  expect(await page.locator('html').getAttribute('lang')).toBe(thirdLanguage.code);
  await expect.poll(() => page.getByRole('button', { name: '한국어' }).isVisible()).toBe(true);
  await page.reload();
  await expect.poll(() => heading.textContent()).toMatch(new RegExp(`^${stretched('Lesson plan')}`));
  expect(faults).toEqual([]);
  await leave();
});

test('a phone whose browser asks for it is welcomed in it', async () => {
  const { page, leave } = await visit(site.browser, site, {
    viewport: smallHand,
    locale: thirdLanguage.code,
  });
  await page.goto('/play');
  await expect.poll(() => page.locator('h1').textContent()).toBe(stretched('Welcome in'));
  await leave();
});

describe.each(['phone', 'wall', 'desk'] as const)('every gallery entry of kind %s', (kind) => {
  test(
    'holds a language with two fifths more letters, at 320 px and on a small projector',
    async () => {
      const troubles: string[] = [];
      const waiting = galleryEntries.filter((entry) => entry.kind === kind);
      const lane = async () => {
        for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
          const { name } = entry;
          troubles.push(...(await look(entry)).map((trouble) => `${name}: ${trouble}`));
        }
      };
      await Promise.all([lane(), lane()]);
      expect(troubles).toEqual([]);
    },
    patienceMs,
  );
});

async function look(entry: GalleryEntry): Promise<readonly string[]> {
  const { name, address, kind } = entry;
  const { page, leave } = await visit(site.browser, site, {
    viewport: sizes[kind],
    reducedMotion: 'reduce',
    ...(kind === 'phone' && { hasTouch: true, isMobile: true }),
  });
  try {
    await standStill(page);
    await page.goto(`${address}&lang=${thirdLanguage.code}`);
    await page.locator(standsBy(entry)).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(settleMs);
    await photograph(page, `stretched-${kind}-${name}`);
    const wrong = await misfits(page, false);
    if (wrong.length === 0) return wrong;
    await page.waitForTimeout(secondLookMs);
    return await misfits(page, false);
  } catch (error) {
    return [String(error)];
  } finally {
    await leave();
  }
}
