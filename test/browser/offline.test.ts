import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { words as enPhone } from '../../client/locales/en.ts';
import { words as enSeated } from '../../client/locales/en-seated.ts';
import { words as enStage } from '../../client/locales/en-stage.ts';
import { words as koPhone } from '../../client/locales/ko.ts';
import { words as koSeated } from '../../client/locales/ko-seated.ts';
import { words as koStage } from '../../client/locales/ko-stage.ts';
import { type Bakery, laptop, openBakery, visit } from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { type Edge, openEdge } from './edge.ts';
import { breaches, misfits, photograph } from './inspection.ts';
import { playToTheEnd, type Seeded, seedRoom } from './seeded-rooms.ts';

const en = { ...enPhone, ...enSeated, ...enStage };
const ko = { ...koPhone, ...koSeated, ...koStage };

let browser: Browser;
let bakery: Bakery;
let edge: Edge;

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
});

afterAll(async () => {
  await browser?.close();
  await bakery?.close();
});

beforeEach(async () => {
  edge = await openEdge(bakery);
  return () => edge.close();
});

const visitEdge = (options: Parameters<typeof visit>[2]) =>
  visit(browser, edge.bakery, { ...options, reducedMotion: 'reduce' });

/** Resolves once the worker is there for the next page that is opened. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

const cachesOf = (page: Page) => page.evaluate(() => caches.keys());

/** The paths of everything that this browser keeps. */
const keptPaths = (page: Page) =>
  page.evaluate(async () => {
    const all = await Promise.all(
      (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
    );
    return all.flat().map(({ url }) => new URL(url).pathname);
  });

const replayPath = ({ opened }: Seeded) => `/replay/${opened.replayId}`;
const bodyPath = ({ opened }: Seeded) => `/api/replays/${opened.replayId}`;

async function endedLesson(): Promise<Seeded> {
  const room = await seedRoom(bakery, 'en');
  await playToTheEnd(room);
  room.close();
  return room;
}

async function openReplay(page: Page, room: Seeded): Promise<void> {
  await page.goto(replayPath(room));
  await page.getByRole('heading', { name: 'Period 3, statistics' }).waitFor();
  await settled(page);
  await expect.poll(() => keptPaths(page)).toContain(bodyPath(room));
}

describe('without a network', () => {
  test.each([
    { locale: 'ko-KR', say: ko },
    { locale: 'en-US', say: en },
  ])('the landing page says what works, and practice plays ($locale)', async ({ locale, say }) => {
    const { page, leave } = await visitEdge({ ...laptop, locale });
    await page.goto('/');
    await settled(page);
    expect(await page.getByText(say['landing.offline']).count()).toBe(0);
    edge.cut();
    await page.goto('/');
    await page.getByText(say['landing.offline']).waitFor();
    expect(await breaches(page)).toEqual([]);
    expect(await misfits(page, false)).toEqual([]);
    await photograph(page, `offline-landing-${locale}`);

    await page.goto('/practice');
    await page.getByRole('button', { name: say['practice.start'] }).click();
    await page.getByRole('button', { name: say['guess.submit'] }).click();
    await page.locator('.score-card').waitFor();

    edge.mend();
    await page.goto('/');
    await page.getByText(say['landing.join.h']).first().waitFor();
    await expect.poll(() => page.getByText(say['landing.offline']).count()).toBe(0);
    await leave();
  });

  test('a replay opened before is found on the landing page and read', async () => {
    const room = await endedLesson();
    const { page, leave } = await visitEdge(laptop);
    await openReplay(page, room);
    edge.cut();
    await page.goto('/');
    const list = page.getByRole('navigation', { name: en['landing.offline.replays'] });
    await list.getByRole('link', { name: /Period 3, statistics/ }).click();
    await page.getByRole('slider', { name: en['replay.scrub'] }).fill('2');
    await page.getByText(en['replay.copy']).waitFor();
    await page.getByText('Moon rabbit').first().waitFor();
    await page.reload();
    await page.getByText('Moon rabbit').first().waitFor();
    await leave();
  });

  test('a replay never opened here is not shown', async () => {
    const { page, leave } = await visitEdge(laptop);
    await page.goto('/');
    await settled(page);
    edge.cut();
    await page.goto('/replay/never-opened-here');
    await page.getByRole('button', { name: en['app.retry'] }).waitFor();
    await leave();
  });
});

describe('what a device keeps', () => {
  test('a deleted replay is gone from it after a visit with a network', async () => {
    const room = await endedLesson();
    const { page, leave } = await visitEdge(laptop);
    await openReplay(page, room);
    const { replayId, hostToken } = room.opened;
    const deleted = await fetch(`${bakery.address}/api/rooms/${replayId}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${hostToken}` },
    });
    expect(deleted.ok).toBe(true);
    await page.goto(replayPath(room));
    await page.getByRole('heading', { name: en['empty.replay'] }).waitFor();
    expect(await keptPaths(page)).not.toContain(bodyPath(room));
    edge.cut();
    await page.goto(replayPath(room));
    await page.getByRole('button', { name: en['app.retry'] }).waitFor();
    expect(await page.getByText('Moon rabbit').count()).toBe(0);
    await leave();
  });

  test('names forgotten on the server are gone from it after a visit with a network', async () => {
    const room = await endedLesson();
    const { page, leave } = await visitEdge(laptop);
    await openReplay(page, room);
    const { replayId, hostToken } = room.opened;
    await fetch(`${bakery.address}/api/rooms/${replayId}/names`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${hostToken}` },
    });
    await page.goto(replayPath(room));
    await page.getByRole('heading', { name: en['dash.untitled'] }).waitFor();
    const kept = () => page.evaluate(async (path) => (await caches.match(path))?.text(), bodyPath(room));
    await expect.poll(kept).not.toContain('Moon rabbit');
    await leave();
  });

  test('the privacy page tells of it and clears the replays', async () => {
    const room = await endedLesson();
    const { page, leave } = await visitEdge(laptop);
    await openReplay(page, room);
    await page.goto('/privacy');
    await page.getByText(en['privacy.device.replays']).waitFor();
    await page.getByRole('button', { name: en['privacy.replays.erase'] }).click();
    await page.getByRole('main').getByText(en['privacy.replays.erased']).waitFor();
    expect(await cachesOf(page)).toEqual([expect.stringMatching(/^bakery-shell-/)]);
    await leave();
  });

  test('nothing of a running lesson', async () => {
    const room = await seedRoom(bakery, 'en');
    const { page, leave } = await visitEdge(laptop);
    await page.goto('/');
    await settled(page);
    const { code, joinUrl } = room.opened;
    const { pathname, search } = new URL(joinUrl);
    for (const path of [`/display/${code}`, `/host/${code}`, '/host', '/rooms', `${pathname}${search}`]) {
      await page.goto(path);
      await page.locator('h1').first().waitFor();
    }
    const others = (await keptPaths(page)).filter((path) => path !== '/' && !path.startsWith('/assets/'));
    expect(others).toEqual([]);
    edge.cut();
    await expect(page.goto(`/display/${code}`)).rejects.toThrow(/ERR_/);
    room.close();
    await leave();
  });
});

describe('a new build', () => {
  test('waits until the open page is closed, which keeps what it may still load', async () => {
    const { page, leave } = await visitEdge(laptop);
    await page.goto('/');
    await settled(page);
    await page.reload();
    const [old] = await cachesOf(page);
    const loads: string[] = [];
    page.on('framenavigated', (frame) => loads.push(frame.url()));
    edge.renewWorker();
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
    });
    const isWaiting = () =>
      page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting !== null);
    await expect.poll(isWaiting).toBe(true);
    // Long enough for a worker that would take the page over.
    await page.waitForTimeout(1000);
    expect(await isWaiting()).toBe(true);
    expect(loads).toEqual([]);
    expect(await cachesOf(page)).toEqual(expect.arrayContaining([old, 'bakery-shell-build 1']));
    edge.cut();
    await page.getByRole('link', { name: en['landing.practice'] }).first().click();
    await page.getByRole('heading', { name: en['practice.h'] }).waitFor();

    edge.mend();
    const next = await page.context().newPage();
    await page.close();
    // A browser brings in the new worker a moment after the last page has gone.
    const comeAndGo = async () => {
      await next.goto('/check');
      const names = await cachesOf(next);
      await next.goto('about:blank');
      return names;
    };
    await expect.poll(comeAndGo, { interval: 1000, timeout: 30_000 }).toEqual(['bakery-shell-build 1']);
    edge.cut();
    await next.goto('/');
    await next.getByText(en['landing.offline']).waitFor();
    await leave();
  });

  test('shows its page as soon as there is a network', async () => {
    const { page, leave } = await visitEdge(laptop);
    await page.goto('/');
    await settled(page);
    edge.asked.length = 0;
    await page.goto('/');
    await page.goto('/practice');
    expect(edge.asked).toEqual(expect.arrayContaining(['/', '/practice']));
    expect(edge.asked.filter((path) => path.startsWith('/assets/'))).toEqual([]);
    await leave();
  });
});

test('on a plain http address nothing is registered and everything works', async () => {
  const room = await endedLesson();
  const away = await launchChromium({ args: ['--host-resolver-rules=MAP bakery.test 127.0.0.1'] });
  const plain = { ...bakery, address: bakery.address.replace('127.0.0.1', 'bakery.test') };
  const { page, faults, leave } = await visit(away, plain, laptop);
  for (const path of ['/', '/practice', replayPath(room), '/privacy']) {
    await page.goto(path, { waitUntil: 'networkidle' });
    await page.locator('h1').first().waitFor();
  }
  expect(await page.evaluate(() => [isSecureContext, 'serviceWorker' in navigator])).toEqual([false, false]);
  // Browsers complain of that on every such address.
  expect(faults.filter((fault) => !fault.includes('Cross-Origin-Opener-Policy header'))).toEqual([]);
  await leave();
  await away.close();
});
