import type { Browser, Page } from 'playwright-core';
import { type Bakery, openBakery } from './browser-classroom.ts';
import { launchChromium } from './chromium.ts';

const morning = Date.UTC(2026, 8, 14, 1, 30);
/** Browsers trust this name like their own machine's, whatever port stands behind it. */
const address = 'http://bakery.localhost';

export interface SteadyClassroom {
  readonly browser: Browser;
  readonly bakery: Bakery;
  /** Where pages find the bakery; programs go to its own address. */
  readonly address: string;
  close(): Promise<void>;
}

/** A bakery and a browser in which the same lesson looks the same every time. */
export async function openSteadyClassroom(): Promise<SteadyClassroom> {
  const bakery = await openBakery({ steady: true, publicUrl: address });
  const { host } = new URL(bakery.address);
  const browser = await launchChromium({
    args: [`--host-resolver-rules=MAP ${new URL(address).host}:80 ${host}`],
  });
  return {
    ...{ browser, bakery, address },
    async close() {
      await browser.close();
      await bakery.close();
    },
  };
}

/** A page that chooses the same cookie every time. */
export function withSteadyChance(page: Page): Promise<unknown> {
  return page.context().addInitScript(() => {
    let state = 1;
    crypto.getRandomValues = ((array: ArrayBufferView) => {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      for (let i = 0; i < bytes.length; i += 1) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        bytes[i] = state >>> 24;
      }
      return array;
    }) as typeof crypto.getRandomValues;
  });
}

/** No clock goes on, nothing turns by itself and no cookie is picked by chance: a picture never depends on when or how often it is taken. */
export async function standStill(page: Page): Promise<void> {
  await withSteadyChance(page);
  await page.clock.setFixedTime(morning);
  await page.addInitScript(() => {
    window.setInterval = (() => 0) as unknown as typeof window.setInterval;
  });
}
