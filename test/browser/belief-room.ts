import type { Page } from 'playwright-core';
import { io, type Socket } from 'socket.io-client';
import { protocolVersion } from '../../shared/protocol-version.ts';
import type { Bakery } from '../support/browser-classroom.ts';
import type { Heard } from './belief-frames.ts';

/** On the set-up page: a known jar, few cookies, beliefs, the band before the jar opens, names in the replay. */
export async function openBeliefRoom(host: Page, draws: readonly number[]): Promise<string> {
  await host.goto('/');
  await host.getByRole('link', { name: /^Host a class/ }).click();
  await host.getByRole('radio', { name: /^Nearly even/ }).check({ force: true });
  await host.getByRole('radio', { name: /^Advanced/ }).check({ force: true });
  await host.getByRole('switch', { name: /^A band before the jar opens/ }).check({ force: true });
  await enter(host, 'Number of rounds', draws.length);
  for (const [i, size] of draws.entries()) await enter(host, `Round ${i + 1}`, size);
  // Generous to a busy machine; the rounds are closed by hand.
  await enter(host, 'Time to guess', 120);
  await host.getByRole('radio', { name: 'Nicknames', exact: true }).check({ force: true });
  await host.getByRole('button', { name: 'Open the room' }).click();
  await host.waitForURL(/\/host\/\d{6,}$/);
  await host.getByRole('heading', { name: 'Join on your phone' }).waitFor();
  return new URL(host.url()).pathname.split('/').at(-1) ?? '';
}

async function enter(host: Page, name: string, value: number): Promise<void> {
  const field = host.getByRole('textbox', { name, exact: true });
  await field.fill(String(value));
  await field.blur();
}

export interface Sleeper extends Heard {
  close(): void;
}

/** A seat that is there and never says anything. */
export function seatSleeper(bakery: Bakery, room: string, name: string): Promise<Sleeper> {
  const socket: Socket = io(`${bakery.address}/player`, {
    auth: { room, protocol: protocolVersion, name, cookie: 3 },
    transports: ['websocket'],
    forceNew: true,
  });
  const frames: string[] = [];
  socket.onAny((...words) => frames.push(JSON.stringify(words)));
  return new Promise((resolve, reject) => {
    socket.once('connect_error', reject);
    socket.once('welcome', () => resolve({ who: name, frames, close: () => socket.close() }));
  });
}
