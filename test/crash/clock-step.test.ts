import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort, ServerProcess } from '../support/server-process.ts';
import { enterRoom, openRoomAt, type Visitors } from './visitors.ts';

const hourMs = 3_600_000;
const signs = [
  ['forwards', 1],
  ['backwards', -1],
] as const;

let dataDir: string;
let port: number;
let server: ServerProcess;
let visitors: Visitors | undefined;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'bakery-clock-'));
  port = await freePort();
});
afterEach(async () => {
  visitors?.close();
  visitors = undefined;
  await server.end();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A server whose machine has a clock that is so far off, at the start or from a signal on. */
async function startWith(off: { readonly atStart?: number; readonly onSignal?: number }): Promise<void> {
  const code = `const machine = Date.now; let off = ${off.atStart ?? 0}; Date.now = () => machine() + off;
    const Real = Date; globalThis.Date = class extends Real { constructor(...time) { super(...(time.length === 0 ? [Real.now()] : time)); } };
    process.on('SIGUSR2', () => { off += ${off.onSignal ?? 0}; })`;
  const node = ['--import', `data:text/javascript,${encodeURIComponent(code)}`];
  server = new ServerProcess(port, dataDir, { node });
  await server.start();
}

describe.each(signs)('R16 a machine whose clock is set an hour %s', (_way, sign) => {
  test('in the middle of a round: the round closes when it was to close, by the clock it began with', async () => {
    await startWith({ onSignal: sign * hourMs });
    visitors = await enterRoom(server.url, await openRoomAt(server.url, { guessSeconds: 8, bots: [] }), 2);
    const { host, phones } = visitors;
    await host.send('start');
    await host.send('skip');
    const { closesAt } = await host.until('view', (view) => view.closesAt !== null);
    const time = async () => {
      const reply = await phones[0]!.raw<{ serverTime: number }>('time', {});
      return reply.ok ? reply.serverTime : Number.NaN;
    };
    const before = await time();
    const began = performance.now();
    process.kill(server.pid, 'SIGUSR2');
    await sleep(500);
    expect(Math.abs((await time()) - before - (performance.now() - began))).toBeLessThan(30_000);
    expect(await phones[0]!.send('guess', { round: 1, estimate: { p: [0.6, 0.4] } })).toMatchObject({
      ok: true,
    });
    expect(host.last('view')!.phase).toBe('guessing');
    await expect.poll(() => host.last('view')!.phase, { timeout: 20_000 }).toBe('results');
    expect(host.last('view')!.answered).toBe(1);
    expect(await time()).toBeGreaterThan(closesAt!);
    expect(server.complaints).not.toMatch(/"level":(50|60)/);
  });

  test('between two starts: the round goes on with the time it had left', async () => {
    await startWith({});
    const room = await openRoomAt(server.url, { guessSeconds: 60, bots: [] });
    visitors = await enterRoom(server.url, room, 2);
    const { host, phones } = visitors;
    await host.send('start');
    await host.send('skip');
    await phones[0]!.send('guess', { round: 1, estimate: { p: [0.6, 0.4] } });
    // Long enough for the server to have noted that it was there, on a busy machine too.
    await sleep(2500);
    await server.end('SIGKILL');
    await startWith({ atStart: sign * hourMs });
    const { view, serverTime, you } = await phones[0]!.until(
      'welcome',
      () => phones[0]!.welcomes.length === 2,
    );
    expect(Math.abs(serverTime - Date.now())).toBeGreaterThan(hourMs / 2);
    expect(view).toMatchObject({ phase: 'guessing', round: 1 });
    expect(view.opensAt!).toBeLessThanOrEqual(serverTime);
    expect(view.closesAt! - serverTime).toBeGreaterThan(9000);
    expect(view.closesAt! - serverTime).toBeLessThanOrEqual(61_000);
    expect(you.estimate[0]).toBe(0.6);
    expect(await phones[1]!.send('guess', { round: 1, estimate: { p: [0.7, 0.3] } })).toMatchObject({
      ok: true,
    });
    await host.until('view', ({ answered }) => answered === 2);
    expect(await host.send('close')).toMatchObject({ ok: true });
  });
});
