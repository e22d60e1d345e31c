import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenedRoom, PlayerReceives } from '../../../shared/protocol.ts';
import { protocolVersion } from '../../../shared/protocol-version.ts';
import { Client, connectSocket } from '../../support/classroom.ts';
import { type Held, Inspector } from '../../support/inspector.ts';
import { answerOn, WebSocketWire } from '../../support/raw-wire.ts';
import { freePort, ServerProcess } from '../../support/server-process.ts';
import { type DeafReader, waysNotToRead } from './readers.ts';

export interface ReadersOrder {
  readonly readers: number;
  readonly seconds: number;
  readonly root?: string;
  /** A look at one way alone. */
  readonly only?: string;
  /** Readers that the server has to let go: a slow machine is given the time for it. */
  readonly mustGo?: readonly string[];
}

export interface Unread {
  readonly what: string;
  /** The most the server held for each of them, and what its process grew by. */
  readonly bytesEach: number;
  readonly residentEach: number;
  readonly readers: number;
  /** How many were let go before the time was over. */
  readonly cut: number;
  readonly left: number;
}

const seats = 300;
const hosts = 8;
const longestMs = 60_000;
/** The server lets a connection that says nothing be for half a minute. */
const partingMs = 40_000;

/** Readers that never read, in a room where much is said; how much the server keeps for each of them. */
export async function sendReaders({
  readers,
  seconds,
  root,
  only,
  mustGo = [],
}: ReadersOrder): Promise<Unread[]> {
  const dir = mkdtempSync(join(tmpdir(), 'bakery-readers-'));
  const server = new ServerProcess(await freePort(), dir, {
    node: ['--inspect=127.0.0.1:0'],
    ...(root !== undefined && { root }),
  });
  await server.start();
  const inspector = await Inspector.attach(server.complaints);
  const seen: Unread[] = [];
  try {
    const room = await fullRoom(server);
    const voices = await Promise.all(Array.from({ length: hosts }, () => voice(server.port, room)));
    let said = 0;
    const talk = setInterval(() => {
      said += 1;
      voices[said % hosts]?.(said);
    }, 520 / hosts);
    await sleep(3000);
    for (const [what, open] of waysNotToRead) {
      if (only !== undefined && what !== only) continue;
      const before = await inspector.held();
      const attempts = Array.from({ length: readers }, () => open({ port: server.port, room }));
      const opened = await Promise.all(attempts);
      const mostMs = mustGo.includes(what) ? longestMs : 0;
      seen.push(await watch(what, opened, before, inspector, seconds * 1000, mostMs));
    }
    clearInterval(talk);
  } finally {
    inspector.close();
    await server.end();
    rmSync(dir, { recursive: true, force: true });
  }
  return seen;
}

async function watch(
  what: string,
  opened: readonly DeafReader[],
  before: Held,
  inspector: Inspector,
  leastMs: number,
  mostMs: number,
): Promise<Unread> {
  let most = 0;
  let resident = 0;
  const begun = performance.now();
  const isOver = () => {
    const ms = performance.now() - begun;
    return ms >= leastMs && (ms >= mostMs || opened.every(({ gone }) => gone));
  };
  let next = begun + 1000;
  do {
    const { bytes, rss } = await inspector.memory();
    most = Math.max(most, bytes - before.heap - before.external);
    resident = Math.max(resident, rss - before.rss);
    if (performance.now() >= next) {
      for (const reader of opened) if (!reader.gone) reader.beat();
      next += 1000;
    }
    await sleep(100);
  } while (!isOver());
  const cut = opened.filter(({ gone }) => gone).length;
  for (const reader of opened) reader.close();
  const patience = performance.now() + partingMs;
  let after = await inspector.held();
  while (after.sockets > before.sockets && performance.now() < patience) {
    await sleep(200);
    after = await inspector.held();
  }
  return {
    what,
    readers: opened.length,
    bytesEach: Math.round(most / opened.length),
    residentEach: Math.round(resident / opened.length),
    cut,
    left: after.sockets - before.sockets,
  };
}

/** A host that says something to everybody, and takes what comes without looking at it. */
async function voice(port: number, { code, hostToken }: OpenedRoom): Promise<(said: number) => void> {
  const wire = await WebSocketWire.open(port);
  wire.send(`40/host,${JSON.stringify({ room: code, hostToken })}`);
  await answerOn(wire, (packet) => packet.startsWith('42'));
  wire.socket.removeAllListeners('data').resume();
  return (said) => {
    wire.send(
      '3',
      `42/host,${said}["${said % 2 === 0 ? 'lock' : 'unlock'}",{"opId":"${wire.socket.localPort}-${said}"}]`,
    );
  };
}

/** A room with the names of a large class, so that a view is long. */
async function fullRoom(server: ServerProcess): Promise<OpenedRoom> {
  const response = await fetch(`${server.url}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ settings: { maxPlayers: 1000 } }),
  });
  const room = (await response.json()) as OpenedRoom;
  const key = new URL(room.joinUrl).searchParams.get('k');
  for (let k = 0; k < seats; k += 25) {
    const some = Array.from({ length: 25 }, (_, n) => {
      const auth = { room: room.code, protocol: protocolVersion, key, name: `Bakerman ${k + n}` };
      return new Client<PlayerReceives>(connectSocket(server.url, '/player', auth, { reconnection: false }));
    });
    await Promise.all(some.map((phone) => phone.until('welcome')));
    for (const phone of some) phone.close();
  }
  return room;
}
