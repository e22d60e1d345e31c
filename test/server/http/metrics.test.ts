import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlayerReceives } from '../../../shared/protocol.ts';
import { protocolVersion } from '../../../shared/protocol-version.ts';
import { openRoom } from '../../proofs/load/rooms.ts';
import { Client, connectSocket, eventually } from '../../support/classroom.ts';
import { openWire } from '../../support/raw-wire.ts';
import { freePort, ServerProcess } from '../../support/server-process.ts';

const token = 'a-token-of-the-operator';
let dir: string;

async function serverWith(env: Record<string, string>): Promise<ServerProcess> {
  const server = new ServerProcess(await freePort(), mkdtempSync(join(dir, 'data-')), { env });
  await server.start();
  return server;
}

/** Every header as it is said, also those `fetch` would not send. */
function ask(
  server: ServerProcess,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(`${server.url}/metrics`, { agent: false, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'bakery-metrics-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('/metrics without a token', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await serverWith({});
  });
  afterAll(() => server.end());

  test('tells a program on this machine how many rooms, seats, sockets and answers there are', async () => {
    const opened = await openRoom(server, {});
    const phone = new Client<PlayerReceives>(
      connectSocket(server.url, '/player', { room: opened.code, protocol: protocolVersion, name: 'Mina' }),
    );
    await phone.until('welcome');
    await phone.send('guess', { round: 0, estimate: { p: [0.6, 0.4] } });
    await phone.send('guess', { round: 3, estimate: { p: [0.6, 0.4] } });
    // Once a second the server's own sign of life is on its way to the disk.
    const { status, text } = await eventually(async () => {
      const told = await ask(server);
      return told.text.includes('\nbakery_store_waiting 0\n') && told;
    }, 'a store with nothing to do');
    phone.close();
    expect(status).toBe(200);
    const lines = text.trimEnd().split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'bakery_rooms{phase="lobby"} 1',
        'bakery_seats{present="yes"} 1',
        'bakery_sockets 1',
        'bakery_answers_total{event="guess",outcome="ok"} 1',
        'bakery_answers_total{event="guess",outcome="round/not-open"} 1',
        'bakery_answer_seconds_count 2',
        'bakery_admissions_total{audience="player",outcome="ok"} 1',
        'bakery_store_calls_total{call="createRoom",outcome="ok"} 1',
        'bakery_store_waiting 0',
        'bakery_overloaded{reason="memory"} 0',
      ]),
    );
    // Every line is a comment or a series with a number, and nothing of a person or a room is among them.
    for (const line of lines) {
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? -?[\d.e+-]+)$/);
    }
    for (const secret of ['Mina', opened.code, opened.replayId]) expect(text).not.toContain(secret);
  });

  test.each([
    ['was forwarded', { 'X-Forwarded-For': '203.0.113.7' }],
    ['was forwarded by the newer word', { Forwarded: 'for=203.0.113.7' }],
    ['names another host', { Host: 'bakery.example.org' }],
  ])('answers like an unknown address what %s', async (_, headers) => {
    expect((await ask(server, headers)).status).toBe(404);
  });
});

describe('/metrics with a token', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await serverWith({ METRICS_TOKEN: token, TRUST_PROXY: '1', MAX_SOCKETS: '10' });
  });
  afterAll(() => server.end());

  test.each([
    ['the token, from anywhere', { Authorization: `Bearer ${token}`, 'X-Forwarded-For': '203.0.113.7' }, 200],
    ['another token', { Authorization: 'Bearer another-token-of-this-length' }, 404],
    ['no token', {}, 404],
  ] as const)('asked with %s', async (_, headers, status) => {
    expect((await ask(server, headers)).status).toBe(status);
  });

  test('a server with nearly all its connections opens no room, gives no seat away, and takes back who has one', async () => {
    const opened = await openRoom(server, {});
    const auth = { room: opened.code, protocol: protocolVersion };
    const phones: Client<PlayerReceives>[] = [];
    for (let k = 0; k < 9; k += 1) {
      const ticket = `${k}`.repeat(43);
      const phone = new Client<PlayerReceives>(connectSocket(server.url, '/player', { ...auth, ticket }));
      await phone.until('welcome');
      phones.push(phone);
    }
    await expect(openRoom(server, {})).rejects.toThrow('no room: 503');
    const tenth = connectSocket(server.url, '/player', auth, { reconnection: false });
    const refused = await new Promise((resolve) => tenth.once('connect_error', resolve));
    expect(refused).toMatchObject({ data: { code: 'server/full' } });
    tenth.disconnect();
    // At ten none more is let in at all, be they without a seat.
    const silent = await eventually(
      () => openWire('websocket', server.port).catch(() => undefined),
      'the tenth place to be free again',
    );
    const eleventh = connectSocket(server.url, '/player', auth, { reconnection: false });
    const cut = await new Promise((resolve) => eleventh.once('connect_error', resolve));
    expect(cut).not.toHaveProperty('data.code');
    silent.close();
    phones[0]?.close();
    const back = new Client<PlayerReceives>(
      connectSocket(server.url, '/player', { ...auth, ticket: '0'.repeat(43) }),
    );
    await back.until('welcome');
    for (const phone of [...phones, back]) phone.close();
  });
});
