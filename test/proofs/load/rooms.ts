import type { OpenedRoom } from '../../../shared/protocol.ts';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import type { ServerProcess } from '../../support/server-process.ts';

export async function openRoom(server: ServerProcess, settings: SettingsInput): Promise<OpenedRoom> {
  const response = await fetch(`${server.url}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ settings }),
  });
  if (response.status !== 201) throw new Error(`no room: ${response.status}`);
  return (await response.json()) as OpenedRoom;
}

export async function openRooms(
  server: ServerProcess,
  many: number,
): Promise<{ code: string; key: string }[]> {
  const opened: { code: string; key: string }[] = [];
  while (opened.length < many) {
    const some = Array.from({ length: Math.min(20, many - opened.length) }, () =>
      openRoom(server, { maxPlayers: 10_000 }),
    );
    for (const { code, joinUrl } of await Promise.all(some)) {
      opened.push({ code, key: new URL(joinUrl).searchParams.get('k') ?? '' });
    }
  }
  return opened;
}
