import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { type AppParts, createApp } from '../../../server/app.ts';
import { type Clock, systemClock } from '../../../server/clock.ts';
import { createCodeBudget } from '../../../server/code-budget.ts';
import { createRoomService, type LiveRoom, type RoomService } from '../../../server/room-service.ts';
import type { EventStore } from '../../../server/store/event-store.ts';
import { createMemoryStore } from '../../../server/store/memory.ts';
import type { OpenedRoom } from '../../../shared/protocol.ts';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { scriptedBytes } from '../../support/classroom.ts';

export interface TestServer {
  readonly address: string;
  readonly http: Server;
  readonly service: RoomService;
  readonly store: EventStore;
  /** What went to the log, one JSON line per event. */
  readonly logged: () => string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  openRoom(settings?: SettingsInput): Promise<OpenedRoom>;
  stop(): Promise<void>;
}

export interface TestOptions {
  readonly config?: Partial<AppParts['config']> & { readonly maxRooms?: number };
  readonly store?: EventStore;
  readonly clock?: Clock;
}

const defaults = {
  publicUrl: undefined,
  hostPassword: undefined,
  trustProxy: 0,
  allowedOrigins: [],
} as const;

/** Servers of one file, each with a chance of its own. */
let started = 0;

/** The real application on a free port, with a small client of its own. */
export async function startServer({
  config = {},
  store = createMemoryStore(),
  clock = systemClock(),
}: TestOptions = {}): Promise<TestServer> {
  let lines = '';
  const log = pino(
    { level: 'info' },
    {
      write: (line: string) => {
        lines += line;
      },
    },
  );
  // No code is the one that a test takes for wrong, and no secret spells what a test looks for.
  started += 1;
  const random = scriptedBytes(`http ${started}`);
  await store.open();
  const { maxRooms, ...rest } = config;
  const service = createRoomService({
    store,
    clock,
    random,
    log,
    ...(maxRooms !== undefined && { maxRooms }),
  });
  await service.recover();
  const clientDir = await smallClient();
  const app = createApp({
    ...{ store, service, clock, log, clientDir },
    config: { ...defaults, ...rest },
    codeBudget: createCodeBudget(clock, random),
    baseUrl: () => rest.publicUrl ?? 'http://bakery.test:3000',
  });
  const address = `http://127.0.0.1:${await app.listen(0, '127.0.0.1')}`;

  const server: TestServer = {
    ...{ address, service, store },
    http: app.server,
    logged: () => lines,
    fetch: (path, init) => fetch(address + path, init),
    post: (path, body, headers = {}) =>
      fetch(address + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async openRoom(settings) {
      const response = await server.post('/api/rooms', settings === undefined ? {} : { settings });
      if (response.status !== 201) throw new Error(`no room: ${response.status} ${await response.text()}`);
      return (await response.json()) as OpenedRoom;
    },
    async stop() {
      await app.stop();
      await service.stop();
      await store.close();
      rmSync(clientDir, { recursive: true, force: true });
    },
  };
  return server;
}

/** Two seats, two rounds; the second seat joins with a name that a spreadsheet would run. */
export async function play(server: TestServer, opened: OpenedRoom): Promise<LiveRoom> {
  const room = server.service.byCode(opened.code);
  if (room === undefined) throw new Error('the room is not there');
  const seats = [];
  for (const name of ['미나', '=1+1,"x"']) {
    const seat = await server.service.join(opened.code, name, 0);
    if (!seat.ok) throw new Error(`nobody joined: ${seat.code}`);
    seats.push(seat.playerId);
  }
  const run = async (command: Parameters<RoomService['execute']>[1], by = 'host') => {
    const result = await server.service.execute(room, command, by, `${command.type}-${Math.random()}`);
    if (!result.ok) throw new Error(`${command.type}: ${result.code}`);
  };
  await run({ type: 'start' });
  for (const round of [1, 2]) {
    if (round > 1) await run({ type: 'next', draws: 1 });
    const estimate = [0.25 * round, 1 - 0.25 * round];
    await run({ type: 'guess', playerId: seats[0] ?? '', round, estimate, done: true }, seats[0]);
    await run({ type: 'close' });
  }
  return room;
}

export async function reveal(server: TestServer, room: LiveRoom): Promise<void> {
  const result = await server.service.execute(room, { type: 'reveal' }, 'host', 'reveal');
  if (!result.ok) throw new Error(result.code);
}

export const shortGame: SettingsInput = {
  flavours: [
    { name: '초코', count: 70 },
    { name: '바닐라', count: 30 },
  ],
  rounds: 2,
  drawSize: 10,
  guessSeconds: null,
  replayNames: 'display',
};

async function smallClient(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'bakery-client-'));
  await mkdir(join(dir, 'assets'));
  await mkdir(join(dir, '.vite'));
  const script = 'console.log("bakery");\n'.repeat(50);
  writeFileSync(join(dir, 'index.html'), '<!doctype html><title>index</title>');
  writeFileSync(join(dir, 'play.html'), '<!doctype html><title>play</title>');
  writeFileSync(join(dir, 'assets', 'main-abc.js'), script);
  writeFileSync(join(dir, 'assets', 'main-abc.js.br'), brotliCompressSync(script));
  writeFileSync(join(dir, 'assets', 'main-abc.js.gz'), gzipSync(script));
  writeFileSync(join(dir, '.vite', 'manifest.json'), '{}');
  const words = (language: string) => [`locales/${language}.ts`, { file: `assets/${language}-abc.js` }];
  writeFileSync(
    join(dir, '.vite', 'phone.json'),
    JSON.stringify(Object.fromEntries(['ko', 'en'].map(words))),
  );
  writeFileSync(join(dir, 'main.js.map'), '{}');
  writeFileSync(join(dir, 'favicon.svg'), '<svg/>');
  return dir;
}
