import { setTimeout as sleep } from 'node:timers/promises';
import type { HostReceives, OpenedRoom, PlayerReceives } from '../../../shared/protocol.ts';
import { protocolVersion } from '../../../shared/protocol-version.ts';
import { Client, connectSocket } from '../../support/classroom.ts';
import { rawRequest, requestText } from '../../support/raw-http.ts';
import { openWire, type Transport } from '../../support/raw-wire.ts';
import type { ServerProcess } from '../../support/server-process.ts';

const phones = 12;
const settings = { rounds: 2, guessSeconds: null, drawSize: 10, language: 'en' } as const;

/**
 * A lesson with everything that comes and goes in one: phones on both transports, refreshes, broken lines, a projector, a replay
 * that is read, strangers with wrong codes, lines that say nothing or nonsense. Says how many connections there were.
 */
export async function playAndLeave({ url, port }: ServerProcess, lesson: number): Promise<number> {
  const opened = await openRoom(url);
  const { code, hostToken, replayId, joinUrl } = opened;
  // Wrong codes of strangers use up what may be typed: phones scan.
  const key = new URL(joinUrl).searchParams.get('k');
  const open = <R>(namespace: string, auth: object, transport: Transport = 'websocket') =>
    new Client<R>(connectSocket(url, namespace, auth, { transports: [transport], reconnection: false }));
  const host = open<HostReceives>('/host', { room: code, hostToken });
  const display = open('/display', { room: code });
  const seats = Array.from({ length: phones }, (_, k) =>
    open<PlayerReceives>(
      '/player',
      { room: code, protocol: protocolVersion, key, name: `Baker ${k}` },
      k % 4 === 0 ? 'polling' : 'websocket',
    ),
  );
  const tokens = await Promise.all(seats.map(async (seat) => (await seat.until('welcome')).token));
  await host.send('start');
  const strangers = await trouble(port, lesson);
  for (const [round, next] of [
    [1, 'next'],
    [2, 'reveal'],
  ] as const) {
    const estimate = { p: [0.3, 0.7] };
    await Promise.all(seats.map((seat) => seat.send('guess', { round, estimate })));
    await host.send('close');
    await host.send(next);
  }
  const refreshed = tokens
    .slice(0, 4)
    .map((token) => open('/player', { room: code, protocol: protocolVersion, token }));
  await Promise.all(refreshed.map((seat) => seat.until('welcome' as never)));
  await host.send('end');
  for (const part of ['', '/log', '/export.csv']) {
    await (await fetch(`${url}/api/replays/${replayId}${part}`, closing())).arrayBuffer();
  }
  // Every other room is deleted by its host; the others stay, as many as are kept.
  if (lesson % 2 === 0) {
    const authorization = `Bearer ${hostToken}`;
    await fetch(`${url}/api/rooms/${replayId}`, { method: 'DELETE', ...closing({ authorization }) });
  }
  for (const client of [host, display, ...seats, ...refreshed]) {
    // Half say goodbye, half are cut off.
    if (client === host || seats.indexOf(client as (typeof seats)[number]) % 2 === 0) client.close();
    else client.socket.io.engine.close();
  }
  return 2 + phones + refreshed.length + strangers + 5;
}

/** Those who are no part of the lesson. */
async function trouble(port: number, lesson: number): Promise<number> {
  const wires = await Promise.all(
    Array.from({ length: 6 }, (_, k) => openWire(k % 2 === 0 ? 'websocket' : 'polling', port)),
  );
  for (const [k, wire] of wires.entries()) {
    const code = String(100_000 + ((lesson * 7 + k) % 900_000));
    wire.send(
      ...(k < 4
        ? [`40/player,${JSON.stringify({ room: code, protocol: protocolVersion })}`]
        : ['4{"', '2probe', '40/nowhere,']),
    );
  }
  const halves = [
    rawRequest(port, 'GET / HTTP/1.1\r\nHost: slow', 300),
    rawRequest(port, requestText('GET', `/api/rooms/${lesson}`)),
    rawRequest(port, requestText('GET', `/play/${lesson}?x=${lesson}`)),
  ];
  await Promise.all(halves);
  await sleep(50);
  for (const wire of wires) wire.close();
  return wires.length + halves.length;
}

async function openRoom(url: string): Promise<OpenedRoom> {
  const response = await fetch(`${url}/api/rooms`, {
    method: 'POST',
    body: JSON.stringify({ settings }),
    ...closing({ 'content-type': 'application/json' }),
  });
  if (response.status !== 201) throw new Error(`no room: ${response.status}`);
  return (await response.json()) as OpenedRoom;
}

/** A request that leaves no connection behind. */
function closing(headers: Record<string, string> = {}): { readonly headers: Record<string, string> } {
  return { headers: { ...headers, connection: 'close' } };
}
