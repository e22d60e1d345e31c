import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedRoom, RoomSummary } from '../../../shared/protocol.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { play, shortGame, startServer, type TestServer } from './support.ts';

async function errorOf(response: Response): Promise<{ status: number; code: string; message: string }> {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return { status: response.status, ...error };
}

describe('opening a room', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  test('no body at all opens the classic game', async () => {
    const response = await server.fetch('/api/rooms', { method: 'POST' });
    expect(response.status).toBe(201);
    const opened = (await response.json()) as OpenedRoom;
    expect(opened.code).toMatch(/^\d{6,}$/);
    expect(opened.replayId.length).toBeGreaterThanOrEqual(22);
    expect(opened.hostToken.length).toBeGreaterThanOrEqual(43);
    expect(opened.commitment).toMatch(/^[0-9a-f]{64}$/);
    expect(opened.settings).toMatchObject({ rounds: 15, drawSize: 100, population: 10_000 });
    // Codes, seals and tokens are chance, which may spell any number.
    expect(JSON.stringify([opened.settings, opened.title])).not.toContain('7000');
    expect(opened.joinUrl).toMatch(new RegExp(`^http://bakery\\.test:3000/play/${opened.code}\\?k=[\\w-]+$`));
    expect(Object.keys(opened).sort()).toEqual(
      [
        ...['code', 'commitment', 'hostToken', 'joinUrl'],
        ...['recoveryCode', 'replayId', 'settings', 'title'],
      ].sort(),
    );
  });

  test('an empty object does too, and settings are taken', async () => {
    expect((await server.openRoom()).settings.rounds).toBe(15);
    const opened = await server.openRoom({ ...shortGame, title: '3학년 2반' });
    expect(opened.settings).toMatchObject({ rounds: 2, flavours: ['초코', '바닐라'] });
    expect(opened.title).toBe('3학년 2반');
  });

  test.each([
    ['text that is no JSON', '{"settings":', 400],
    ['a JSON value that is no object', '"x"', 400],
    ['an array', '[]', 400],
    ['null', 'null', 400],
    ['an unknown key', '{"role":"admin"}', 400],
    ['an unknown setting', '{"settings":{"jar":[1,2]}}', 400],
    ['a wrong type', '{"settings":{"rounds":"15"}}', 400],
    ['a prototype key', '{"__proto__":{"settings":{}}}', 400],
    ['infinity', '{"settings":{"rounds":1e999}}', 400],
    ['a very deep array', `{"settings":{"drawSize":${'['.repeat(3000)}${']'.repeat(3000)}}}`, 400],
    ['more than 8 kB', JSON.stringify({ hostPassword: 'x'.repeat(9000) }), 413],
  ])('%s is refused as malformed', async (_, body, status) => {
    expect(await errorOf(await server.post('/api/rooms', body))).toMatchObject({
      status,
      code: 'payload/malformed',
    });
  });

  test('another content type is refused, however good the content', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-7',
    ]) {
      const response = await server.post('/api/rooms', '{}', { 'Content-Type': type });
      expect(await errorOf(response)).toMatchObject({ status: 415, code: 'payload/malformed' });
    }
  });

  test('settings that make no game are refused with their own code', async () => {
    const settings = {
      flavours: [
        { name: 'a', count: 5 },
        { name: 'b', count: 5 },
      ],
      rounds: 15,
      drawSize: 100,
    };
    const response = await server.post('/api/rooms', { settings: { ...settings, replacement: 'never' } });
    expect(await errorOf(response)).toMatchObject({ status: 400, code: 'settings/invalid' });
  });

  test('words come in the language that is asked for', async () => {
    const english = await errorOf(
      await server.post('/api/rooms', '{', { 'Accept-Language': 'en-US,ko;q=0.5' }),
    );
    const korean = await errorOf(
      await server.post('/api/rooms', '{', { 'Accept-Language': 'ko-KR,ko;q=0.9,en' }),
    );
    expect(english.message).toMatch(/^The server does not understand/);
    expect(korean.message).toMatch(/^서버가 이 요청을/);
  });

  test("another site's page opens nothing; the own page and configured ones do", async () => {
    const attempt = (origin: string) => server.post('/api/rooms', {}, { Origin: origin });
    for (const origin of ['https://evil.test', 'null', `${server.address}.evil.test`]) {
      expect((await attempt(origin)).status).toBe(403);
    }
    expect((await attempt(server.address)).status).toBe(201);
  });
});

describe('limits of opening', () => {
  test('no more rooms than configured', async () => {
    const server = await startServer({ config: { maxRooms: 2 } });
    await server.openRoom();
    await server.openRoom();
    const refused = await server.post('/api/rooms', {});
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await errorOf(refused)).toMatchObject({ status: 503, code: 'server/full' });
    await server.stop();
  });

  test('a host password is asked for, compared, and not to be tried out', async () => {
    const server = await startServer({ config: { hostPassword: '비밀' }, clock: createVirtualClock() });
    expect(await errorOf(await server.post('/api/rooms', {}))).toMatchObject({
      status: 403,
      code: 'host/required',
    });
    expect((await server.post('/api/rooms', { hostPassword: '비밀'.normalize('NFD') })).status).toBe(201);
    const statuses = [];
    for (let k = 0; k < 22; k++) {
      statuses.push((await server.post('/api/rooms', { hostPassword: `wrong ${k}` })).status);
    }
    expect(statuses).toEqual([...new Array(20).fill(403), 429, 429]);
    expect(server.logged()).not.toContain('비밀');
    await server.stop();
  });
});

describe('asking for a room', () => {
  let server: TestServer;
  beforeAll(async () => {
    // A second that passed would give another try.
    server = await startServer({ clock: createVirtualClock() });
  });
  afterAll(() => server.stop());

  test('tells what a phone or a projector needs, and nothing else', async () => {
    const opened = await server.openRoom({ ...shortGame, title: '과자', language: 'en' });
    const response = await server.fetch(`/api/rooms/${opened.code}`);
    expect((await response.json()) as RoomSummary).toEqual({
      code: opened.code,
      title: '과자',
      phase: 'lobby',
      locked: false,
      language: 'en',
      joinUrl: opened.joinUrl,
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('wrong codes are rationed; the right key still opens', async () => {
    const opened = await server.openRoom();
    const wrong = opened.code === '111111' ? '222222' : '111111';
    const statuses = [];
    for (let k = 0; k < 70; k++) statuses.push((await server.fetch(`/api/rooms/${wrong}`)).status);
    expect(statuses).toEqual([...new Array(60).fill(404), ...new Array(10).fill(429)]);
    const limited = await server.fetch(`/api/rooms/${opened.code}`);
    expect(limited.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await errorOf(limited)).toMatchObject({ status: 429, code: 'rate/slow-down' });
    const key = new URL(opened.joinUrl).searchParams.get('k') ?? '';
    expect((await server.fetch(`/api/rooms/${opened.code}?k=${key}`)).status).toBe(200);
    expect((await server.fetch(`/api/rooms/${opened.code}?k=${key}&k=x`)).status).toBe(429);
  });
});

describe('erasing', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  const erase = (path: string, token?: string) =>
    server.fetch(path, {
      method: 'DELETE',
      ...(token !== undefined && { headers: { Authorization: `Bearer ${token}` } }),
    });

  test('is for the host alone; a stranger cannot tell a room from no room', async () => {
    const mine = await server.openRoom();
    const other = await server.openRoom();
    for (const token of [undefined, '', 'x', other.hostToken]) {
      for (const path of [`/api/rooms/${mine.replayId}`, '/api/rooms/nothingnothingnothing12']) {
        expect(await errorOf(await erase(path, token))).toMatchObject({ status: 403, code: 'host/required' });
        expect((await erase(`${path}/names`, token)).status).toBe(403);
      }
    }
    expect(server.service.byCode(mine.code)).toBeDefined();
  });

  test('names are forgotten, then the room', async () => {
    const opened = await server.openRoom(shortGame);
    const room = await play(server, opened);
    expect(room.names.size).toBe(2);
    expect((await erase(`/api/rooms/${opened.replayId}/names`, opened.hostToken)).status).toBe(204);
    expect((await server.service.byReplayId(opened.replayId))?.names.size).toBe(0);
    expect((await erase(`/api/rooms/${opened.replayId}`, opened.hostToken)).status).toBe(204);
    expect((await server.fetch(`/api/rooms/${opened.code}`)).status).toBe(404);
    expect((await erase(`/api/rooms/${opened.replayId}`, opened.hostToken)).status).toBe(403);
    expect(await server.store.read(opened.replayId)).toEqual([]);
  });
});

describe('taking a room over', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  const hostToken = 'a-token-the-device-made-up'.padEnd(43, 'x');

  test('H1 the code on paper and a token of its own make a device the host', async () => {
    const opened = await server.openRoom(shortGame);
    const path = `/api/rooms/${opened.code}/host`;
    const response = await server.post(path, { hostToken, recoveryCode: opened.recoveryCode });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { hostToken: _, recoveryCode: old, ...rest } = opened;
    const taken = (await response.json()) as object;
    expect(taken).toEqual({ ...rest, recoveryCode: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{12}$/) });
    expect(taken).not.toMatchObject({ recoveryCode: old });
    const asks = (token: string) =>
      server.fetch(`/api/rooms/${opened.replayId}/names`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await asks(opened.hostToken)).status).toBe(403);
    expect((await asks(hostToken)).status).toBe(204);
  });

  test('H3 a wrong code, too many of them, and what has no shape', async () => {
    const { code, recoveryCode } = await server.openRoom(shortGame);
    const path = `/api/rooms/${code}/host`;
    for (const body of [
      {},
      { recoveryCode },
      { hostToken: 'short', recoveryCode },
      { hostToken, role: 'host' },
    ]) {
      expect(await errorOf(await server.post(path, body))).toMatchObject({
        status: 400,
        code: 'payload/malformed',
      });
    }
    expect(await errorOf(await server.post(path, { hostToken }))).toMatchObject({
      status: 403,
      code: 'host/required',
    });
    for (let k = 0; k < 10; k += 1) {
      const response = await server.post(path, { hostToken, recoveryCode: `ZZZZZZZZZZZ${k}` });
      expect(await errorOf(response)).toMatchObject({ status: 403, code: 'host/required' });
    }
    const late = await server.post(path, { hostToken, recoveryCode });
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(300);
    expect(await errorOf(late)).toMatchObject({ status: 429, code: 'rate/slow-down' });
    const unknown = await server.post('/api/rooms/000000/host', { hostToken, recoveryCode });
    expect(await errorOf(unknown)).toMatchObject({ status: 404, code: 'room/unknown' });
  });

  test('another site cannot take a room over for its visitor', async () => {
    const { code, recoveryCode } = await server.openRoom(shortGame);
    const headers = { origin: 'https://elsewhere.test' };
    const response = await server.post(`/api/rooms/${code}/host`, { hostToken, recoveryCode }, headers);
    expect(response.status).toBe(403);
  });
});
