import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bakery, laptop, openBakery, visit } from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { top } from '../support/run.ts';

interface Manifest {
  readonly theme_color: string;
  readonly background_color: string;
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose?: string }[];
}

const publicFiles = join(top, 'client', 'public');
const manifest: Manifest = JSON.parse(readFileSync(join(publicFiles, 'manifest.webmanifest'), 'utf8'));
const largestIcon = 8_000;

let browser: Browser;
let bakery: Bakery;

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
});

afterAll(async () => {
  await browser?.close();
  await bakery?.close();
});

test('the browser takes the front page for one that can be installed', async () => {
  const { page, faults, leave } = await visit(browser, bakery, laptop);
  await page.goto('/');
  const devtools = await page.context().newCDPSession(page);
  const { url, errors } = await devtools.send('Page.getAppManifest');
  expect(url).toBe(`${bakery.address}/manifest.webmanifest`);
  expect(errors).toEqual([]);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // Every window of the tests is a private one.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  for (const { src } of manifest.icons) expect((await fetch(bakery.address + src)).status).toBe(200);
  expect(faults).toEqual([]);
  await leave();
});

test('the icons are small and as large as they say, one of them for masks', () => {
  const pictures = manifest.icons.filter(({ src }) => src.endsWith('.png'));
  expect(pictures.map(({ sizes }) => sizes)).toEqual(['192x192', '512x512', '512x512']);
  expect(pictures.filter(({ purpose }) => purpose === 'maskable')).toHaveLength(1);
  const apple = { src: '/icons/apple-touch-180.png', sizes: '180x180' };
  expect(readFileSync(join(top, 'client', 'index.html'), 'utf8')).toContain(`href="${apple.src}"`);
  for (const { src, sizes } of [...pictures, apple]) {
    const file = join(publicFiles, src);
    const bytes = readFileSync(file);
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
    expect(statSync(file).size).toBeLessThanOrEqual(largestIcon);
  }
});

test('its colours are the ground of the pages', () => {
  const tokens = readFileSync(join(top, 'client', 'styles', 'tokens.css'), 'utf8');
  const ground = /--bg: (#[0-9a-f]{6})/.exec(tokens)?.[1];
  expect(manifest).toMatchObject({ theme_color: ground, background_color: ground });
});
