import type { Browser } from 'playwright-core';
import { openRoom } from '../browser/scripted-class.ts';
import { type Bakery, openBakery, phone, visit } from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';

const runs = 5;
const limitMs = 2500;
/** A phone at the far end of a school: Chromium's own emulation of it. */
const slowNetwork = { offline: false, latency: 300, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const slowCpu = { rate: 4 };
/** Long enough for whatever comes late and pushes things about. */
const settleMs = 2000;

export interface FirstScreen {
  /** From the tap on the link until the form takes what is typed; median. */
  readonly interactiveMs: number;
  readonly limitMs: number;
  readonly allMs: readonly number[];
  /** Chromium's cumulative layout shift since the first paint; the worst run. */
  readonly layoutShift: number;
  readonly fonts: number;
}

/** The student page on a slow phone behind a slow line, each time with an empty cache. */
export async function measureFirstScreen(): Promise<FirstScreen> {
  const [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
  try {
    const { code } = await openRoom(bakery, {});
    const seen = [];
    for (let run = 0; run < runs; run += 1) seen.push(await load(browser, bakery, code));
    const allMs = seen.map(({ interactiveMs }) => Math.round(interactiveMs));
    const [median = Number.NaN] = [...allMs].sort((a, b) => a - b).slice(Math.floor(runs / 2));
    return {
      interactiveMs: median,
      limitMs,
      allMs,
      layoutShift: Math.max(...seen.map(({ layoutShift }) => layoutShift)),
      fonts: Math.max(...seen.map(({ fonts }) => fonts)),
    };
  } finally {
    await browser.close();
    await bakery.close();
  }
}

interface Loaded {
  readonly interactiveMs: number;
  readonly layoutShift: number;
  readonly fonts: number;
}

async function load(browser: Browser, bakery: Bakery, code: string): Promise<Loaded> {
  const { page, leave } = await visit(browser, bakery, { ...phone, locale: 'ko-KR' });
  page.setDefaultTimeout(60_000);
  let fonts = 0;
  page.on('request', (request) => {
    if (request.resourceType() === 'font') fonts += 1;
  });
  await page.addInitScript(watch);
  const wire = await page.context().newCDPSession(page);
  await wire.send('Network.enable');
  await wire.send('Network.emulateNetworkConditions', slowNetwork);
  await wire.send('Emulation.setCPUThrottlingRate', slowCpu);
  await page.goto(`/play/${code}`);
  await page.locator('.join-form').waitFor();
  await page.waitForTimeout(settleMs);
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
  await leave();
  const busyUntil = Math.max(0, ...seen.longTasks.filter((end) => end <= seen.formMs + settleMs));
  return { interactiveMs: Math.max(seen.formMs, busyUntil), layoutShift: seen.layoutShift, fonts };
}

interface Seen {
  formMs: number;
  layoutShift: number;
  readonly longTasks: number[];
}

/** In the page: when the form stands and has been painted, what held the page up, and what moved. */
function watch(): void {
  const seen: Seen = { formMs: 0, layoutShift: 0, longTasks: [] };
  Object.assign(globalThis, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.longTasks.push(entry.startTime + entry.duration);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
      seen.layoutShift += entry.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
  const look = () => {
    if (document.querySelector('.join-form') === null) requestAnimationFrame(look);
    // A task after the frame that showed it.
    else requestAnimationFrame(() => setTimeout(() => (seen.formMs = performance.now())));
  };
  requestAnimationFrame(look);
}
