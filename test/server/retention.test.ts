import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { defaultRetention, earliest, overdue, type Retention, retentionOf } from '../../server/retention.ts';
import { createRoomService, type LiveRoom, type RoomService } from '../../server/room-service.ts';
import type { EventStore, KeptLog } from '../../server/store/event-store.ts';
import { createMemoryStore } from '../../server/store/memory.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import { scriptedBytes } from '../support/classroom.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('S8 what is overdue', () => {
  const log = (changes: Partial<KeptLog> = {}): KeptLog => ({
    ...{ replayId: 'a', createdAt: 0, endedAt: hour, started: true, named: true },
    ...changes,
  });

  test('names go after theirs, the log after its own period from the end', () => {
    const at = (now: number) => overdue(log(), defaultRetention, now);
    expect(at(hour + 30 * day)).toBe('nothing');
    expect(at(hour + 30 * day + 1)).toBe('names');
    expect(at(hour + 180 * day)).toBe('names');
    expect(at(hour + 180 * day + 1)).toBe('log');
    expect(overdue(log({ named: false }), defaultRetention, hour + 31 * day)).toBe('nothing');
  });

  test('a room that never ended is counted from where its end would have been', () => {
    const longest = (24 + 12 + 12) * hour;
    for (const endedAt of [null, 300 * day]) {
      const kept = log({ endedAt });
      expect(overdue(kept, defaultRetention, longest + 30 * day)).toBe('nothing');
      expect(overdue(kept, defaultRetention, longest + 30 * day + 1)).toBe('names');
      expect(overdue(kept, defaultRetention, longest + 180 * day + 1)).toBe('log');
    }
  });

  test('of a room that nobody started the names go with the lobby, and the log a lobby after its end', () => {
    const lobby = log({ started: false, endedAt: 25 * hour });
    expect(overdue(lobby, defaultRetention, 24 * hour)).toBe('nothing');
    expect(overdue(lobby, defaultRetention, 24 * hour + 1)).toBe('names');
    expect(overdue(lobby, defaultRetention, 49 * hour)).toBe('names');
    expect(overdue(lobby, defaultRetention, 49 * hour + 1)).toBe('log');
    expect(overdue({ ...lobby, endedAt: null }, defaultRetention, 60 * day)).toBe('names');
    const atOnce = { ...defaultRetention, nameDays: 0 };
    expect(overdue(log({ started: false }), atOnce, hour + 1)).toBe('names');
  });

  test('nothing that is overdue is younger than what the sweep asks for', () => {
    for (const nameDays of [0, 30, 180]) {
      const retention = { ...defaultRetention, nameDays };
      for (let now = 0; now < 200 * day; now += 7 * hour) {
        for (const kind of [{}, { named: false }, { started: false }, { named: false, started: false }]) {
          const kept = log({ ...kind, endedAt: 0 });
          const { any, named, unstarted } = earliest(retention, now);
          const asked =
            kept.createdAt < any ||
            (kept.named && kept.createdAt < named) ||
            (!kept.started && kept.createdAt < unstarted);
          if (overdue(kept, retention, now) !== 'nothing') expect(asked).toBe(true);
        }
      }
    }
  });

  test('names and replay never outlive the log', () => {
    const given = { ...defaultRetention, nameDays: 400, replayDays: 500, logDays: 90 };
    expect(retentionOf(given)).toEqual({ ...given, nameDays: 90, replayDays: 90 });
  });
});

const directories: string[] = [];
const running: { service: RoomService; store: EventStore }[] = [];

afterEach(async () => {
  for (const { service, store } of running.splice(0)) {
    await service.stop();
    await store.close();
  }
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

function stores(): { readonly memory: () => EventStore; readonly sqlite: () => EventStore } {
  const directory = mkdtempSync(join(tmpdir(), 'bakery-retention-'));
  directories.push(directory);
  const memory = createMemoryStore();
  return { memory: () => memory, sqlite: () => createSqliteStore(directory) };
}

describe.each(['memory', 'sqlite'] as const)('S8 a year on a virtual clock, in the %s store', (kind) => {
  async function begin(retention?: Partial<Retention>) {
    const make = stores()[kind];
    const clock = createVirtualClock();
    let seed = 0;
    const start = async () => {
      seed += 1;
      const store = make();
      await store.open();
      const parts = { store, clock, random: scriptedBytes(`retention ${seed}`) };
      const service = createRoomService({
        ...parts,
        log: pino({ level: 'silent' }),
        retention: retentionOf({ ...defaultRetention, ...retention }),
      });
      await service.recover();
      running.push({ service, store });
      return { service, store };
    };
    /** Sweeps as often as it takes; what they do to the disk takes its own time. */
    const pass = async ({ store }: { store: EventStore }, ms: number) => {
      clock.leap(ms);
      for (let turn = 0; turn < 15; turn += 1) {
        await setImmediate();
        await store.ready();
      }
    };
    return { clock, start, pass };
  }

  async function stop(server: { service: RoomService; store: EventStore }): Promise<void> {
    running.splice(0);
    await server.service.stop();
    await server.store.close();
  }

  async function open(service: RoomService): Promise<LiveRoom> {
    const opened = await service.openRoom({ title: '2-3', rounds: 1, guessSeconds: null });
    if (!opened.ok) throw new Error(opened.code);
    const joined = await service.join(opened.room.row.code, '미나', 0);
    if (!joined.ok) throw new Error(joined.code);
    return opened.room;
  }

  const play = (service: RoomService, room: LiveRoom, type: 'start' | 'end') =>
    service.execute(room, { type }, 'host', type);

  test('a lobby that nobody starts ends after a day, without its names; a day later its record is deleted', async () => {
    const { start, pass } = await begin();
    const server = await start();
    const room = await open(server.service);
    const { row } = room;
    await pass(server, 24 * hour - 2 * minute);
    expect(room.state.open.phase).toBe('lobby');
    expect(room.names.size).toBe(1);
    await pass(server, 3 * minute);
    await pass(server, minute);
    expect(room.state.open).toMatchObject({ phase: 'ended', truth: expect.anything() });
    expect(room.names.size).toBe(0);
    expect((await server.store.names(row.replayId)).size).toBe(0);
    await pass(server, 24 * hour + minute);
    await pass(server, minute);
    expect(server.service.byCode(row.code)).toBeUndefined();
    expect(await server.store.room(row.replayId)).toBeUndefined();
    expect(await server.store.read(row.replayId)).toEqual([]);
  });

  test('a game that nobody ends is ended, with its jar open, after half a day; a day later it leaves the memory', async () => {
    const { start, pass } = await begin();
    const server = await start();
    const room = await open(server.service);
    await play(server.service, room, 'start');
    await pass(server, 12 * hour + minute);
    expect(room.state.open).toMatchObject({ phase: 'ended', truth: expect.anything() });
    await pass(server, 24 * hour + 2 * minute);
    expect(server.service.byCode(room.row.code)).toBeUndefined();
    expect((await server.service.byReplayId(room.row.replayId))?.state.open.phase).toBe('ended');
  });

  test('names after 30 days, the link with them, the log after 180', async () => {
    const { start, pass } = await begin();
    const server = await start();
    const { service, store } = server;
    const room = await open(service);
    const { replayId } = room.row;
    await play(service, room, 'start');
    await play(service, room, 'end');
    const found = async () => (await service.byReplayId(replayId)) as LiveRoom;
    await pass(server, 30 * day - 2 * minute);
    expect((await found()).names.size).toBe(1);
    expect(service.replayIsOpen(await found())).toBe(true);
    await pass(server, 4 * minute);
    expect((await found()).names.size).toBe(0);
    expect((await found()).row.title).toBe('');
    expect(service.replayIsOpen(await found())).toBe(false);
    await pass(server, 150 * day - 10 * minute);
    expect(await store.read(replayId)).not.toEqual([]);
    await pass(server, 10 * minute);
    expect(await store.read(replayId)).toEqual([]);
    expect(await store.room(replayId)).toBeUndefined();
  });

  test('each period can be another', async () => {
    const { start, pass } = await begin({ gameHours: 1, nameDays: 0, replayDays: 2, logDays: 3 });
    const server = await start();
    const room = await open(server.service);
    await play(server.service, room, 'start');
    await pass(server, hour + minute);
    await pass(server, 2 * minute);
    expect(room.state.open.phase).toBe('ended');
    expect(room.names.size).toBe(0);
    expect(server.service.replayIsOpen(room)).toBe(true);
    await pass(server, 2 * day);
    expect(server.service.replayIsOpen(room)).toBe(false);
    await pass(server, day);
    expect(await server.store.room(room.row.replayId)).toBeUndefined();
  });

  test('a server that was off for weeks ends what it left running, and catches up with what is overdue', async () => {
    const { clock, start, pass } = await begin();
    const before = await start();
    const lobby = (await open(before.service)).row;
    const game = await open(before.service);
    await play(before.service, game, 'start');
    await pass(before, minute);
    await stop(before);

    clock.advance(20 * day);
    const after = await start();
    const { service, store } = after;
    await pass(after, minute);
    const found = async ({ replayId }: { replayId: string }) =>
      (await service.byReplayId(replayId)) as LiveRoom;
    // The names of the lobby are gone, and its jar is open for a day.
    for (const row of [lobby, game.row]) {
      expect((await found(row)).state.open).toMatchObject({ phase: 'ended', truth: expect.anything() });
    }
    expect((await found(lobby)).names.size).toBe(0);
    expect((await found(game.row)).names.size).toBe(1);
    await pass(after, 24 * hour + minute);
    await pass(after, minute);
    expect(await store.room(lobby.replayId)).toBeUndefined();
    await stop(after);

    clock.advance(12 * day + minute);
    const later = await start();
    await pass(later, minute);
    expect((await later.store.names(game.row.replayId)).size).toBe(0);
    expect(await later.store.read(game.row.replayId)).not.toEqual([]);
    await stop(later);

    clock.advance(150 * day);
    const last = await start();
    await pass(last, minute);
    expect(await last.store.rooms()).toEqual([]);
  });
});
