import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../server/store/memory.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import { type Classroom, eventually, openClassroom } from '../support/classroom.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const refused = { ok: false, code: 'host/required' };
const newToken = () => randomBytes(32).toString('base64url');
/** Of the right shape, and never drawn by chance. */
const wrong = (k: number) => `ZZZZZZZZZZ${String(k).padStart(2, '0')}`;

describe('the host of a room', () => {
  const closes: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of closes.splice(0).toReversed()) await close();
  });

  async function open(parts: Parameters<typeof openClassroom>[0] = {}): Promise<Classroom> {
    const classroom = await openClassroom(parts);
    closes.push(() => classroom.close());
    return classroom;
  }

  test('H1 the code on paper makes another device the host, as it is typed from paper', async () => {
    const classroom = await open();
    const opened = await classroom.openRoom();
    const written = opened.recoveryCode;
    const typed = ` ${written.slice(0, 4)}-${written.slice(4)}`.toLowerCase();
    const phone = await classroom.takeHost({ ...opened, recoveryCode: typed });
    const host = await classroom.host(phone);
    expect(await host.send('lock')).toMatchObject({ ok: true });
  });

  test('H1 the host before is told, let go, and cannot come back by itself', async () => {
    const classroom = await open();
    const opened = await classroom.openRoom();
    const laptop = await classroom.host(opened);
    const phone = await classroom.host(await classroom.takeHost(opened));
    await laptop.until('superseded');
    await eventually(() => !laptop.socket.connected, 'the laptop to be let go');
    const { code, hostToken } = opened;
    expect(await classroom.refusal('/host', { room: code, hostToken })).toMatchObject({
      code: 'host/required',
    });
    expect(classroom.service.isHost(opened.room, hostToken)).toBe(false);
    expect(phone.socket.connected).toBe(true);
  });

  test('H2 a code works once; the next one gives the room back', async () => {
    const classroom = await open();
    const opened = await classroom.openRoom();
    const phone = await classroom.takeHost(opened);
    expect(phone.recoveryCode).not.toBe(opened.recoveryCode);
    const { service } = classroom;
    expect(await service.takeHost(opened.room, newToken(), opened.recoveryCode)).toMatchObject(refused);
    const laptop = await classroom.takeHost(phone);
    expect(service.isHost(opened.room, phone.hostToken)).toBe(false);
    expect(service.isHost(opened.room, laptop.hostToken)).toBe(true);
  });

  test('H2 a device whose answer was lost asks again with the same token and gets a code', async () => {
    const classroom = await open();
    const opened = await classroom.openRoom();
    const { service } = classroom;
    const hostToken = newToken();
    const lost = await service.takeHost(opened.room, hostToken, opened.recoveryCode);
    const again = await service.takeHost(opened.room, hostToken, opened.recoveryCode);
    if (!lost.ok || !again.ok) throw new Error('refused');
    expect(await service.takeHost(opened.room, newToken(), lost.recoveryCode)).toMatchObject(refused);
    expect(await service.takeHost(opened.room, newToken(), again.recoveryCode)).toMatchObject({ ok: true });
  });

  test('H2 the host asks for another code and stays the host', async () => {
    const classroom = await open();
    const opened = await classroom.openRoom();
    const laptop = await classroom.host(opened);
    const fresh = await classroom.service.takeHost(opened.room, opened.hostToken, undefined);
    if (!fresh.ok) throw new Error(fresh.code);
    expect(await laptop.send('lock')).toMatchObject({ ok: true });
    expect(laptop.all('superseded')).toEqual([]);
    expect(await classroom.service.takeHost(opened.room, newToken(), opened.recoveryCode)).toMatchObject(
      refused,
    );
  });

  test('H3 ten wrong codes an hour, then even the right one waits', async () => {
    const clock = createVirtualClock();
    const classroom = await open({ clock });
    const { room, recoveryCode } = await classroom.openRoom();
    const { service } = classroom;
    for (let k = 0; k < 10; k += 1) {
      expect(await service.takeHost(room, newToken(), wrong(k))).toMatchObject(refused);
    }
    const late = await service.takeHost(room, newToken(), recoveryCode);
    expect(late).toMatchObject({ ok: false, code: 'rate/slow-down', retryAfterMs: 360_000 });
    clock.advance(360_000);
    expect(await service.takeHost(room, newToken(), recoveryCode)).toMatchObject({ ok: true });
  });

  test('H3 another room is not made to wait, and what is no code is no try', async () => {
    const classroom = await open({ clock: createVirtualClock() });
    const [tried, other] = [await classroom.openRoom(), await classroom.openRoom()];
    const { service } = classroom;
    for (let k = 0; k < 10; k += 1) await service.takeHost(tried.room, newToken(), wrong(k));
    for (const typed of [
      '',
      'short',
      'U'.repeat(12),
      '암호암호암호암호암호암호',
      other.recoveryCode.repeat(2),
    ]) {
      for (let k = 0; k < 5; k += 1) {
        expect(await service.takeHost(other.room, newToken(), typed)).toMatchObject(refused);
      }
    }
    expect(await service.takeHost(other.room, newToken(), other.recoveryCode)).toMatchObject({ ok: true });
  });

  test('H3 tries at one time are one per room and few in all, and nobody waits for them', async () => {
    const classroom = await open();
    const rooms = [];
    for (let k = 0; k < 6; k += 1) rooms.push((await classroom.openRoom()).room);
    const { service } = classroom;
    const tries = rooms.flatMap((room) => [0, 1, 2].map((k) => service.takeHost(room, newToken(), wrong(k))));
    const turn = new Promise((resolve) => setImmediate(() => resolve('the loop goes on')));
    expect(await Promise.race([Promise.all(tries), turn])).toBe('the loop goes on');
    const answers = (await Promise.all(tries)).map((answer) => (answer.ok ? 'ok' : answer.code));
    expect(answers.filter((code) => code === 'host/required')).toHaveLength(2);
    expect(answers.filter((code) => code === 'rate/slow-down')).toHaveLength(16);
  });

  test('H4 the new keys outlive a restart, the old ones do not come back', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'host-keys-'));
    closes.push(() => rmSync(dir, { recursive: true, force: true }));
    const before = await openClassroom({ store: createSqliteStore(dir) });
    const opened = await before.openRoom();
    const phone = await before.takeHost(opened);
    await before.close();

    const after = await open({ store: createSqliteStore(dir) });
    const room = after.service.byCode(opened.code);
    if (room === undefined) throw new Error('the room is gone');
    expect(after.service.isHost(room, opened.hostToken)).toBe(false);
    expect(await after.service.takeHost(room, newToken(), opened.recoveryCode)).toMatchObject(refused);
    const host = await after.host(phone);
    expect(await host.send('lock')).toMatchObject({ ok: true });
    await after.takeHost({ ...phone, room });
    await host.until('superseded');
  });

  test('H4 keys that could not be stored change nothing', async () => {
    const store = createMemoryStore();
    const classroom = await open({ store });
    const opened = await classroom.openRoom();
    const works = store.setHostKeys;
    store.setHostKeys = () => Promise.reject(new Error('the disk is full'));
    const { service } = classroom;
    const token = newToken();
    expect(await service.takeHost(opened.room, token, opened.recoveryCode)).toMatchObject({
      code: 'store/unavailable',
    });
    expect(service.isHost(opened.room, opened.hostToken)).toBe(true);
    expect(service.isHost(opened.room, token)).toBe(false);
    store.setHostKeys = works;
    expect(await service.takeHost(opened.room, token, opened.recoveryCode)).toMatchObject({ ok: true });
  });

  test('H4 a lesson played again keeps its newest host', async () => {
    const classroom = await open();
    const opened = await classroom.openRoom();
    const phone = await classroom.takeHost(opened);
    const host = await classroom.host(phone);
    await host.send('start');
    await host.send('reveal');
    await host.send('again');
    const room = classroom.service.byCode(opened.code);
    if (room === undefined) throw new Error('the room is gone');
    expect(classroom.service.isHost(room, phone.hostToken)).toBe(true);
    expect(classroom.service.isHost(room, opened.hostToken)).toBe(false);
    await classroom.takeHost({ ...phone, room });
  });
});
