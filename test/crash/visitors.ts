import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { HostReceives, OpenedRoom, PlayerReceives } from '../../shared/protocol.ts';
import { protocolVersion } from '../../shared/protocol-version.ts';
import type { SettingsInput } from '../../shared/room/settings.ts';
import { Client, connectSocket } from '../support/classroom.ts';

type SocketWays = Parameters<typeof connectSocket>[3];

/** A phone that keeps its token and shows it whenever it connects, as the page does. */
export class Phone extends Client<PlayerReceives> {
  /** The last step of its estimate that was acknowledged in its first life. */
  heard = 0;

  constructor(url: string, room: string, name: string, options: SocketWays = {}) {
    let token: string | undefined;
    const auth = (give: (data: object) => void) =>
      give({ room, protocol: protocolVersion, ...(token === undefined ? { name } : { token }) });
    super(connectSocket(url, '/player', auth, options));
    this.socket.on('welcome', (welcome: { token?: string }) => {
      token ??= welcome.token;
    });
  }

  get welcomes() {
    return this.all('welcome');
  }
}

export interface Visitors {
  readonly host: Client<HostReceives>;
  readonly phones: readonly Phone[];
  close(): void;
}

export async function openRoomAt(url: string, settings: SettingsInput): Promise<OpenedRoom> {
  const response = await fetch(`${url}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ settings }),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as OpenedRoom;
}

/** The host and so many phones, all of them in. */
export async function enterRoom(
  url: string,
  { code, hostToken }: OpenedRoom,
  seats: number,
  options: SocketWays = {},
): Promise<Visitors> {
  const host = new Client<HostReceives>(connectSocket(url, '/host', { room: code, hostToken }));
  const phones = Array.from({ length: seats }, (_, k) => new Phone(url, code, `Baker ${k}`, options));
  await host.until('view');
  await Promise.all(phones.map((phone) => phone.until('welcome')));
  return {
    host,
    phones,
    close() {
      for (const { socket } of [host, ...phones]) socket.disconnect();
    },
  };
}

/** Each phone moves its estimate up, step by step, until it is over; resolves with the last step that was acknowledged. */
export function speak(
  phones: readonly Phone[],
  pauseMs: number,
  isOver: () => boolean,
): Promise<readonly number[]> {
  const turns = phones.map(async (phone) => {
    for (let step = 1; !isOver() && step < 400; step += 1) {
      const share = shareOf(step);
      const answer = await phone
        .send('guess', { round: 1, estimate: { p: [share, 1 - share] } })
        .catch(() => null);
      // What was asked while nobody was there is answered by the successor.
      if (answer?.ok && phone.welcomes.length === 1) phone.heard = step;
      await sleep(pauseMs);
    }
    return phone.heard;
  });
  return Promise.all(turns);
}

export function shareOf(step: number): number {
  return Math.round(300 + step) / 1000;
}
