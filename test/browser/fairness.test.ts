import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bakery, openBakery, phone, type Visitor, visit } from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { lessonWith, spoken } from './fairness-lesson.ts';
import { en, type Failing, ko } from './fairness-words.ts';
import type { ScriptedRoom } from './scripted-class.ts';
import { changes, serveChanged } from './tamperings.ts';

/** As a phone in the class sees the server: by a name that no browser takes for this very machine. */
const hostName = 'bakery.example';

const languages = { ko, en } as const;

/** Which steps have to fail for each change a server could make; the page's own copy of a value is part of its record. */
const failing: Readonly<Record<keyof typeof changes, readonly Failing[]>> = {
  'another seed': ['seal', 'jar', 'draws', 'replay'],
  'another salt': ['seal', 'replay'],
  'another seal': ['replay'],
  'another word': ['jar', 'draws', 'replay'],
  'another jar': ['jar', 'replay'],
  'another cookie in the second draw': ['draws', 'replay'],
  'more points on the page': ['replay'],
  'a guess in the log': ['chain', 'receipts', 'scores'],
  'a guess in the log, chained anew': ['receipts'],
  'a score in the log, chained anew': ['receipts', 'replay', 'scores'],
  'a distance to the jar in the log, chained anew': ['receipts', 'truth'],
  'an event left out, chained anew': ['order', 'receipts', 'placed', 'replay'],
  'an event told twice, chained anew': ['order', 'receipts', 'placed'],
  'the last head': ['chain'],
  'no chain at all': ['unchained'],
  'no log worth the name': ['chain', 'receipts', 'placed', 'replay'],
};

let browser: Browser;
let bakery: Bakery;
let visitor: Visitor;
let room: ScriptedRoom;
let page: Page;

beforeAll(async () => {
  [browser, bakery] = await Promise.all([
    launchChromium({ args: [`--host-resolver-rules=MAP ${hostName} 127.0.0.1`] }),
    // By chance another seed or word can give the same jar and cookies, about three times in a thousand.
    openBakery({ steady: true }),
  ]);
  const named = { ...bakery, address: bakery.address.replace('127.0.0.1', hostName) };
  visitor = await visit(browser, named, { ...phone, locale: 'ko-KR', reducedMotion: 'reduce' });
  page = visitor.page;
  room = await lessonWith(page, bakery);
});

afterAll(async () => {
  room?.close();
  await browser?.close();
  await bakery?.close();
});

/** The check as it stands at the end of the page's address, from the start. */
async function openCheck(language: keyof typeof languages): Promise<void> {
  await page.evaluate((wanted) => localStorage.setItem('language', wanted), language);
  await page.goto('/privacy');
  await page.goto(`/replay/${room.opened.replayId}#fairness`);
  await page.locator('.replay-verdict').waitFor();
}

const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ').trim();
const withoutCount = (text: string): string => text.replace(/\d+/, 'N');
const verdict = async (): Promise<string> => plain(await page.locator('.replay-verdict').innerText());

async function failures(): Promise<readonly string[]> {
  const found = await page.locator('.fair-finding.warn').all();
  return Promise.all(found.map(async (item) => (await item.getAttribute('data-finding')) ?? ''));
}

describe('a phone of the class, over http:// and a name of the local network', () => {
  test('has no cryptography of the browser’s own, and keeps the seal and its receipts all the same', async () => {
    expect(await page.evaluate(() => location.protocol + location.hostname)).toBe(`http:${hostName}`);
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    expect(await page.evaluate(() => typeof globalThis.crypto.subtle)).toBe('undefined');
    const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => /kept:/.test(key)));
    expect(kept).toHaveLength(1);
  });

  test.each(Object.entries(languages))(
    'F5 verifies the whole lesson, every step in words, %s',
    async (language, say) => {
      const beside = page.waitForEvent('worker');
      await openCheck(language as keyof typeof languages);
      expect((await beside).url()).toMatch(/check-worker/);
      expect(await verdict()).toBe(say.goodVerdict);
      const items = await page.getByRole('dialog', { name: say.heading }).getByRole('listitem').all();
      const told = await Promise.all(
        items.map(async (item) => [
          plain(await item.getByRole('heading').innerText()),
          plain(await item.locator('h3 + p').innerText()),
        ]),
      );
      expect(
        told.map(([title, why]) => [
          title,
          [say.title.receipts, say.title.placed].some((counted) => title?.startsWith(counted))
            ? withoutCount(why ?? '')
            : why,
        ]),
      ).toEqual(say.steps.map(([title, why], k) => [`${title} ${k === 1 ? say.note : say.good}`, why]));
      await page.getByLabel(say.ask).fill('다른 말');
      await page.getByText(say.no, { exact: true }).waitFor();
      await page.getByLabel(say.ask).fill(` ${spoken} `);
      await page.getByText(say.yes, { exact: true }).waitFor();
    },
  );

  test('F5 goes by keyboard alone, and the focus returns to where it came from', async () => {
    await openCheck('en');
    await page.keyboard.press('Escape');
    const dialog = page.getByRole('dialog', { name: en.heading });
    await dialog.waitFor({ state: 'hidden' });
    const button = page.getByRole('button', { name: 'Fairness verified' });
    await button.focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    const focused = (): Promise<string> =>
      page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText.trim() ?? '');
    const stops: string[] = [];
    const name = (): Promise<string> =>
      page.evaluate(() => {
        const at = document.activeElement;
        return (
          at?.getAttribute('aria-label') ??
          (at instanceof HTMLInputElement ? at.id : (at as HTMLElement).innerText)
        );
      });
    for (let k = 0; k < 14; k += 1) {
      stops.push(plain(await name()));
      await page.keyboard.press('Tab');
    }
    expect(stops[0]).toBe(en.close);
    expect(stops).toEqual(expect.arrayContaining(['Show values', 'fair-word', en.how]));
    await page.getByText(en.how).focus();
    await page.getByText(en.how).locator('..').focus();
    await page.keyboard.press('Enter');
    await page.getByText('hₖ = SHA-256(hₖ₋₁, eventₖ)').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(focused).toBe('Fairness verified');
  });
});

describe.each(Object.entries(languages))('a server that changed something, %s', (language, say) => {
  const open = (): Promise<void> => openCheck(language as keyof typeof languages);

  /** Exactly these steps, named above all and explained each in its place. */
  async function expectFailing(ids: readonly Failing[]): Promise<void> {
    expect(await failures()).toEqual(ids);
    const titles = ids.map((id) => say.title[id]).join(', ');
    expect(await verdict()).toBe(`${say.badHeading} ${say.badList(titles)}`);
    for (const id of ids) {
      const item = page.locator(`[data-finding="${id}"]`);
      expect(plain(await item.getByRole('heading').innerText())).toBe(`${say.title[id]} ${say.wrong}`);
      const words = plain(await item.locator('.fair-wrong').innerText());
      expect(id === 'order' ? withoutCount(words) : words).toBe(say.says[id]);
    }
  }

  test.each(Object.entries(failing))('F5 %s', async (what, ids) => {
    const source = { address: bakery.address, replayId: room.opened.replayId };
    const stop = await serveChanged(page, source, changes[what as keyof typeof changes]);
    try {
      await open();
      await expectFailing(ids);
      if (!ids.includes('receipts')) return;
      // The first receipt that does not fit comes first, and says which event it is of.
      const place = await page.locator('[data-finding="receipts"] .fair-values dt').first().innerText();
      expect(withoutCount(plain(place))).toBe(say.atEvent);
    } finally {
      await stop();
    }
  });

  test.each([
    ['another seal than this device was shown', 'seal', 'seals'],
    ['another head than this device was told', 'receipts', 'heads'],
    ['another guess than this device sent', 'placed', 'placed'],
  ] as const)('F5 %s', async (_, id, list) => {
    const swap = (): Promise<void> =>
      page.evaluate((name) => {
        const key = Object.keys(localStorage).find((one) => one.includes('kept:')) ?? '';
        const kept = JSON.parse(localStorage.getItem(key) ?? '');
        const row = kept[name][0];
        const place = name === 'seals' ? 0 : 1;
        const other = [...row[place]].toReversed();
        row[place] = typeof row[place] === 'string' ? other.join('') : other;
        localStorage.setItem(key, JSON.stringify(kept));
      }, list);
    await swap();
    try {
      await open();
      await expectFailing([id]);
    } finally {
      await swap();
    }
  });

  test('F5 a log that is kept back leaves the check half done, and says so', async () => {
    const isLog = (url: URL): boolean => url.pathname.endsWith('/log');
    await page.route(isLog, (route) => route.fulfill({ status: 404, json: {} }));
    try {
      await open();
      expect(await verdict()).toBe(say.partial);
      expect(await failures()).toEqual([]);
    } finally {
      await page.unroute(isLog);
    }
  });
});

test('and nobody else was asked, nothing broke', () => {
  const expected = /Cross-Origin-Opener-Policy header has been ignored|status of 404/;
  expect(visitor.faults.filter((fault) => !expected.test(fault))).toEqual([]);
  expect(visitor.strangers).toEqual([]);
});
