import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedRoom } from '../../../shared/protocol.ts';
import { play, reveal, shortGame, startServer, type TestServer } from './support.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What `fetch` would not send, nor show: every method, every header. */
function ask(server: TestServer, method: string, path: string, headers: object = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(server.address + path, { method, agent: false, headers: { ...headers } }, (got) => {
      let body = '';
      got.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      got.on('end', () => {
        const said = Object.entries(got.headers).map(([name, value]) => [name, String(value)]);
        resolve({ status: got.statusCode ?? 0, headers: Object.fromEntries(said), body });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

let server: TestServer;
let running: OpenedRoom;
let open: OpenedRoom;

beforeAll(async () => {
  server = await startServer({ config: { publicUrl: 'https://bakery.test' } });
  running = await server.openRoom(shortGame);
  await play(server, running);
  open = await server.openRoom(shortGame);
  await reveal(server, await play(server, open));
});
afterAll(() => server.stop());

const routes = (): Readonly<Record<string, string>> => ({
  'the front page': '/',
  'the page of a phone': '/play/482917',
  'a built file': '/assets/main-abc.js',
  'nothing at all': '/nothing',
  'a broken path': '/%E0%A4%A',
  health: '/healthz',
  readiness: '/readyz',
  rooms: '/api/rooms',
  'a room': `/api/rooms/${running.code}`,
  'no room': '/api/rooms/000000',
  'the host’s keys': `/api/rooms/${running.code}/host`,
  'the names of a room': `/api/rooms/${running.replayId}/names`,
  'a closed replay': `/api/replays/${running.replayId}`,
  'an open replay': `/api/replays/${open.replayId}`,
  'an open log': `/api/replays/${open.replayId}/log`,
  'a table': `/api/replays/${open.replayId}/export.csv`,
  'an export': `/api/replays/${open.replayId}/export.json`,
  'no call': '/api/nothing',
  'the engine without a protocol': '/socket.io/',
  'the engine': '/socket.io/?EIO=4&transport=polling',
});

/** The same on every answer, whatever was asked and however it went. */
const always = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self' ws://bakery.test wss://bakery.test",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types check-worker offline-worker',
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': expect.stringMatching(
    /^(\w[\w-]*=\(\), )+fullscreen=\(self\), screen-wake-lock=\(self\)$/,
  ),
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

describe('every answer', () => {
  test('has its status and its way of being kept', async () => {
    const lines: string[] = [];
    for (const [what, path] of Object.entries(routes())) {
      const answers = await Promise.all(methods.map((method) => ask(server, method, path)));
      const told = answers.map(({ status, headers }, k) => {
        const kept = headers['cache-control'] ?? '-';
        return `${methods[k]} ${status} ${kept}`;
      });
      lines.push(`${what}: ${told.join(', ')}`);
    }
    expect(lines).toMatchInlineSnapshot(`
      [
        "the front page: GET 200 no-cache, HEAD 200 no-cache, POST 404 no-store, PUT 404 no-store, PATCH 404 no-store, DELETE 404 no-store, OPTIONS 200 -, TRACE 404 no-store",
        "the page of a phone: GET 200 no-cache, HEAD 200 no-cache, POST 404 no-store, PUT 404 no-store, PATCH 404 no-store, DELETE 404 no-store, OPTIONS 200 -, TRACE 404 no-store",
        "a built file: GET 200 public, max-age=31536000, immutable, HEAD 200 public, max-age=31536000, immutable, POST 404 no-store, PUT 404 no-store, PATCH 404 no-store, DELETE 404 no-store, OPTIONS 200 -, TRACE 404 no-store",
        "nothing at all: GET 404 no-store, HEAD 404 no-store, POST 404 no-store, PUT 404 no-store, PATCH 404 no-store, DELETE 404 no-store, OPTIONS 200 -, TRACE 404 no-store",
        "a broken path: GET 400 no-store, HEAD 400 no-store, POST 400 no-store, PUT 400 no-store, PATCH 400 no-store, DELETE 400 no-store, OPTIONS 400 no-store, TRACE 400 no-store",
        "health: GET 200 no-store, HEAD 200 no-store, POST 404 no-store, PUT 404 no-store, PATCH 404 no-store, DELETE 404 no-store, OPTIONS 200 -, TRACE 404 no-store",
        "readiness: GET 200 no-store, HEAD 200 no-store, POST 404 no-store, PUT 404 no-store, PATCH 404 no-store, DELETE 404 no-store, OPTIONS 200 -, TRACE 404 no-store",
        "rooms: GET 404 no-store, HEAD 404 no-store, POST 201 no-store, PUT 404 no-store, PATCH 404 no-store, DELETE 404 no-store, OPTIONS 200 -, TRACE 404 no-store",
        "a room: GET 200 no-store, HEAD 200 no-store, POST 404 no-store, PUT 404 no-store, PATCH 404 no-store, DELETE 403 no-store, OPTIONS 200 -, TRACE 404 no-store",
        "no room: GET 404 no-store, HEAD 404 no-store, POST 404 no-store, PUT 404 no-store, PATCH 404 no-store, DELETE 403 no-store, OPTIONS 200 -, TRACE 404 no-store",
        "the host’s keys: GET 404 no-store, HEAD 404 no-store, POST 400 no-store, PUT 404 no-store, PATCH 404 no-store, DELETE 404 no-store, OPTIONS 200 -, TRACE 404 no-store",
        "the names of a room: GET 404 no-store, HEAD 404 no-store, POST 404 no-store, PUT 404 no-store, PATCH 404 no-store, DELETE 403 no-store, OPTIONS 200 -, TRACE 404 no-store",
        "a closed replay: GET 404 no-store, HEAD 404 no-store, POST 404 no-store, PUT 404 no-store, PATCH 404 no-store, DELETE 404 no-store, OPTIONS 200 -, TRACE 404 no-store",
        "an open replay: GET 200 no-cache, HEAD 200 no-cache, POST 404 no-store, PUT 404 no-store, PATCH 404 no-store, DELETE 404 no-store, OPTIONS 200 -, TRACE 404 no-store",
        "an open log: GET 200 no-cache, HEAD 200 no-cache, POST 404 no-store, PUT 404 no-store, PATCH 404 no-store, DELETE 404 no-store, OPTIONS 200 -, TRACE 404 no-store",
        "a table: GET 200 no-store, HEAD 200 no-store, POST 404 no-store, PUT 404 no-store, PATCH 404 no-store, DELETE 404 no-store, OPTIONS 200 -, TRACE 404 no-store",
        "an export: GET 200 no-store, HEAD 200 no-store, POST 404 no-store, PUT 404 no-store, PATCH 404 no-store, DELETE 404 no-store, OPTIONS 200 -, TRACE 404 no-store",
        "no call: GET 404 no-store, HEAD 404 no-store, POST 404 no-store, PUT 404 no-store, PATCH 404 no-store, DELETE 404 no-store, OPTIONS 404 no-store, TRACE 404 no-store",
        "the engine without a protocol: GET 400 -, HEAD 400 -, POST 400 -, PUT 400 -, PATCH 400 -, DELETE 400 -, OPTIONS 400 -, TRACE 400 -",
        "the engine: GET 200 no-store, HEAD 400 -, POST 400 -, PUT 400 -, PATCH 400 -, DELETE 400 -, OPTIONS 400 -, TRACE 400 -",
      ]
    `);
  });

  test('has the strict headers, and none that tell, keep or let in', async () => {
    for (const [what, path] of Object.entries(routes())) {
      for (const method of methods) {
        const { headers, body } = await ask(server, method, path, { origin: 'https://evil.test' });
        const where = `${method} ${what}`;
        expect(headers, where).toMatchObject(always);
        for (const name of Object.keys(headers)) {
          expect(name, where).not.toMatch(/^(x-powered-by|server|set-cookie|access-control-.*|via)$/);
        }
        expect(body, where).not.toMatch(/node_modules|\.ts:\d|Error:/);
      }
    }
  });
});

describe('a running room by its replay’s id, and no room at all', () => {
  const nobody = 'AAAAAAAAAAAAAAAAAAAAAAAA';
  const calls = ['', '/log', '/export.csv', '/export.json', '/nothing'];
  const tokens = [undefined, 'Bearer wrong', 'Basic x', ''];

  test('are answered with the same bytes', async () => {
    expect(running.replayId).toHaveLength(nobody.length);
    const secrets = { hostToken: running.hostToken, other: open.hostToken };
    for (const method of ['GET', 'HEAD', 'DELETE', 'POST'] as const) {
      for (const call of calls) {
        for (const authorization of [...tokens, `Bearer ${secrets.other}`]) {
          const headers = authorization === undefined ? {} : { authorization };
          const [here, nowhere] = await Promise.all(
            [running.replayId, nobody].map((id) =>
              ask(server, method, `/api/${method === 'DELETE' ? 'rooms' : 'replays'}/${id}${call}`, headers),
            ),
          );
          const where = `${method} ${call} ${authorization}`;
          expect(withoutDate(here), where).toEqual(withoutDate(nowhere));
        }
      }
    }
  });

  test('also to its own host: nobody has a replay before the jar is open', async () => {
    const headers = { authorization: `Bearer ${running.hostToken}` };
    for (const call of calls) {
      const here = await ask(server, 'GET', `/api/replays/${running.replayId}${call}`, headers);
      const nowhere = await ask(server, 'GET', `/api/replays/${nobody}${call}`, headers);
      expect(withoutDate(here)).toEqual(withoutDate(nowhere));
    }
  });

  test('are not the same once the jar is open', async () => {
    const [here, nowhere] = await Promise.all(
      [open.replayId, nobody].map((id) => ask(server, 'GET', `/api/replays/${id}`)),
    );
    expect(withoutDate(here)).not.toEqual(withoutDate(nowhere));
  });
});

function withoutDate(answer: Answer | undefined): object {
  if (answer === undefined) throw new Error('no answer');
  const { date: _date, ...headers } = answer.headers;
  return { ...answer, headers };
}
