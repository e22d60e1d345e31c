import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRoomService } from '../../../server/room-service.ts';
import { DamagedLog, type EventStore } from '../../../server/store/event-store.ts';
import { createMemoryStore } from '../../../server/store/memory.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { scriptedBytes } from '../../support/classroom.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { logOf, rowOf } from './logs.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'bakery-damaged-log-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('a damaged log', () => {
  async function stored(change: string, ids: readonly string[]): Promise<EventStore> {
    const store = createSqliteStore(dir);
    await store.open();
    for (const id of ids) await store.createRoom(rowOf(id), logOf(1, 6), [{ playerId: 'p', name: 'Mina' }]);
    await store.close();
    const db = new DatabaseSync(join(dir, 'rooms.db'));
    db.exec(change);
    db.close();
    const again = createSqliteStore(dir);
    await again.open();
    return again;
  }

  test.each([
    ['a changed time', 'UPDATE events SET at = at + 1 WHERE seq = 4', 4],
    ['another author', "UPDATE events SET by = 'x' WHERE seq = 2", 2],
    ['another operation', 'UPDATE events SET op = NULL WHERE seq = 2', 2],
    ['another nonce', "UPDATE events SET nonce = '00' WHERE seq = 5", 5],
    ['another head', "UPDATE events SET head = '00' WHERE seq = 5", 5],
    ['another body', `UPDATE events SET body = '{"type":"RoomLocked" }' WHERE seq = 3`, 3],
    ['a missing event', 'DELETE FROM events WHERE seq = 3', 3],
    ['a missing end', 'DELETE FROM events WHERE seq > 4', 5],
    [
      'a shorter log whose row agrees',
      'DELETE FROM events WHERE seq = 6; UPDATE rooms SET last_seq = 5',
      null,
    ],
    ['another host', "UPDATE rooms SET host_token_hash = 'mine'", null],
    [
      'swapped events',
      'UPDATE events SET seq = 9 WHERE seq = 3; UPDATE events SET seq = 3 WHERE seq = 4; UPDATE events SET seq = 4 WHERE seq = 9',
      3,
    ],
  ])('S5 names its first bad event: %s', async (_, change, firstBad) => {
    const store = await stored(change, ['a']);
    const error = await store.read('a').catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(DamagedLog);
    expect((error as DamagedLog).firstBad).toBe(firstBad);
    await store.close();
  });

  test('S5 a name that is another is found', async () => {
    const store = await stored("UPDATE names SET name = 'Mona'", ['a']);
    await expect(store.names('a')).rejects.toThrow(DamagedLog);
    await store.close();
  });

  test('S5 a room that is missing from the list is still known, and the others are served', async () => {
    const store = await stored("DELETE FROM rooms WHERE replay_id = 'a'", ['a', 'b']);
    expect((await store.rooms()).map(({ replayId, code }) => [replayId, code])).toEqual([
      ['a', rowOf('a').code],
      ['b', rowOf('b').code],
    ]);
    await expect(store.read('a')).rejects.toThrow(/nothing is left of its 6 events/);
    expect(await store.read('b')).toHaveLength(6);
    await store.close();
  });

  test('S5 an emptied file is no new one', async () => {
    await (await stored('', ['a', 'b'])).close();
    writeFileSync(join(dir, 'rooms.db'), '');
    const store = createSqliteStore(dir);
    await store.open();
    expect(await store.rooms()).toHaveLength(2);
    for (const id of ['a', 'b']) await expect(store.read(id)).rejects.toThrow(DamagedLog);
    await store.close();
  });

  test('S5 a file that has lost a room nobody can name is refused', async () => {
    await (await stored('', ['a', 'b'])).close();
    rmSync(join(dir, 'rooms.db-acks'));
    const db = new DatabaseSync(join(dir, 'rooms.db'));
    db.exec("DELETE FROM rooms WHERE replay_id = 'a'");
    db.close();
    await expect(createSqliteStore(dir).open()).rejects.toThrow(
      /rooms\.db is damaged: its list of rooms is not what was written\./,
    );
  });

  test('S5 a damaged row is listed under its true code, not under that of another room', async () => {
    const store = await stored("UPDATE rooms SET code = '111111', created_at = 99 WHERE replay_id = 'a'", [
      'a',
    ]);
    expect(await store.rooms()).toMatchObject([{ code: rowOf('a').code, createdAt: rowOf('a').createdAt }]);
    await expect(store.read('a')).rejects.toThrow(DamagedLog);
    await store.close();
  });

  test('S5 a row whose number is out of all bounds hides no other', async () => {
    const store = await stored("UPDATE rooms SET created_at = 1 << 62 WHERE replay_id = 'a'", ['a', 'b']);
    expect(await store.rooms()).toHaveLength(2);
    await expect(store.read('a')).rejects.toThrow(DamagedLog);
    expect(await store.read('b')).toHaveLength(6);
    await store.close();
  });

  test('S5 a room that was deleted is not missed', async () => {
    const store = await stored('', ['a', 'b']);
    await store.deleteRoom('a');
    await store.close();
    const again = createSqliteStore(dir);
    await again.open();
    expect((await again.rooms()).map(({ replayId }) => replayId)).toEqual(['b']);
    expect(readFileSync(join(dir, 'rooms.db-acks'), 'utf8')).not.toContain(' a ');
    await again.close();
  });

  test('S5 a heartbeat that is another moves no deadline', async () => {
    const store = await stored('', ['a']);
    await store.heartbeat(1_790_000_000_000);
    expect(await store.lastHeartbeat()).toBe(1_790_000_000_000);
    await store.close();
    const again = await stored("UPDATE meta SET value = '1' || value WHERE key = 'heartbeat'", []);
    expect(await again.lastHeartbeat()).toBeNull();
    await again.close();
  });

  test('S5 forgetting names works in a damaged room too', async () => {
    const store = await stored("UPDATE rooms SET code = '111111'", ['a']);
    await store.forgetNames('a');
    expect(await store.names('a')).toEqual(new Map());
    expect((await store.room('a'))?.title).toBe('');
    await expect(store.read('a')).rejects.toThrow(DamagedLog);
    await store.close();
  });

  test('S6 the others are served, and the log names the first bad event', async () => {
    const first = createSqliteStore(dir);
    await first.open();
    const clock = createVirtualClock();
    const service = createRoomService({
      store: first,
      clock,
      random: scriptedBytes('sound'),
      log: pino({ level: 'silent' }),
    });
    const rooms = [];
    for (let k = 0; k < 2; k += 1) {
      const opened = await service.openRoom({});
      if (!opened.ok) throw new Error(opened.code);
      await service.join(opened.room.row.code, 'Mina', 0);
      rooms.push(opened.room.row);
    }
    await service.stop();
    await first.close();
    const [bad, sound] = rooms as [(typeof rooms)[0], (typeof rooms)[0]];
    const db = new DatabaseSync(join(dir, 'rooms.db'));
    db.exec(`UPDATE events SET at = 0 WHERE replay_id = '${bad.replayId}' AND seq = 3`);
    db.close();
    const lines: { level: number; msg: string; err?: { message: string; firstBad?: number } }[] = [];
    const second = createSqliteStore(dir);
    await second.open();
    const log = pino({ level: 'error' }, { write: (line: string) => lines.push(JSON.parse(line)) });
    const again = createRoomService({ store: second, clock, random: scriptedBytes('again'), log });
    await again.recover();
    expect(again.byCode(sound.code)?.state.open.players).toBe(1);
    expect(again.byCode(bad.code)).toBeUndefined();
    expect(again.isDamaged(bad.code)).toBe(true);
    expect(lines).toMatchObject([
      { msg: 'a room is damaged', err: { firstBad: 3, message: expect.stringContaining('event 3') } },
    ]);
    await again.stop();
    await second.close();
  });

  test('S6 damage that is met in a running lesson is told as such, and nothing is acknowledged', async () => {
    const memory = createMemoryStore();
    let whole = true;
    const store: EventStore = {
      ...memory,
      async append(...args) {
        if (!whole) throw new DamagedLog(args[0], 'the row of the room is not what was written');
        await memory.append(...args);
      },
    };
    const parts = { store, clock: createVirtualClock(), random: scriptedBytes('running') };
    const service = createRoomService({ ...parts, log: pino({ level: 'silent' }) });
    const opened = await service.openRoom({});
    if (!opened.ok) throw new Error(opened.code);
    const before = opened.room.state.open.seq;
    whole = false;
    const refused = { ok: false, code: 'room/damaged' };
    await expect(service.execute(opened.room, { type: 'lock' }, 'host', 'op')).resolves.toEqual(refused);
    expect(opened.room.state.open).toMatchObject({ seq: before, locked: false });
  });
});
