import type { Page } from 'playwright-core';
import type { OpenedRoom } from '../../shared/protocol.ts';
import { type Bakery, laptop, type VisitorOptions } from '../support/browser-classroom.ts';

export const readingMs = 900;

/** The host's large button changes its meaning; like a host, the press comes a moment after reading it. */
export async function press(host: Page, name: string): Promise<void> {
  const button = host.getByRole('button', { name });
  await button.waitFor();
  await host.waitForTimeout(readingMs);
  await button.click();
}

/** The browser that opened the room. */
export function openerOf(opened: OpenedRoom, { address }: Bakery): VisitorOptions {
  const { code, replayId, hostToken, recoveryCode, joinUrl, title, settings } = opened;
  const { flavours, rounds } = settings;
  const known = { code, replayId, hostToken, recoveryCode, joinUrl, title, flavours, rounds, openedAt: 0 };
  const localStorage = [{ name: 'past-rooms', value: JSON.stringify([known]) }];
  return { ...laptop, storageState: { cookies: [], origins: [{ origin: address, localStorage }] } };
}
