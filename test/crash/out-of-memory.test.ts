import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort, ServerProcess } from '../support/server-process.ts';
import { enterRoom, openRoomAt, type Visitors } from './visitors.ts';

/** A leak that a signal opens: the heap fills in small pieces, and between them the server goes on answering. */
const leak = `process.on('SIGUSR2', () => { const kept = []; setInterval(() => { for (let k = 0; k < 20; k += 1) kept.push(new Array(10_000).fill(Math.random())); }, 2); })`;

let dataDir: string;
let server: ServerProcess;
let visitors: Visitors | undefined;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'bakery-heap-'));
  const node = ['--max-old-space-size=64', '--import', `data:text/javascript,${encodeURIComponent(leak)}`];
  server = new ServerProcess(await freePort(), dataDir, { node });
  await server.start();
});
afterEach(async () => {
  visitors?.close();
  await server.end();
  rmSync(dataDir, { recursive: true, force: true });
});

test('S2 a server that runs out of memory ends, and is there again with all that was acknowledged', async () => {
  const room = await openRoomAt(server.url, { guessSeconds: 60, bots: [] });
  visitors = await enterRoom(server.url, room, 12);
  const { host, phones } = visitors;
  await host.send('start');
  const last = phones.map(() => 0);
  let dead = false;
  const ended = server.ended().then((code) => {
    dead = true;
    return code;
  });
  process.kill(server.pid, 'SIGUSR2');
  const speaking = phones.map(async (phone, k) => {
    for (let share = 0.3; !dead && share < 0.7; share = Math.round(1000 * share + 1) / 1000) {
      const guess = { round: 1, estimate: { p: [share, 1 - share] } };
      const answer = await phone.send('guess', guess).catch(() => null);
      // What was asked while nobody was there is answered by the successor.
      if (answer?.ok && phone.welcomes.length === 1) last[k] = share;
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  });
  // V8 gives up with SIGABRT, which is no exit code.
  expect(await ended).not.toBe(0);
  expect(server.complaints).toMatch(/heap out of memory/);
  await server.start();
  await Promise.all(phones.map((phone) => phone.until('welcome', () => phone.welcomes.length === 2)));
  await Promise.all(speaking);
  expect(last.filter((share) => share > 0).length).toBeGreaterThan(6);
  for (const [k, phone] of phones.entries()) {
    const { view, you } = phone.welcomes[1]!;
    expect(view).toMatchObject({ phase: 'guessing', round: 1 });
    // The very last may have been stored without its answer having left.
    expect(you.estimate[0]).toBeGreaterThanOrEqual(last[k] ?? 0);
  }
});
