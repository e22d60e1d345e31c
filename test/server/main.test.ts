import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { afterEach, describe, expect, test } from 'vitest';
import type { OpenedRoom } from '../../shared/protocol.ts';
import { protocolVersion } from '../../shared/protocol-version.ts';

const program = join(import.meta.dirname, '..', '..', 'server', 'main.ts');

interface Running {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<number | null>;
  /** The port, once it listens. */
  readonly port: Promise<number>;
}

const running: Running[] = [];
const directories: string[] = [];
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  for (const path of directories.splice(0)) rmSync(path, { recursive: true, force: true });
});

function dataDir(): string {
  const path = mkdtempSync(join(tmpdir(), 'bakery-main-'));
  directories.push(path);
  return path;
}

function run(environment: Record<string, string>): Running {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [program], {
    env: { PATH, LANG: 'en_US.UTF-8', PORT: '0', HOST: '127.0.0.1', STORE: 'memory', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const port = new Promise<number>((resolve) => {
    child.stderr.on('data', (chunk) => {
      err += chunk;
      const listening = /"port":(\d+).*"msg":"listening"/.exec(err);
      if (listening !== null) resolve(Number(listening[1]));
    });
  });
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  const started = { child, ended, port, out: () => out, err: () => err };
  running.push(started);
  return started;
}

/** A refusal is one line on the error stream, exit 1, and nothing on the output. */
async function refusalOf(environment: Record<string, string>): Promise<string> {
  const server = run(environment);
  expect(await server.ended).toBe(1);
  expect(server.out()).toBe('');
  expect(server.err()).toMatch(/^[^\n]+\n$/);
  return server.err().trimEnd();
}

function occupy(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
  });
}

describe('starting', () => {
  test('prints the address and its QR code for people, and logs JSON lines for programs', async () => {
    const server = run({ PUBLIC_URL: 'https://bakery.test' });
    const port = await server.port;
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    // Nothing says which of its two streams is read here first.
    await expect.poll(server.out).toContain('    https://bakery.test\n');
    await expect.poll(server.out).toContain(`http://localhost:${port}`);
    await expect.poll(server.out).toMatch(/[█▀▄]{20}/);
    for (const line of server.err().trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
    expect(server.err()).not.toContain('Warning');
  });

  test('a wrong setting is one line', async () => {
    expect(await refusalOf({ PORT: 'http' })).toBe(
      'PORT is "http", but it must be a whole number from 0 to 65535.',
    );
  });

  test('a port that is taken is one line', async () => {
    const other = await occupy();
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await refusalOf({ PORT: String(port), LOG_LEVEL: 'silent' })).toBe(
      `Port ${port} is already in use. Stop the other program, or set PORT to another number.`,
    );
    other.close();
  });

  test('a data directory that is in use is one line', async () => {
    const environment = { STORE: 'sqlite', DATA_DIR: dataDir() };
    await run(environment).port;
    expect(await refusalOf(environment)).toMatch(/^Another server already uses .*rooms\.db\. Stop it/);
  });

  test('an address that is not of this machine is one line', async () => {
    expect(await refusalOf({ HOST: '203.0.113.7', LOG_LEVEL: 'silent' })).toBe(
      'HOST 203.0.113.7 is not an address of this machine.',
    );
  });
});

describe('stopping', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s ends it within five seconds with exit 0, sockets told',
    async (signal) => {
      const server = run({});
      const address = `http://127.0.0.1:${await server.port}`;
      const opened = (await (await fetch(`${address}/api/rooms`, { method: 'POST' })).json()) as OpenedRoom;
      const socket = io(`${address}/player`, {
        auth: { room: opened.code, name: 'Mina', protocol: protocolVersion },
        reconnection: false,
        transports: ['polling'],
      });
      const told = new Promise((resolve) => socket.on('shutdown', resolve));
      await new Promise((resolve, reject) => {
        socket.on('welcome', resolve);
        socket.on('connect_error', reject);
      });
      const began = performance.now();
      // As npm does, which passes on what a terminal has told both.
      const kill = `kill -${signal.slice(3)} ${server.child.pid}`;
      spawn('sh', ['-c', `${kill}; sleep 0.03; ${kill}`], { stdio: 'ignore' });
      expect(await told).toEqual({ reason: 'server/stopping' });
      expect(await server.ended).toBe(0);
      expect(performance.now() - began).toBeLessThan(5000);
      expect(server.err().match(/"msg":"stopping"/g)).toHaveLength(1);
      socket.close();
    },
  );

  test('a room is there again after a stop and after a kill', async () => {
    const environment = { STORE: 'sqlite', DATA_DIR: dataDir() };
    const first = run(environment);
    const opened = (await (
      await fetch(`http://127.0.0.1:${await first.port}/api/rooms`, { method: 'POST' })
    ).json()) as OpenedRoom;
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const server = running.at(-1);
      server?.child.kill(signal);
      await server?.ended;
      const next = run(environment);
      const response = await fetch(`http://127.0.0.1:${await next.port}/api/rooms/${opened.code}`);
      expect(await response.json()).toMatchObject({ code: opened.code, phase: 'lobby' });
    }
  });
});
