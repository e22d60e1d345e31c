import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LiveRoom } from '../../../server/room-service.ts';
import type { OpenedRoom } from '../../../shared/protocol.ts';
import type { Replay } from '../../../shared/views/wire.ts';
import { play, reveal, shortGame, startServer, type TestServer } from './support.ts';

const parts = ['', '/log', '/export.csv', '/export.json'];

describe('replays', () => {
  let server: TestServer;
  let opened: OpenedRoom;
  let room: LiveRoom;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    opened = await server.openRoom({ ...shortGame, title: '=과자' });
    room = await play(server, opened);
  });

  const path = (part = '') => `/api/replays/${opened.replayId}${part}`;
  const asHost = () => ({ headers: { Authorization: `Bearer ${opened.hostToken}` } });

  async function answerTo(url: string, init?: RequestInit) {
    const response = await server.fetch(url, init);
    const headers = [...response.headers].filter(([name]) => name !== 'date');
    return { status: response.status, headers, body: await response.text() };
  }

  test.each(parts)('before the reveal %j answers exactly as an unknown id', async (part) => {
    const unknown = await answerTo(`/api/replays/${'x'.repeat(opened.replayId.length)}${part}`);
    expect(unknown.status).toBe(404);
    expect(unknown.body).toContain('room/unknown');
    expect(await answerTo(path(part))).toEqual(unknown);
    expect(await answerTo(path(part), asHost())).toEqual(unknown);
    expect(await answerTo(path(part), { headers: { 'If-None-Match': '*' } })).toEqual(unknown);
    for (const id of [
      'a',
      '..%2f..%2fetc',
      '__proto__',
      'constructor',
      '%00%00%00%00%00%00%00%00',
      'x'.repeat(5000),
    ]) {
      expect(await answerTo(`/api/replays/${id}${part}`)).toEqual(unknown);
    }
  });

  test('after it the whole game is there, for anybody, and encoded once', async () => {
    await reveal(server, room);
    const response = await server.fetch(path());
    expect(response.status).toBe(200);
    expect(response.headers.get('content-encoding')).toBe('gzip');
    const replay = (await response.json()) as Replay;
    expect(replay).toMatchObject({ version: 1, replayId: opened.replayId, jar: [70, 30] });
    expect(replay.rounds).toHaveLength(2);
    expect(replay.players.map(({ name }) => name).sort()).toEqual(['=1+1,"x"', '미나']);
    expect(replay.fairness?.commitment).toBe(opened.commitment);

    const etag = response.headers.get('etag') ?? '';
    const again = await server.fetch(path(), {
      headers: { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' },
    });
    expect(again.status).toBe(304);
    const plain = await server.fetch(path(), { headers: { 'Accept-Encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.json()).toEqual(replay);
  });

  test('the public log carries no token and no connection', async () => {
    await reveal(server, room);
    const response = await server.fetch(path('/log'));
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toContain('JarRevealed');
    expect(text).not.toMatch(/tokenHash|connection"|opId/);
  });

  test('forgotten names are gone from a replay that had been shown with them', async () => {
    await reveal(server, room);
    expect(await (await server.fetch(path())).text()).toContain('미나');
    await server.fetch(`/api/rooms/${opened.replayId}/names`, { method: 'DELETE', ...asHost() });
    for (const part of parts) {
      expect(await (await server.fetch(path(part), asHost())).text()).not.toContain('미나');
    }
  });

  test('the CSV opens in a spreadsheet: mark, line ends, one row per seat and round, inert cells', async () => {
    await reveal(server, room);
    const response = await server.fetch(path('/export.csv'));
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(
      new RegExp(`^attachment; filename="bakery-${opened.code}-\\d{4}-\\d\\d-\\d\\d\\.csv"$`),
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.toString('utf8').slice(1).split('\r\n');
    expect(lines[0]).toBe(
      'player_id,name,round,drawn_초코,drawn_바닐라,estimate_초코,estimate_바닐라,kl,points,total,rank,kl_jar',
    );
    expect(lines).toHaveLength(1 + 2 * 3 + 1);
    expect(lines.at(-1)).toBe('');
    expect(bytes.toString('utf8').replaceAll('\r\n', '')).not.toContain('\n');
    const inert = lines.filter((line) => line.includes(`,"'=1+1,""x""",`));
    expect(inert).toHaveLength(3);
    const mina = lines.filter((line) => line.includes(',미나,'));
    expect(mina[1]).toMatch(/^[A-Za-z0-9][\w-]+,미나,1,\d+,\d+,0\.25,0\.75,[\d.e-]+,\d+,\d+,[12],[\d.e-]+$/);
    expect(mina[0]).toMatch(/^[A-Za-z0-9][\w-]+,미나,0,,,0\.5,0\.5,,,,,[\d.e-]+$/);
  });

  test('the JSON export says its version', async () => {
    await reveal(server, room);
    const response = await server.fetch(path('/export.json'));
    expect(response.headers.get('content-disposition')).toContain('.json"');
    expect(await response.json()).toMatchObject({ exportVersion: 1, replay: { replayId: opened.replayId } });
  });

  test('a wrong token is told so, once there is something to export', async () => {
    await reveal(server, room);
    const response = await server.fetch(path('/export.csv'), {
      headers: { Authorization: 'Bearer nothing' },
    });
    expect(response.status).toBe(403);
  });
});

describe('names in exports', () => {
  test('are pseudonyms unless the host allowed them; the host sees them always', async () => {
    const server = await startServer();
    const opened = await server.openRoom({ ...shortGame, replayNames: 'pseudonyms' });
    await reveal(server, await play(server, opened));
    const headers = { Authorization: `Bearer ${opened.hostToken}` };
    for (const part of ['/export.csv', '/export.json']) {
      const path = `/api/replays/${opened.replayId}${part}`;
      expect(await (await server.fetch(path)).text()).not.toContain('미나');
      expect(await (await server.fetch(path, { headers })).text()).toContain('미나');
    }
    expect(await (await server.fetch(`/api/replays/${opened.replayId}`, { headers })).text()).not.toContain(
      '미나',
    );
    await server.stop();
  });
});
