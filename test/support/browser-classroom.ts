import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { run, top } from './run.ts';

/** The real program, the one `npm start` runs, on a port and a directory of its own. */
export interface Bakery {
  readonly address: string;
  readonly dataDir: string;
  /** Of the process that runs. */
  pid(): number;
  /** Cuts the power: no farewell, nothing flushed. */
  kill(): Promise<void>;
  /** Starts anew on the same port with the same data; resolves once it listens. */
  restart(): Promise<void>;
  /** Ends it and throws its data away. */
  close(): Promise<void>;
}

const longestStartMs = 20_000;
/** Two cores carry a server, a browser and its pages. */
const patienceMs = 10_000;
const artefacts = join(top, 'artefacts');

export interface BakeryOptions {
  /** A program that runs others, such as one that brings a small disk. */
  readonly under?: (dataDir: string) => readonly string[];
  /** The same chance and the same morning every time. */
  readonly steady?: boolean;
  /** The address it gives out, where that is not its own. */
  readonly publicUrl?: string;
}

export async function openBakery(options: BakeryOptions = {}): Promise<Bakery> {
  const built = await run('server/scripts/prepare.mjs', ['client']);
  if (built.code !== 0) throw new Error(`the pages could not be built: ${built.stderr}${built.stdout}`);
  const dataDir = mkdtempSync(join(tmpdir(), 'bakery-browser-'));
  const begin = (port: number) => start(dataDir, port, options);
  let server = await begin(0);
  const { port } = server;
  return {
    address: `http://127.0.0.1:${port}`,
    dataDir,
    pid: () => server.child.pid ?? 0,
    kill: () => ended(server.child, 'SIGKILL'),
    async restart() {
      server = await begin(port);
    },
    async close() {
      await ended(server.child, 'SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function start(
  dataDir: string,
  port: number,
  { under = () => [], steady = false, publicUrl }: BakeryOptions,
): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const chance = steady
    ? ['--import', pathToFileURL(join(import.meta.dirname, 'steady-chance.ts')).href]
    : [];
  const [program = '', ...words] = [
    ...under(dataDir),
    process.execPath,
    ...chance,
    join(top, 'server', 'main.ts'),
  ];
  const child = spawn(program, words, {
    env: {
      PATH: process.env.PATH ?? '',
      LANG: 'en_US.UTF-8',
      ...{ PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, STORE: 'sqlite', LOG_LEVEL: 'info' },
      ...(publicUrl !== undefined && { PUBLIC_URL: publicUrl }),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = () => reject(new Error(`the server did not start: ${said}`));
    const late = setTimeout(fail, longestStartMs);
    child.once('close', fail);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const listening = /"port":(\d+).*"msg":"listening"/.exec(said);
      if (listening === null) return;
      clearTimeout(late);
      child.off('close', fail);
      child.once('close', (code, signal) => {
        if (!expected.has(child)) console.error(`the server ended by itself (${code ?? signal}): ${said}`);
      });
      resolve({ child, port: Number(listening[1]) });
    });
  });
}

/** Servers whose end was asked for. */
const expected = new WeakSet<ChildProcess>();

function ended(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  expected.add(child);
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('close', () => resolve());
    child.kill(signal);
  });
}

/** One person's browser, with an empty past, and everything that went wrong in it. */
export interface Visitor {
  readonly page: Page;
  /** Errors on the console and exceptions nobody caught. */
  readonly faults: string[];
  /** Addresses asked for outside the bakery. */
  readonly strangers: string[];
  leave(): Promise<void>;
}

export type VisitorOptions = Pick<
  BrowserContextOptions,
  | 'viewport'
  | 'deviceScaleFactor'
  | 'locale'
  | 'colorScheme'
  | 'reducedMotion'
  | 'hasTouch'
  | 'isMobile'
  | 'storageState'
  | 'serviceWorkers'
>;

export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
export const smallPhone = { ...phone, viewport: { width: 320, height: 568 } } as const;
export const laptop = { viewport: { width: 1440, height: 900 } } as const;
export const projector = { viewport: { width: 1920, height: 1080 } } as const;

export async function visit(
  browser: Browser,
  bakery: Pick<Bakery, 'address'>,
  options: VisitorOptions,
): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: bakery.address, locale: 'en-US', ...options });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const faults: string[] = [];
  const strangers: string[] = [];
  watch(page, bakery, faults, strangers);
  context.on('page', (other) => {
    if (other !== page) watch(other, bakery, faults, strangers);
  });
  return { page, faults, strangers, leave: () => context.close() };
}

/** What a page that looks at one thing after the other notes from now on. */
export function notedFromNow({ faults, strangers }: Pick<Visitor, 'faults' | 'strangers'>) {
  const earlier = { faults: faults.length, strangers: strangers.length };
  return {
    faults: () => faults.slice(earlier.faults),
    strangers: () => strangers.slice(earlier.strangers),
  };
}

/** What everybody saw when a test failed, for whoever mends it. */
export async function keepPictures(name: string, visitors: readonly Visitor[]): Promise<void> {
  for (const [i, { page }] of visitors.entries()) {
    if (!page.isClosed()) await page.screenshot({ path: join(artefacts, 'failed', `${name}-${i + 1}.png`) });
  }
}

function watch(page: Page, bakery: Pick<Bakery, 'address'>, faults: string[], strangers: string[]): void {
  const own = new URL(bakery.address).host;
  const ask = (address: string) => {
    const { protocol, host } = new URL(address);
    if (!/^(data|blob|about):$/.test(protocol) && host !== own) strangers.push(address);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => ask(request.url()));
  page.on('websocket', (socket) => ask(socket.url()));
}
