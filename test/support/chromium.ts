import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { findChromium } from '../../server/scripts/find-chromium.mjs';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless browser without a past: every context of it starts with an empty profile of its own. */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium found: `npm test` tells how to get one.');
  return chromium.launch({
    ...options,
    executablePath,
    headless: true,
    args: [...flags, ...(options.args ?? [])],
  });
}
