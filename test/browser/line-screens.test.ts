import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  type Bakery,
  keepPictures,
  laptop,
  openBakery,
  phone,
  projector,
  type Visitor,
  type VisitorOptions,
  visit,
} from '../support/browser-classroom.ts';
import { type ChaosProxy, openChaosProxy } from '../support/chaos-proxy.ts';
import { launchChromium } from '../support/chromium.ts';
import { openerOf } from './host-hand.ts';
import { breaches, misfits, photograph, wear } from './inspection.ts';
import { enter, hasEverything, setShare, slider } from './phone-hand.ts';
import { hand, type Size, smallHand } from './screen.ts';
import { type ScriptedRoom, scriptRoom } from './scripted-class.ts';

const settleMs = 80;
/** A phone that does not hear anything asks, waits, asks around and waits again. */
const silentMs = 25_000;

const words = {
  ko: {
    locale: 'ko-KR',
    portal: '와이파이 로그인이 필요해요',
    portalStage: '브라우저를 열어 로그인해 주세요',
    server: '게임 서버가 대답하지 않아요',
    serverStage: '서버가 대답하지 않아요',
    network: '네트워크가 없어요',
    slow: '느린 네트워크 모드예요',
    missed: '1라운드 추측이 마감 뒤에 도착했어요',
    host: '선생님 화면의 연결을 다시 잇는 중이에요',
    fail: '연결할 수 없어요',
    join: '지금도 들어올 수 있어요',
  },
  en: {
    locale: 'en-US',
    portal: 'The Wi-Fi wants you to sign in',
    portalStage: 'Open your browser and sign in',
    server: 'The game does not answer',
    serverStage: 'The server does not answer',
    network: 'There is no network',
    slow: 'Slow network mode',
    missed: 'Your guess for round 1 came after the deadline',
    host: 'Your teacher’s screen is reconnecting',
    fail: 'Cannot connect',
    join: 'You can still join',
  },
} as const;
type Language = keyof typeof words;

let browser: Browser;
let bakery: Bakery;
let networks: ChaosProxy[] = [];
let visitors: Visitor[] = [];
let rooms: ScriptedRoom[] = [];
let troubles: string[] = [];

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery({ steady: true })]);
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures('line-screens', visitors);
  for (const room of rooms) room.close();
  await Promise.all(visitors.map((visitor) => visitor.leave()));
  await Promise.all(networks.map((network) => network.close()));
  [visitors, rooms, networks, troubles] = [[], [], [], []];
});

afterAll(async () => {
  await browser?.close();
  await bakery?.close();
});

async function newNetwork(): Promise<ChaosProxy> {
  const network = await openChaosProxy(Number(new URL(bakery.address).port));
  networks.push(network);
  return network;
}

async function come(network: ChaosProxy, options: VisitorOptions): Promise<Page> {
  const visitor = await visit(browser, { ...bakery, address: network.url }, options);
  visitors.push(visitor);
  return visitor.page;
}

async function openLesson(language: Language): Promise<ScriptedRoom> {
  const room = await scriptRoom(bakery, { language, drawSize: 20, rounds: 3, guessSeconds: 600 });
  rooms.push(room);
  return room;
}

/** The page as it stands: it fits, is accessible, and is photographed, light and dark. */
async function look(page: Page, name: string, sizes: readonly Size[]): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await wear(page, theme);
    // The host's buttons step back while the mouse rests.
    await page.mouse.move(9, 9);
    await page.mouse.move(10, 10);
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.waitForTimeout(settleMs);
      const shape = `${size.width}x${size.height}`;
      await photograph(page, `line-${name}-${shape}-${theme}`);
      if (theme === 'light')
        troubles.push(...(await misfits(page, false)).map((one) => `${name} ${shape} ${one}`));
    }
    const rule = theme === 'dark' ? 'color-contrast' : undefined;
    troubles.push(...(await breaches(page, rule)).map((one) => `${name} ${theme} ${one}`));
  }
  await page.setViewportSize(sizes[0] ?? hand);
}

test.each(['ko', 'en'] as const)('N4 what a phone says of its line, in %s', async (language) => {
  const said = words[language];
  const network = await newNetwork();
  const room = await openLesson(language);
  const page = await come(network, { ...phone, locale: said.locale, reducedMotion: 'reduce' });
  const note = (of: string) => page.getByRole('status').filter({ hasText: of });
  const sees = async (of: string, name: string, timeout = 10_000) => {
    await note(of).waitFor({ timeout });
    await look(page, `phone-${name}-${language}`, [hand, smallHand]);
  };
  const isGone = (of: string) => note(of).waitFor({ state: 'hidden' });
  await page.goto(`/play/${room.opened.code}`);
  await enter(page, language, 'Walnut');
  await hasEverything(page);
  await expect.poll(() => room.view().seats.length).toBe(1);
  await room.host.send('start');
  await room.host.send('skip');
  await slider(page, language).waitFor();

  network.portal('html');
  await sees(said.portal, 'portal');
  network.portal(null);
  await isGone(said.portal);

  network.refuse(true);
  network.cut('rst');
  await sees(said.server, 'server');
  network.refuse(false);
  await isGone(said.server);

  network.freeze();
  await sees(said.network, 'network', silentMs);
  network.thaw();
  await isGone(said.network);

  network.upgrades('forbid');
  network.cut('rst');
  await sees(said.slow, 'slow');
  network.upgrades('pass');
  network.cut('rst');
  await isGone(said.slow);

  network.refuse(true);
  network.cut('rst');
  await note(said.server).waitFor();
  await setShare(page, language, 640, 'typing');
  await room.host.send('close');
  network.refuse(false);
  await sees(said.missed, 'missed');

  // Without a round to play a page that is long without a line says what to do, and nothing else.
  network.portal('511');
  await page.getByRole('heading', { name: said.fail }).waitFor({ timeout: 2 * silentMs });
  await look(page, `phone-long-${language}`, [hand, smallHand]);
  network.portal(null);
  await page.getByRole('heading', { name: said.fail }).waitFor({ state: 'hidden' });

  await room.host.send('next');
  await slider(page, language).waitFor();
  await setShare(page, language, 560, 'typing');
  room.host.close();
  await sees(said.host, 'host');
  expect(troubles).toEqual([]);
});

test.each(['ko', 'en'] as const)('N5 what the stage says of its line, in %s', async (language) => {
  const said = words[language];
  const room = await openLesson(language);
  const [network, other] = [await newNetwork(), await newNetwork()];
  const dress = { locale: said.locale, reducedMotion: 'reduce' } as const;
  const host = await come(network, {
    ...openerOf(room.opened, { ...bakery, address: network.url }),
    ...dress,
  });
  const display = await come(other, { ...projector, ...dress });
  await host.goto(`/host/${room.opened.code}`);
  await display.goto(`/display/${room.opened.code}`);
  await room.host.send('start');
  await room.host.send('skip');
  for (const page of [host, display]) await page.getByText(said.join).waitFor();
  // From here on the host's page is the only one.
  room.host.close();
  const note = (page: Page, of: string) => page.getByRole('status').filter({ hasText: of });

  network.portal('redirect');
  await note(host, said.portalStage).waitFor();
  await look(host, `host-portal-${language}`, [laptop.viewport]);
  await note(display, said.host).waitFor();
  await look(display, `display-host-${language}`, [projector.viewport]);
  network.portal(null);
  await note(host, said.portalStage).waitFor({ state: 'hidden' });
  await note(display, said.host).waitFor({ state: 'hidden' });

  for (const [page, line, name, viewport] of [
    [host, network, 'host', laptop.viewport],
    [display, other, 'display', projector.viewport],
  ] as const) {
    line.refuse(true);
    line.cut('rst');
    await note(page, said.serverStage).waitFor();
    await look(page, `${name}-server-${language}`, [viewport]);
    line.refuse(false);
    await note(page, said.serverStage).waitFor({ state: 'hidden' });
  }
  expect(troubles).toEqual([]);
});
