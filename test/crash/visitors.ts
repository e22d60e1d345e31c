import { expect } from 'vitest';
import type { HostReceives, OpenedRoom, PlayerReceives } from '../../shared/protocol.ts';
import { protocolVersion } from '../../shared/protocol-version.ts';
import type { SettingsInput } from '../../shared/room/settings.ts';
import { Client, connectSocket } from '../support/classroom.ts';

/** A phone that keeps its token and shows it whenever it connects, as the page does. */
export class Phone extends Client<PlayerReceives> {
  constructor(url: string, room: string, name: string) {
    let token: string | undefined;
    const auth = (give: (data: object) => void) =>
      give({ room, protocol: protocolVersion, ...(token === undefined ? { name } : { token }) });
    super(connectSocket(url, '/player', auth));
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
): Promise<Visitors> {
  const host = new Client<HostReceives>(connectSocket(url, '/host', { room: code, hostToken }));
  const phones = Array.from({ length: seats }, (_, k) => new Phone(url, code, `Baker ${k}`));
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
