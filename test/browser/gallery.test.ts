import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type GalleryEntry,
  galleryEntries,
  phoneStates,
  scenes,
} from '../../client/pages/gallery/entries.ts';
import { phone, visit } from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { top } from '../support/run.ts';
import { breaches, misfits, photograph } from './inspection.ts';
import { desk, hand, smallHand } from './screen.ts';

interface Shown {
  /** Something that stands in these states alone. */
  readonly by: string;
  readonly states: readonly (typeof phoneStates)[number][];
}

/** What a phone can show, and the states of the gallery that show it. */
const phoneShows: Readonly<Record<string, Shown>> = {
  'the way in': { by: '.join-form', states: ['join', 'join-scanned', 'join-busy'] },
  'no way in': {
    by: '.field-error',
    states: ['unknown', 'locked', 'full', 'ended', 'damaged', 'name-taken'],
  },
  'a page that comes': { by: '[role="status"] h1', states: ['loading', 'loading-lost'] },
  'the lobby and its hunch': { by: '.hunch', states: ['wait', 'wait-hunch', 'wait-belief'] },
  'the draw': { by: '.art svg', states: ['draw'] },
  'the guess, of shares and of beliefs': {
    by: '.guess .draw-card',
    states: ['guess', 'guess-unseen', 'guess-three', 'guess-belief'],
  },
  'the time that runs out, and a host who stops it': {
    by: '.guess .clock',
    states: ['guess-hurry', 'guess-over', 'guess-refused', 'paused'],
  },
  'what was sent': { by: '.tick', states: ['sent', 'sent-three'] },
  'somebody who came late': { by: '.centred + .button-primary', states: ['late', 'result-unscored'] },
  'an estimate that came late': { by: '[data-note="missed"]', states: ['missed'] },
  'a host who is away': { by: '[data-note="host"]', states: ['host-away'] },
  'a slow line': { by: '[data-note="slow"]', states: ['slow'] },
  'a disk that is full': { by: '.placing-note[data-state="waiting"]', states: ['unsaved'] },
  'a line that is gone': {
    by: '[data-note="lost"]',
    states: ['lost', 'lost-network', 'lost-server', 'lost-portal'],
  },
  'a seat, a line or a page that is of no use any more': {
    by: '.go .button-primary',
    states: ['removed', 'superseded', 'lost-long', 'outdated'],
  },
  'the result': { by: '.score-card', states: ['result', 'result-first', 'result-belief', 'result-twist'] },
  'the bet': { by: '.bet-band', states: ['bet', 'bet-sealed'] },
  'the end': { by: '.rank-line', states: ['final', 'final-belief'] },
};
const standsBy = new Map(
  Object.values(phoneShows).flatMap(({ by, states }) => states.map((state): [string, string] => [state, by])),
);
/** Charts take their size from their box, a moment after the window did. */
const settleMs = 150;
/** Longer than looking around an invented network takes. */
const lookAroundMs = 2500;
/** Every page comes as a hundred modules, and the first of them all are made while it waits. */
const pagePatienceMs = 60_000;
const patienceMs = 900_000;

let browser: Browser;
let vite: ViteDevServer;
let address: string;

beforeAll(async () => {
  vite = await createServer({
    configFile: join(top, 'vite.config.ts'),
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
  });
  await vite.listen();
  address = (vite.resolvedUrls?.local[0] ?? '').replace(/\/$/, '');
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await vite?.close();
});

test('the gallery has every state of a phone, and no state is missing in the table of this test', () => {
  const shown = Object.values(phoneShows).flatMap(({ states }) => states);
  expect(shown.toSorted()).toEqual([...phoneStates].toSorted());
});

test('every entry has an address of its own', () => {
  const addresses = galleryEntries.map((entry) => entry.address);
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(addresses.length).toBeGreaterThanOrEqual(phoneStates.length + 2 * scenes.length);
});

test('the list leads to every entry', async () => {
  const { page, faults, leave } = await visit(browser, { address }, { viewport: desk });
  page.setDefaultTimeout(pagePatienceMs);
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

test.each(['ko', 'en'] as const)(
  'every entry of the phone fits, is accessible and reports no error (%s)',
  async (language) => {
    const waiting = galleryEntries.filter((entry) => entry.kind === 'phone');
    const troubles: string[] = [];
    const lane = async () => {
      for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
        const { name } = entry;
        troubles.push(...(await look(entry, language)).map((trouble) => `${name}: ${trouble}`));
      }
    };
    await Promise.all([lane(), lane()]);
    expect(troubles).toEqual([]);
  },
  patienceMs,
);

async function look(
  { name, address: path }: GalleryEntry,
  language: 'ko' | 'en',
): Promise<readonly string[]> {
  const options = { ...phone, reducedMotion: 'reduce' } as const;
  const { page, faults, strangers, leave } = await visit(browser, { address }, options);
  const found: string[] = [];
  page.setDefaultTimeout(pagePatienceMs);
  try {
    await page.goto(`${path}&lang=${language}`);
    await page
      .locator(standsBy.get(name) ?? 'nothing')
      .first()
      .waitFor();
    await page.evaluate(() => document.fonts.ready);
    if (name.startsWith('lost-')) await page.waitForTimeout(lookAroundMs);
    for (const size of [hand, smallHand]) {
      await page.setViewportSize(size);
      await page.waitForTimeout(settleMs);
      await photograph(page, `gallery-${name}-${size.width}x${size.height}-${language}`);
      found.push(...(await misfits(page, false)).map((misfit) => `${size.width} px wide: ${misfit}`));
    }
    return [...found, ...(await breaches(page)), ...strangers, ...faults];
  } catch (error) {
    return [...found, `${error}`, ...faults];
  } finally {
    await leave();
  }
}
