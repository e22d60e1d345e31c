import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../support/classroom.ts';
import { freePort, ServerProcess } from '../support/server-process.ts';
import { enterRoom, openRoomAt, shareOf, speak, type Visitors } from './visitors.ts';

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
  let dead = false;
  const ended = server.ended().then((code) => {
    dead = true;
    return code;
  });
  const speaking = speak(phones, 60, () => dead);
  await eventually(() => phones.every(({ heard }) => heard > 0), 'everybody to be heard');
  process.kill(server.pid, 'SIGUSR2');
  // V8 gives up with SIGABRT, which is no exit code.
  expect(await ended).not.toBe(0);
  expect(server.complaints).toMatch(/heap out of memory/);
  await server.start();
  await Promise.all(phones.map((phone) => phone.until('welcome', () => phone.welcomes.length === 2)));
  const heard = await speaking;
  expect(heard.filter((step) => step > 0).length).toBe(12);
  for (const [k, phone] of phones.entries()) {
    const { view, you } = phone.welcomes[1]!;
    expect(view).toMatchObject({ phase: 'guessing', round: 1 });
    // The very last may have been stored without its answer having left.
    if (heard[k]! > 0) expect(you.estimate[0]).toBeGreaterThanOrEqual(shareOf(heard[k]!));
  }
});
