import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChaosProxy, openChaosProxy } from '../support/chaos-proxy.ts';

let echo: Server;
let proxy: ChaosProxy;
let served: Socket[];
const clients: Socket[] = [];

/** Answers a WebSocket request with 101 and then says everything back; any other request gets "pong". */
beforeEach(async () => {
  served = [];
  echo = createServer((_request, response) => response.end('pong'));
  echo.on('upgrade', (_request, socket: Socket) => {
    served.push(socket);
    socket.on('error', () => socket.destroy());
    socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  proxy = await openChaosProxy((echo.address() as AddressInfo).port);
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await proxy.close();
  echo.closeAllConnections();
  for (const socket of served) socket.destroy();
  await new Promise((resolve) => echo.close(resolve));
});

interface Line {
  readonly socket: Socket;
  readonly heard: () => string;
  readonly end: () => string | null;
}

/** A connection that has asked for a WebSocket. */
async function dial(): Promise<Line> {
  const socket = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
  clients.push(socket);
  let [heard, end] = ['', null as string | null];
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text;
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    end = error.code ?? 'error';
  });
  socket.on('end', () => {
    end ??= 'fin';
  });
  socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  return { socket, heard: () => heard, end: () => end };
}

async function open(): Promise<Line> {
  const line = await dial();
  await expect.poll(line.heard).toContain('101');
  return line;
}

describe('the network in between', () => {
  test('passes bytes both ways, in order, later and slower as told', async () => {
    const line = await open();
    proxy.shape('both', { delayMs: 60, jitterMs: 30 });
    const begun = performance.now();
    for (let k = 0; k < 50; k += 1) line.socket.write(`${k},`);
    const all = `${Array.from({ length: 50 }, (_, k) => k).join(',')},`;
    await expect.poll(line.heard).toContain(all);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(120);
  });

  test('a throttled direction takes its time, whatever the size of a chunk', async () => {
    const line = await open();
    proxy.shape('down', { bytesPerSecond: 2000 });
    const begun = performance.now();
    line.socket.write('x'.repeat(1000));
    await expect.poll(() => line.heard().split('x').length).toBe(1001);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(350);
  });

  test('cuts with a reset or with a goodbye, on both sides', async () => {
    const reset = await open();
    proxy.cut('rst');
    await expect.poll(reset.end).toBe('ECONNRESET');
    const parted = await open();
    proxy.cut('fin');
    await expect.poll(parted.end).toBe('fin');
    await expect.poll(() => served.at(-1)?.readableEnded).toBe(true);
    expect(proxy.connections()).toBe(0);
  });

  test('half-closes one side and leaves the other', async () => {
    const line = await open();
    proxy.halfClose('client');
    await expect.poll(line.end).toBe('fin');
    expect(served[0]?.readableEnded).toBe(false);
  });

  test('freezes without a word, lets new connections in and answers none; thawed, nothing was lost', async () => {
    const line = await open();
    proxy.freeze();
    line.socket.write('late');
    const hanging = await dial();
    await sleep(150);
    expect(line.heard()).not.toContain('late');
    expect([line.end(), hanging.end(), hanging.heard()]).toEqual([null, null, '']);
    proxy.thaw();
    await expect.poll(line.heard).toContain('late');
    await expect.poll(hanging.heard).toContain('101');
  });

  test('freezes one way only', async () => {
    const line = await open();
    const from: string[] = [];
    served[0]?.on('data', (bytes: Buffer) => from.push(bytes.toString()));
    proxy.freeze('down');
    line.socket.write('heard by the server');
    await expect.poll(() => from.join('')).toBe('heard by the server');
    expect(line.heard()).not.toContain('heard by the server');
  });

  test('forgets what was open while new connections pass', async () => {
    const old = await open();
    proxy.freeze();
    proxy.abandon();
    const fresh = await open();
    old.socket.write('into the void');
    fresh.socket.write('hello');
    await expect.poll(fresh.heard).toContain('hello');
    expect(old.heard()).not.toContain('void');
    expect(old.end()).toBe(null);
  });

  test('refuses new connections for as long as it is told to', async () => {
    proxy.refuse(true);
    const line = await dial();
    await expect.poll(line.end).toBe('ECONNRESET');
    proxy.refuse(false);
    await open();
  });

  test('cuts, forbids or swallows a request for a WebSocket and lets other requests pass', async () => {
    proxy.upgrades('cut');
    await expect.poll((await dial()).end).toBe('ECONNRESET');
    proxy.upgrades('forbid');
    await expect.poll((await dial()).heard).toContain('403 Forbidden');
    proxy.upgrades('hang');
    const hanging = await dial();
    await sleep(150);
    expect([hanging.heard(), hanging.end()]).toEqual(['', null]);
    expect(await (await fetch(proxy.url)).text()).toBe('pong');
    expect(proxy.upgradesSeen()).toBe(3);
  });

  test('stands before everything like a portal, and is gone again', async () => {
    proxy.portal('html');
    expect(await (await fetch(proxy.url)).text()).toContain('<form>Sign in</form>');
    proxy.portal('redirect');
    expect((await fetch(proxy.url, { redirect: 'manual' })).status).toBe(302);
    proxy.portal('511');
    expect((await fetch(proxy.url)).status).toBe(511);
    proxy.portal(null);
    expect(await (await fetch(proxy.url)).text()).toBe('pong');
  });

  test('cuts what says nothing for too long, and nothing else', async () => {
    // A machine may hold up this process, and with it who talks, for a second.
    proxy.cutIdle(1500);
    const [idle, busy] = [await open(), await open()];
    const talk = setInterval(() => busy.socket.write('.'), 50);
    await expect.poll(idle.end).toBe('ECONNRESET');
    clearInterval(talk);
    expect(busy.end()).toBe(null);
  });

  test('closes with connections open, frozen ones too', async () => {
    const line = await open();
    proxy.freeze();
    await proxy.close();
    await expect.poll(line.end).toBe('ECONNRESET');
  });
});
