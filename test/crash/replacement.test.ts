import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort, ServerProcess } from '../support/server-process.ts';
import { enterRoom, openRoomAt, shareOf, speak, type Visitors } from './visitors.ts';

const seats = 300;
const patienceMs = 60_000;
/** As the page comes back: sooner or later, so that not all come at once. */
const likeThePage = { reconnectionDelay: 400, reconnectionDelayMax: 1500, randomizationFactor: 0.3 };

let dataDir: string;
let server: ServerProcess;
let visitors: Visitors | undefined;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'bakery-replaced-'));
  server = new ServerProcess(await freePort(), dataDir);
  await server.start();
});
afterEach(async () => {
  visitors?.close();
  await server.end();
  rmSync(dataDir, { recursive: true, force: true });
});

test('S2 a server replaced by another while 300 phones speak keeps all it acknowledged, and all are back', async () => {
  const room = await openRoomAt(server.url, { guessSeconds: 600, bots: [] });
  visitors = await enterRoom(server.url, room, seats, likeThePage);
  const { host, phones } = visitors;
  await host.send('start');
  let over = false;
  const speaking = speak(phones, 500, () => over);
  const unheard = () => phones.filter(({ heard }) => heard === 0).length;
  await sleep(3000);
  await expect.poll(unheard, { timeout: patienceMs }).toBe(0);

  const ended = server.ended();
  process.kill(server.pid, 'SIGTERM');
  const asked = performance.now();
  expect(await ended).toBe(0);
  const gone = performance.now();
  over = true;
  await server.start();
  const away = () => phones.filter(({ welcomes }) => welcomes.length < 2).length;
  await expect.poll(away, { timeout: patienceMs, interval: 5 }).toBe(0);
  const back = performance.now();
  console.log(
    `300 phones: ended ${Math.round(gone - asked)} ms after SIGTERM, all back ${Math.round(back - asked)} ms after it`,
  );

  const heard = await speaking;
  expect(heard.filter((step) => step > 0).length).toBe(seats);
  for (const [k, phone] of phones.entries()) {
    expect(phone.last('shutdown')).toEqual({ reason: 'server/stopping' });
    const { view, you, playerId } = phone.welcomes[1]!;
    expect(playerId).toBe(phone.welcomes[0]!.playerId);
    expect(view).toMatchObject({ phase: 'guessing', round: 1 });
    // The very last may have been stored without its answer having left.
    expect(you.estimate[0]).toBeGreaterThanOrEqual(shareOf(heard[k]!));
  }
  await host.until('view', ({ present }) => present === seats);
  expect(server.complaints).not.toMatch(/"level":(50|60)/);
});
