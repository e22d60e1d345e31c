import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GuessAnswer } from '../../shared/protocol.ts';
import { eventually } from '../support/classroom.ts';
import { fullness, onOwnMount, smallDisk } from '../support/own-mount.ts';
import { freePort, ServerProcess, type ServerProcessOptions } from '../support/server-process.ts';
import { bringStrace, failing } from '../support/strace.ts';
import { storedRooms } from './stored-rooms.ts';
import { enterRoom, openRoomAt, type Visitors } from './visitors.ts';

let directory: string;
let server: ServerProcess;
let visitors: Visitors | undefined;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bakery-disk-'));
});
afterEach(async () => {
  visitors?.close();
  visitors = undefined;
  await server.end();
  rmSync(directory, { recursive: true, force: true });
});

async function readiness(): Promise<number> {
  return (await fetch(`${server.url}/readyz`)).status;
}

/** A class in its first round; the phones' estimates are told apart by the number of the phone. */
async function classInRound(guessSeconds: number) {
  const room = await openRoomAt(server.url, { guessSeconds, rounds: 2, bots: [] });
  const entered = await enterRoom(server.url, room, 4);
  visitors = entered;
  const { host, phones } = entered;
  await host.send('start');
  await host.send('skip');
  const guess = (k: number, digit: number, round = 1) =>
    phones[k]!.send<GuessAnswer>('guess', { round, estimate: { p: [0.5 + digit / 100, 0.5 - digit / 100] } });
  return { ...{ room, host, phones, guess } };
}

const unsaved = { ok: false, error: { code: 'store/unavailable' } };

describe('S2 a disk that takes nothing', () => {
  test(`when it is full (${fullness}) nothing is acknowledged, the teacher is told, and the lesson goes on when there is room`, async () => {
    const disk = smallDisk(directory);
    server = new ServerProcess(await freePort(), directory, { under: disk.under });
    await server.start();
    const { room, host, phones, guess } = await classInRound(12);
    for (const k of [0, 1]) expect(await guess(k, k)).toMatchObject({ ok: true });
    disk.fill(server.pid);
    await eventually(async () => (await readiness()) === 503, 'a disk that takes nothing');

    expect(await guess(2, 2)).toMatchObject(unsaved);
    expect(await guess(0, 9)).toMatchObject(unsaved);
    await host.until('unsaved');
    expect(await host.send('close')).toMatchObject(unsaved);
    const another = await fetch(`${server.url}/api/rooms`, { method: 'POST' });
    expect(another.status).toBe(503);
    expect(await another.json()).toMatchObject({ error: { code: 'store/unavailable' } });
    // The deadline passes, and the round cannot be closed.
    const { closesAt } = await host.until('view', (view) => view.closesAt !== null);
    const offset = host.last('time')!.serverTime - Date.now();
    await sleep(Math.max(0, closesAt! - offset - Date.now() + 1500));
    expect(host.last('view')!.phase).toBe('guessing');

    disk.makeRoom(server.pid);
    await eventually(async () => (await readiness()) === 200, 'a store that takes writes again');
    // Nobody presses anything: the round closes by itself, with what was acknowledged and nothing else.
    const results = await host.until('view', (view) => view.phase === 'results');
    expect(results.answered).toBe(2);
    // On each line a phone's own score comes before the view.
    await Promise.all(phones.map((phone) => phone.until('view', (view) => view.phase === 'results')));
    for (const k of [0, 1]) expect(phones[k]!.last('you')!.estimate[0]).toBe(0.5 + k / 100);
    expect(phones[2]!.last('you')!.estimate[0]).toBe(0.5);
    expect(await host.send('next')).toMatchObject({ ok: true });
    expect(await guess(2, 3, 2)).toMatchObject({ ok: true });

    const { logs, integrity } = await storedRooms(disk.seenFrom(server.pid));
    expect(integrity).toBe('ok');
    const placed = logs
      .get(room.replayId)!
      .events.flatMap(({ event }) => (event.type === 'EstimatePlaced' ? [event.estimate[0]] : []));
    expect(placed).toEqual([0.5, 0.51, 0.53]);
    expect(server.complaints).not.toMatch(/"level":60|unhandled|uncaught/);
  });

  test.each([
    ['cannot sync', 'fdatasync,fsync'],
    ['cannot write', 'pwrite64'],
  ])('when it %s nothing is acknowledged, and the lesson goes on when it can', async (_what, calls) => {
    expect(bringStrace()).toBe(true);
    server = new ServerProcess(await freePort(), directory);
    await server.start();
    const { host, guess } = await classInRound(60);
    expect(await guess(0, 0)).toMatchObject({ ok: true });
    const tracer = failing(server.pid, calls, 'EIO');
    await eventually(async () => (await readiness()) === 503, 'a disk that fails');

    expect(await guess(1, 1)).toMatchObject(unsaved);
    expect(await guess(0, 9)).toMatchObject(unsaved);
    await host.until('unsaved');
    tracer.kill('SIGINT');
    await eventually(async () => (await readiness()) === 200, 'a disk that works again');

    expect(await guess(2, 2)).toMatchObject({ ok: true });
    expect(await host.send('close')).toMatchObject({ ok: true });
    expect((await host.until('view', (view) => view.phase === 'results')).answered).toBe(2);
    expect(server.complaints).not.toMatch(/"level":60|unhandled|uncaught/);
  });
});

describe('starting on a disk that does not serve', () => {
  const ready = 'mount -t tmpfs -o size=3m tmpfs "$0"';
  const cases: readonly (readonly [
    string,
    RegExp,
    { mount?: string; prepare?: (directory: string) => void },
  ])[] = [
    [
      'a directory in the place of the file',
      /rooms\.db cannot be opened: unable to open database file\.$/,
      { prepare: (at) => mkdirSync(join(at, 'rooms.db')) },
    ],
    [
      'a file that is no database',
      /rooms\.db cannot be opened: file is not a database\.$/,
      { prepare: (at) => writeFileSync(join(at, 'rooms.db'), 'a diary of somebody\n'.repeat(500)) },
    ],
    [
      'a directory that cannot be written',
      /rooms\.db cannot be opened: /,
      { mount: 'mount -t tmpfs -o ro tmpfs "$0"' },
    ],
    [
      'a database that cannot be written',
      /rooms\.db cannot be opened: /,
      { mount: 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0"' },
    ],
    [
      'a full disk',
      /rooms\.db cannot be opened: /,
      { mount: `${ready} && head -c 9m /dev/zero > "$0/filler" 2> /dev/null; true` },
    ],
  ];

  test.each(cases)('%s is one line and exit code 1', async (what, line, { mount, prepare }) => {
    prepare?.(directory);
    if (what.startsWith('a database')) {
      server = new ServerProcess(await freePort(), directory);
      await server.start();
      await server.end();
    }
    const options: ServerProcessOptions = mount === undefined ? {} : { under: onOwnMount(directory, mount) };
    server = new ServerProcess(await freePort(), directory, options);
    await expect(server.start()).rejects.toThrow('the server ended with 1');
    expect(server.complaints).toMatch(/^[^\n]+\n$/);
    expect(server.complaints.trimEnd()).toMatch(line);
  });
});
