import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bakery, openBakery, phone, visit } from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { openRoom } from './scripted-class.ts';

const limit = 40_000;

let browser: Browser;
let bakery: Bakery;

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
});

afterAll(async () => {
  await browser?.close();
  await bakery?.close();
});

test.each(['ko-KR', 'en-US'])(
  'a phone loads its first screen in at most 40 kB of Brotli (%s)',
  async (locale) => {
    const { code } = await openRoom(bakery, {});
    const { page, leave } = await visit(browser, bakery, { ...phone, locale });
    // Browsers offer Brotli over HTTPS alone.
    await page.setExtraHTTPHeaders({ 'Accept-Encoding': 'br' });
    const wire = await page.context().newCDPSession(page);
    const loaded: { readonly url: string; readonly encoding: string; readonly bytes: number }[] = [];
    wire.on('Network.responseReceived', ({ response: { url, headers } }) => {
      const encoding = headers['Content-Encoding'] ?? '';
      if (url.startsWith('http')) loaded.push({ url, encoding, bytes: Number(headers['Content-Length']) });
    });
    await wire.send('Network.enable');
    await page.goto(`/play/${code}`, { waitUntil: 'networkidle' });
    await page.getByRole('button', { name: /^(들어가기|Enter)$/ }).waitFor();

    const text = loaded.filter(({ url }) => /\.(js|css)$|\/play\//.test(url));
    expect(text.length).toBeGreaterThanOrEqual(3);
    expect(text.map(({ encoding }) => encoding)).toEqual(text.map(() => 'br'));
    // The words that the page announces are those its script asks for.
    expect(text.filter(({ url }) => /\/(ko|en)-[^/]+\.js$/.test(url))).toHaveLength(1);
    const bytes = loaded.reduce((sum, file) => sum + file.bytes, 0);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(limit);
    await leave();
  },
);
