import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { deviceKeys } from '../../client/pages/privacy/device-keys.ts';
import { launchChromium } from '../support/chromium.ts';
import { OverheardServer } from '../support/overheard-server.ts';
import { run, top } from '../support/run.ts';
import { type NamedClass, openClass } from './named-class.ts';
import { count, type Proof } from './proof.ts';

/** What a page asks for a moment after it has come: pictures, fonts, the line to the server. */
const settleMs = 700;
const stranger = 'https://pictures.example/pixel.png';
const languages = { ko: 'ko-KR', en: 'en-US' } as const;

/** Everything one browser was seen to do. */
interface Watch {
  pages: number;
  requests: number;
  lines: number;
  cookies: number;
  readonly keys: Set<string>;
  readonly strangers: Set<string>;
}

export const noStrangers: Proof = {
  id: 'P17',
  promise: 'nothing leaves the school: no page asks anybody else, students get no cookie',
  async prove() {
    const built = await run('server/scripts/prepare.mjs', ['client']);
    if (built.code !== 0) throw new Error(`the pages could not be built: ${built.stderr}${built.stdout}`);
    const dataDir = mkdtempSync(join(tmpdir(), 'bakery-strangers-'));
    const server = new OverheardServer(top, dataDir);
    const browser = await launchChromium();
    try {
      await server.start();
      const watch = {
        pages: 0,
        requests: 0,
        lines: 0,
        cookies: 0,
        keys: new Set(),
        strangers: new Set(),
      } as Watch;
      for (const locale of Object.values(languages)) await tour(browser, server.url, locale, watch);
      const planted = [await plant(browser, server.url, true), await plant(browser, server.url, false)];
      const found = planted.filter(Boolean).length;
      const unknown = [...watch.keys].filter((key) => !isTold(key));
      return {
        figures: `${watch.strangers.size} third-party requests among ${count(watch.requests)} requests and ${watch.lines} live lines of ${watch.pages} pages in ${Object.keys(languages).length} languages; ${watch.cookies} cookies; ${watch.keys.size} kinds of keys on devices, ${unknown.length} untold; ${found} of 2 planted pictures found`,
        broken: [
          ...[...watch.strangers].map((url) => `asked ${url}`),
          ...(watch.cookies > 0 ? [`${watch.cookies} cookies were set`] : []),
          ...(isWhole(watch) ? [] : ['host, display and student did not all get their line to the server']),
          ...unknown.map((key) => `the privacy page does not tell of ${key}`),
          ...(found < planted.length ? ['not found: a picture from elsewhere'] : []),
        ],
        late: [],
      };
    } finally {
      await browser.close();
      await server.end('SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

/** Every route, with a lesson going on behind those that show one; as host, display and student. */
async function tour(browser: Browser, url: string, locale: string, watch: Watch): Promise<void> {
  const running = await openClass(url, 3);
  const revealed = await openClass(url, 3);
  await revealed.host.send('reveal');
  const context = await browser.newContext({ baseURL: url, locale });
  try {
    observe(context, url, watch);
    await context.addInitScript(remember, pastRoom(running));
    for (const path of routes(running, revealed)) {
      const isLive = /^\/(host|display)\/\d/.test(path);
      const page = await open(context, path, isLive);
      if (path.startsWith('/play/')) await takeSeat(page);
      watch.pages += 1;
      for (const key of await page.evaluate(async () => [
        ...Object.keys(localStorage),
        ...Object.keys(sessionStorage),
        ...(await caches.keys()),
      ]))
        watch.keys.add(kindOf(key));
      await page.close();
    }
    watch.cookies += (await context.cookies()).length;
  } finally {
    await context.close();
    running.close();
    revealed.close();
  }
}

function routes(running: NamedClass, revealed: NamedClass): readonly string[] {
  const { code, joinUrl } = running.opened;
  const { pathname, search } = new URL(joinUrl);
  const lesson = [`/host/${code}`, `/display/${code}`, `${pathname}${search}`];
  const past = [
    `/replay/${revealed.opened.replayId}?round=1`,
    '/replay/story?round=5',
    '/replay/nothing-here',
  ];
  const plain = [
    '/',
    '/host',
    '/rooms',
    '/practice',
    '/privacy',
    '/privacy/self-check',
    '/check',
    '/plan/lesson',
    '/gallery',
    '/play',
  ];
  return [...plain, ...lesson, ...past, '/nowhere'];
}

const pastRoom = ({ opened }: NamedClass) =>
  JSON.stringify([{ ...opened, flavours: ['A', 'B'], rounds: 3, openedAt: 1 }]);

/** The host's own browser knows its rooms. */
function remember(rooms: string): void {
  localStorage.setItem('past-rooms', rooms);
}

async function open(context: BrowserContext, path: string, isLive = false): Promise<Page> {
  const page = await context.newPage();
  const line = isLive ? page.waitForEvent('websocket') : undefined;
  await page.goto(path);
  await line;
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(settleMs);
  return page;
}

/** A student joins under the name that is proposed. */
async function takeSeat(page: Page): Promise<void> {
  await page.locator('#nickname').fill('Mina');
  const join = page.locator('form button[type="submit"]').first();
  const line = page.waitForEvent('websocket');
  await join.click();
  await Promise.all([line, join.waitFor({ state: 'detached' })]);
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('bakery:seat:')));
  await page.waitForTimeout(settleMs);
}

function observe(context: BrowserContext, own: string, watch: Watch): void {
  const { host } = new URL(own);
  const note = (asked: string) => {
    const { protocol, host: of } = new URL(asked);
    if (of !== host && protocol !== 'data:' && protocol !== 'blob:') watch.strangers.add(asked);
  };
  context.on('request', (request: Request) => {
    watch.requests += 1;
    note(request.url());
  });
  context.on('response', (response) => {
    response.headerValue('set-cookie').then(
      (cookie) => {
        if (cookie !== null) watch.cookies += 1;
      },
      () => {},
    );
  });
  // What the policy stopped has not left, but a page wanted it to.
  context.on('console', (message) => {
    const blocked = /Content Security Policy/.test(message.text()) ? message.text() : undefined;
    if (blocked !== undefined) watch.strangers.add(blocked);
  });
  context.on('page', (page) =>
    page.on('websocket', (line) => {
      watch.lines += 1;
      note(line.url());
    }),
  );
}

/** One picture from elsewhere, with and without the policy that stops it: both times it must be seen. */
async function plant(browser: Browser, url: string, isPolicyKept: boolean): Promise<boolean> {
  const watch: Watch = { pages: 0, requests: 0, lines: 0, cookies: 0, keys: new Set(), strangers: new Set() };
  const context = await browser.newContext({ baseURL: url });
  try {
    observe(context, url, watch);
    await context.route(`${url}/privacy`, async (route) => {
      const response = await route.fetch();
      const { 'content-security-policy': policy = '', ...headers } = response.headers();
      const body = (await response.text()).replace('</body>', `<img src="${stranger}" alt=""></body>`);
      await route.fulfill({
        ...{ status: 200, body },
        headers: isPolicyKept ? { ...headers, 'content-security-policy': policy } : headers,
      });
    });
    await open(context, '/privacy');
    return [...watch.strangers].some((found) => found.includes(new URL(stranger).host));
  } finally {
    await context.close();
  }
}

/** Otherwise little was seen because little was there. */
function isWhole({ lines, keys }: Watch): boolean {
  const most = 3 * Object.keys(languages).length;
  return lines >= most && ['bakery:seat:…', 'past-rooms'].every((key) => keys.has(key));
}

/** Without what tells one room from another. */
const kindOf = (key: string): string => deviceKeys.find((told) => matches(told.key, key))?.key ?? key;

const isTold = (key: string): boolean =>
  deviceKeys.some((told) => told.key === key || matches(told.key, key));

function matches(told: string, key: string): boolean {
  return told.endsWith('…') ? key.startsWith(told.slice(0, -1)) : told === key;
}
