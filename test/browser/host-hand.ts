import type { Page } from 'playwright-core';

const readingMs = 900;

/** The host's large button changes its meaning; like a host, the press comes a moment after reading it. */
export async function press(host: Page, name: string): Promise<void> {
  const button = host.getByRole('button', { name });
  await button.waitFor();
  await host.waitForTimeout(readingMs);
  await button.click();
}
