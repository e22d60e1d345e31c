import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { protocolVersion } from '../../shared/protocol-version.ts';
import type { SettingsInput } from '../../shared/room/settings.ts';
import {
  type Bakery,
  keepPictures,
  openBakery,
  phone,
  projector,
  type Visitor,
  type VisitorOptions,
  visit,
} from '../support/browser-classroom.ts';
import { type ChaosProxy, openChaosProxy } from '../support/chaos-proxy.ts';
import { launchChromium } from '../support/chromium.ts';
import { enter, hasEverything, setShare, slider, wordsOf } from './phone-hand.ts';
import { type ScriptedRoom, scriptRoom } from './scripted-class.ts';

const tenMinutesMs = 600_000;

let browser: Browser;
let bakery: Bakery;
let network: ChaosProxy;
let visitors: Visitor[] = [];
let rooms: ScriptedRoom[] = [];

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
});

beforeEach(async () => {
  network = await openChaosProxy(Number(new URL(bakery.address).port));
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures('line', visitors);
  for (const room of rooms) room.close();
  await Promise.all(visitors.map((visitor) => visitor.leave()));
  await network.close();
  [visitors, rooms] = [[], []];
});

afterAll(async () => {
  await browser?.close();
  await bakery?.close();
});

/** Somebody whose way to the bakery leads through the network that misbehaves. */
async function come(options: VisitorOptions = phone): Promise<Page> {
  const visitor = await visit(browser, { ...bakery, address: network.url }, options);
  visitors.push(visitor);
  return visitor.page;
}

async function openLesson(settings: SettingsInput = {}): Promise<ScriptedRoom> {
  const lesson = { language: 'en', drawSize: 20, rounds: 3, guessSeconds: 600 } as const;
  const room = await scriptRoom(bakery, { ...lesson, ...settings });
  rooms.push(room);
  return room;
}

async function sitDown(page: Page, room: ScriptedRoom): Promise<void> {
  await page.goto(`/play/${room.opened.code}`);
  await enter(page, 'en', 'Walnut');
  await page.getByRole('heading', { name: 'You are in' }).waitFor();
  await hasEverything(page);
}

async function draw(room: ScriptedRoom): Promise<void> {
  await room.host.send('start');
  await room.host.send('skip');
}

function goDown(): void {
  network.refuse(true);
  network.cut('rst');
}

/** The estimates a page has sent, each time it sent them. */
function listen(page: Page): readonly string[] {
  const sent: string[] = [];
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      if (String(payload).includes('["guess"')) sent.push(String(payload));
    });
  });
  return sent;
}

test('N1 a line that the network forgot is replaced as soon as the phone finds another network', async () => {
  const room = await openLesson();
  const page = await come();
  await sitDown(page, room);
  await draw(room);
  await slider(page, 'en').waitFor();
  network.freeze();
  network.abandon();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await setShare(page, 'en', 655, 'typing');
  await page.getByText('Received', { exact: true }).waitFor();
  expect(room.view().seats).toHaveLength(1);
  expect(room.view().answered).toBe(1);
});

test('N2 an estimate made offline outlives the page, and is sent once when the line is back', async () => {
  const room = await openLesson();
  const page = await come();
  await sitDown(page, room);
  await draw(room);
  await slider(page, 'en').waitFor();
  goDown();
  await page.getByText('Connection lost. Reconnecting…').waitFor();
  await setShare(page, 'en', 715, 'keys');
  await page.getByText('We will send it as soon as you are back online.').waitFor();
  await expect(page.reload()).rejects.toThrow();
  await page.waitForURL('chrome-error://chromewebdata/');
  expect(room.view().answered).toBe(0);

  const sent = listen(page);
  network.refuse(false);
  await page.goto(`/play/${room.opened.code}`);
  await page.getByText('Received', { exact: true }).waitFor();
  expect(await slider(page, 'en').inputValue()).toBe('715');
  await room.until((view) => view.answered === 1);
  await page.reload();
  await page.getByText('Received', { exact: true }).waitFor();
  expect(sent).toHaveLength(1);
  await room.host.send('close');
  await page.getByRole('heading', { name: 'My KL divergence' }).waitFor();
  expect(await wordsOf(page)).toMatch(/My guess\s+71\.5%/);
});

test('N3 an estimate that comes after the deadline is said to be late, and the one before counts', async () => {
  const room = await openLesson();
  const page = await come();
  await sitDown(page, room);
  await draw(room);
  await setShare(page, 'en', 625, 'typing');
  await page.getByText('Received', { exact: true }).waitFor();
  goDown();
  await page.getByText('Connection lost. Reconnecting…').waitFor();
  await setShare(page, 'en', 333, 'typing');
  await room.host.send('close');
  network.refuse(false);
  await page.getByText('Your guess for round 1 came after the deadline. The one before it counts.').waitFor();
  expect(await wordsOf(page)).toMatch(/My guess\s+62\.5%/);
});

describe('a page older than the server', () => {
  /** The returned function makes the server one of a later version for as many connections of this page as asked. */
  async function ageable(page: Page): Promise<(times: number) => void> {
    let left = 0;
    await page.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((message) => {
        const text = String(message);
        const said = `"protocol":${protocolVersion}`;
        const isOld = text.includes(said) && left > 0;
        if (isOld) left -= 1;
        server.send(isOld ? text.replace(said, '"protocol":0') : message);
      });
    });
    return (times) => {
      left = times;
    };
  }

  /** How often the page was asked for; one that loads itself anew may do so before it is all there. */
  function loadsOf(page: Page): () => number {
    let loads = 0;
    page.on('request', (request) => {
      if (request.isNavigationRequest()) loads += 1;
    });
    return () => loads;
  }

  test('N7 loads itself anew and is in its seat again', async () => {
    const room = await openLesson();
    const page = await come();
    const age = await ageable(page);
    await sitDown(page, room);
    const loads = loadsOf(page);
    age(1);
    network.cut('rst');
    await expect.poll(loads).toBe(1);
    await page.getByRole('heading', { name: 'You are in' }).waitFor();
    expect(room.view().seats.map(({ name }) => name)).toEqual(['Walnut']);
  });

  test('N7 that is as old after it says so, and leaves it at that', async () => {
    const room = await openLesson();
    const page = await come();
    const age = await ageable(page);
    await sitDown(page, room);
    const loads = loadsOf(page);
    age(Number.POSITIVE_INFINITY);
    network.cut('rst');
    await expect.poll(loads).toBe(1);
    await page.getByText('This page is out of date. Please reload.').waitFor();
    await page.waitForTimeout(1500);
    expect(loads()).toBe(1);
    expect(await page.getByRole('button', { name: 'Reload' }).count()).toBe(1);
  });

  test('N7 on the projector, too', async () => {
    const room = await openLesson();
    const page = await come(projector);
    const loads = loadsOf(page);
    const age = await ageable(page);
    age(Number.POSITIVE_INFINITY);
    await page.goto(`/display/${room.opened.code}`, { waitUntil: 'commit' });
    await page.getByText('This page is out of date. Please reload.').waitFor();
    await page.waitForTimeout(1500);
    expect(loads()).toBe(2);
  });
});

test.each([
  ['fast', tenMinutesMs],
  ['slow', -tenMinutesMs],
])('N6 a phone whose clock is ten minutes %s counts down like the class', async (_name, skewMs) => {
  const room = await openLesson({ guessSeconds: 120 });
  const page = await come();
  await page.addInitScript((skew) => {
    const RealDate = Date;
    const now = () => RealDate.now() + skew;
    const Shifted = new Proxy(RealDate, {
      construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
      apply: () => new RealDate(now()).toString(),
      get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
    });
    globalThis.Date = Shifted;
  }, skewMs);
  await sitDown(page, room);
  expect(Math.abs((await page.evaluate(() => Date.now())) - Date.now() - skewMs)).toBeLessThan(60_000);
  await draw(room);
  await setShare(page, 'en', 640, 'typing');
  await page.getByText('Received', { exact: true }).waitFor();
  const shown = await page.getByRole('timer').innerText();
  const left = ((room.view().closesAt ?? 0) - Date.now()) / 1000;
  expect(Math.abs(Number(/\d+/.exec(shown)?.[0]) - left)).toBeLessThan(10);
});
