import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventStore } from '../../../server/store/event-store.ts';
import { StoreUnavailable } from '../../../server/store/event-store.ts';
import { createMemoryStore } from '../../../server/store/memory.ts';
import { startServer, type TestServer } from './support.ts';

describe('pages, files and headers', () => {
  let server: TestServer;
  let failing: EventStore & { broken: Error | undefined };
  beforeAll(async () => {
    const memory = createMemoryStore();
    failing = {
      ...memory,
      broken: undefined,
      room: async (id) => {
        if (failing.broken) throw failing.broken;
        return memory.room(id);
      },
      ready: async () => failing.broken === undefined,
    };
    server = await startServer({ store: failing });
  });
  afterAll(() => server.stop());

  test.each([
    ...['/', '/host', '/host/482917', '/display/482917', '/replay/abc', '/rooms', '/gallery'].map((path) => [
      path,
      'index',
    ]),
    ...['/play', '/play/482917?k=x'].map((path) => [path, 'play']),
  ])('%s shows the page %s, fresh every time', async (path, page) => {
    const response = await server.fetch(path as string);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(`<title>${page}</title>`);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  test.each(['ko', 'en'])(
    'the phone’s page announces the words of the visitor’s language: %s',
    async (language) => {
      const headers = { 'Accept-Language': `${language};q=0.9, fr;q=0.1` };
      const play = await server.fetch('/play/482917', { headers });
      expect(play.headers.get('link')).toBe(`</assets/${language}-abc.js>; rel=modulepreload`);
      expect(play.headers.get('vary')).toBe('Accept-Language, Accept-Encoding');
      expect((await server.fetch('/host', { headers })).headers.get('link')).toBeNull();
    },
  );

  test('built files are kept for ever and come compressed', async () => {
    for (const [accepted, sent] of [
      ['br, gzip', 'br'],
      ['gzip', 'gzip'],
      ['identity', null],
    ] as const) {
      const response = await server.fetch('/assets/main-abc.js', {
        headers: { 'Accept-Encoding': accepted },
      });
      expect(response.headers.get('content-encoding')).toBe(sent);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('vary')).toBe('Accept-Encoding');
      expect(await response.text()).toContain('console.log("bakery");');
      const etag = response.headers.get('etag') ?? '';
      const headers = { 'Accept-Encoding': accepted, 'If-None-Match': etag, 'Cache-Control': 'max-age=0' };
      expect((await server.fetch('/assets/main-abc.js', { headers })).status).toBe(304);
    }
  });

  test.each([
    ...['/nothing', '/assets/none.js', '/.vite/manifest.json', '/main.js.map', '/assets/main-abc.js.br'],
    ...[
      '/.git/HEAD',
      '/.env',
      '/rooms.db',
      '/server/main.ts',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/..%2f..%2fpackage.json',
    ],
    ...['/%E0%A4%A', '/%00', '/__proto__', '/constructor', '/index.html/x', '//evil.test/'],
  ])('%s is nothing, and says so without repeating it', async (path) => {
    const response = await server.fetch(path, { headers: { 'Accept-Language': 'ko' } });
    const text = await response.text();
    expect([400, 404]).toContain(response.status);
    expect(text).not.toMatch(/ at |node_modules|Error:|evil|passwd/);
  });

  test.each([
    '/api',
    '/api/nothing',
    '/api/rooms',
    '/api/replays',
    '/api/rooms/%E0%A4%A',
    '/api/replays/%E0%A4%A',
  ])('%s answers in JSON', async (path) => {
    const response = await server.fetch(path);
    expect([400, 404]).toContain(response.status);
    expect(await response.json()).toMatchObject({ error: { code: 'payload/malformed' } });
  });

  test('other methods are refused', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const response = await server.fetch('/', { method });
      expect([404, 405, 200]).toContain(response.status);
      expect(await response.text()).not.toContain('<title>');
    }
  });

  test('health and readiness', async () => {
    const answer = async (path: string) => {
      const response = await server.fetch(path);
      return `${response.status} ${await response.text()}`;
    };
    expect(await answer('/healthz')).toBe('200 ok\n');
    // A page tells this server from a portal by a word it made up; anything else is not repeated.
    expect(await answer('/healthz?word=w-42')).toBe('200 ok w-42\n');
    expect(await answer('/healthz?word=%3Cb%3E')).toBe('200 ok\n');
    expect(await answer(`/healthz?word=${'a'.repeat(41)}`)).toBe('200 ok\n');
    expect(await answer('/healthz?word=a&word=b')).toBe('200 ok\n');
    expect(await answer('/readyz')).toBe('200 ready\n');
    failing.broken = new StoreUnavailable('disk full');
    expect(await answer('/healthz')).toBe('200 ok\n');
    expect(await answer('/readyz')).toBe('503 not ready\n');
    failing.broken = undefined;
  });

  test.each([
    [new StoreUnavailable('/secret/path is full'), 503, 'store/unavailable'],
    [new TypeError('x is not a function at /secret/path'), 500, 'internal'],
  ])('%s becomes a code and a sentence, and a line in the log', async (error, status, code) => {
    failing.broken = error;
    const response = await server.fetch('/api/replays/unknownunknown');
    failing.broken = undefined;
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(JSON.parse(text)).toMatchObject({ error: { code } });
    expect(text).not.toContain('secret');
    expect(server.logged()).toContain(error.message);
  });

  test('every answer carries the same strict headers', async () => {
    const { host } = new URL(server.address);
    const expected = {
      'content-security-policy': [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        `connect-src 'self' ws://${host} wss://${host}`,
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
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    };
    const paths = ['/', '/play', '/nothing', '/favicon.svg', '/assets/main-abc.js', '/healthz', '/readyz'];
    const polls = [
      '/socket.io/?EIO=4&transport=polling',
      '/socket.io/?EIO=3&transport=polling',
      '/socket.io/',
    ];
    const calls = ['/api/nothing', '/api/rooms/000000', '/api/replays/unknownunknown', '/api/rooms/%E0%A4%A'];
    for (const path of [...paths, ...polls, ...calls]) {
      const { headers } = await server.fetch(path);
      expect(Object.fromEntries(headers), path).toMatchObject(expected);
      expect(headers.get('permissions-policy')).toMatch(/camera=\(\).*screen-wake-lock=\(self\)/);
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
      expect(headers.get('set-cookie')).toBeNull();
      expect(headers.get('strict-transport-security')).toBeNull();
    }
    const posted = await server.post('/api/rooms', '{');
    expect(Object.fromEntries(posted.headers)).toMatchObject(expected);
  });

  test('an odd Host header gets no place in the policy', async () => {
    const answer = await raw(
      server,
      'GET / HTTP/1.1\r\nHost: evil;script-src *\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toContain("connect-src 'self'; manifest-src");
    expect(answer).not.toContain('evil');
  });

  test('slow and silent connections are not kept', () => {
    expect(server.http.headersTimeout).toBe(10_000);
    expect(server.http.requestTimeout).toBe(15_000);
    expect(server.http.timeout).toBe(30_000);
  });

  test('a broken request ends its connection, not the server', async () => {
    expect(await raw(server, 'GET / HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw(server, `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    );
    expect((await server.fetch('/healthz')).status).toBe(200);
  });
});

test('HTTPS is remembered only where the public address has it', async () => {
  const server = await startServer({ config: { publicUrl: 'https://bakery.test' } });
  for (const path of ['/', '/nothing', '/api/rooms/000000', '/socket.io/?EIO=4&transport=polling']) {
    const { headers } = await server.fetch(path);
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    // The address it is known by, whatever a request says.
    expect(headers.get('content-security-policy')).toContain(
      "connect-src 'self' ws://bakery.test wss://bakery.test;",
    );
  }
  await server.stop();
});

function raw({ address }: TestServer, request: string): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(request));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
