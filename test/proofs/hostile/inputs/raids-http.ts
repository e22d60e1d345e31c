import { rawRequest, requestText } from '../../../support/raw-http.ts';
import type { Raid, RaidedPlace } from './raid.ts';

const json = 'Content-Type: application/json';

function asks(
  number: number,
  what: string,
  bytes: (place: RaidedPlace) => string,
  wanted: readonly number[],
): Raid {
  return {
    number,
    what,
    async run(place) {
      const { status, text } = await rawRequest(place.port, bytes(place));
      if (/node_modules|\.ts:\d|\bat .*\(/.test(text)) return 'it showed a stack';
      if (/root:|"dependencies"/.test(text)) return 'it showed a file';
      if (/x-powered-by/i.test(text)) return 'it named its framework';
      return wanted.includes(status) ? undefined : `answered ${status}`;
    },
  };
}

const path = (number: number, wanted: readonly number[], ...paths: readonly string[]): Raid[] =>
  paths.map((asked) => asks(number, `GET ${asked.slice(0, 60)}`, () => requestText('GET', asked), wanted));

/** A good deal more than the longest limit, and less than any that a server without limits has. */
const keptMs = 25_000;

/** Waits until a limit of the server's ends the connection. */
const outlasts = (what: string, bytes: string): Raid => ({
  number: 38,
  what,
  slow: true,
  async run({ port }) {
    const { status, afterMs } = await rawRequest(port, bytes, keptMs);
    return status === 0 ? `it was kept for ${Math.round(afterMs / 1000)} s` : undefined;
  },
});

const replayOf = ({ room }: RaidedPlace) => `/api/replays/${room?.replayId ?? 'unknown-unknown-unknown'}`;
const opened = ({ room }: RaidedPlace) => room?.phase === 'revealed' || room?.phase === 'ended';

/** The replay of a room whose jar is closed is no replay. */
const replay = (what: string, suffix: string): Raid => ({
  number: 42,
  what,
  async run(place) {
    const { status } = await rawRequest(place.port, requestText('GET', replayOf(place) + suffix));
    const wanted = opened(place) ? 200 : 404;
    return status === wanted ? undefined : `answered ${status} in ${place.room?.phase ?? 'no room'}`;
  },
});

export const httpRaids: readonly Raid[] = [
  outlasts('silence', ''),
  outlasts('half a head', 'GET / HTTP/1.1\r\nHost: a\r\nX: '),
  outlasts('half a body', `POST /api/rooms HTTP/1.1\r\nHost: a\r\n${json}\r\nContent-Length: 100\r\n\r\n{`),
  outlasts(
    'half an upgrade',
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n',
  ),
  asks(39, 'a head of 20 kB', () => requestText('GET', '/', [`X: ${'x'.repeat(20_000)}`]), [431]),
  asks(
    39,
    'two thousand headers',
    () => requestText('GET', '/healthz', new Array(2000).fill('X: y')),
    [200, 431],
  ),
  asks(
    39,
    'two lengths',
    () => requestText('POST', '/api/rooms', ['Transfer-Encoding: chunked', 'Content-Length: 4', json]),
    [400],
  ),
  asks(39, 'lines without CR', () => 'GET / HTTP/1.1\nHost: a\n\n', [400]),
  asks(39, 'no host', () => 'GET / HTTP/1.1\r\n\r\n', [400]),
  ...['TRACE', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'BREW'].flatMap((method) =>
    ['/', '/api/rooms', '/healthz', '/socket.io/?EIO=4&transport=polling'].map((asked) =>
      asks(45, `${method} ${asked}`, () => requestText(method, asked), [200, 400, 403, 404, 405]),
    ),
  ),
  asks(40, 'bad JSON', () => requestText('POST', '/api/rooms', [json], '{"a":'), [400]),
  ...path(40, [400, 404], '/%E0%A4%A', '/api/rooms/%E0%A4%A', '/api/replays/%E0%A4%A', '/%'),
  ...path(
    41,
    [400, 404],
    '/%2e%2e/%2e%2e/etc/passwd',
    '/api/replays/%2e%2e%2fx',
    '/%00',
    '/a%00.js',
    '/..%5c..%5cpackage.json',
    `/api/replays/${'x'.repeat(5000)}`,
    '/api/replays/__proto__',
    '/api/replays/constructor',
  ),
  // Below a page's path, so that the page is shown, or said not to be built.
  ...path(41, [200, 503], '/replay/../../etc/passwd', '/host/../../package.json'),
  ...path(42, [404, 429], '/api/rooms/__proto__', '/api/rooms/constructor', '/api/rooms/000000'),
  ...['', '/log', '/export.csv', '/export.json'].map((suffix) => replay(`the replay${suffix}`, suffix)),
  {
    number: 41,
    what: 'a replay’s id in another case',
    async run(place) {
      const asked = replayOf(place);
      const other =
        asked.slice(0, 13) +
        asked.slice(13).replace(/[a-z]/i, (c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase()));
      const { status } = await rawRequest(place.port, requestText('GET', other));
      return status === 404 ? undefined : `answered ${status}`;
    },
  },
  {
    number: 43,
    what: 'a forged host in the links',
    async run({ port }) {
      const forged = [
        'X-Forwarded-Host: evil.test',
        'X-Forwarded-For: 1.2.3.4',
        'X-Forwarded-Proto: https',
        json,
      ];
      const asked = requestText('POST', '/api/rooms', forged, '{}').replace(
        'Host: bakery.test',
        'Host: evil.test',
      );
      const { status, text } = await rawRequest(port, asked);
      if (status !== 201) return `answered ${status}`;
      return text.slice(text.indexOf('\r\n\r\n')).includes('evil')
        ? 'a link leads to the forged host'
        : undefined;
    },
  },
  ...[
    'https://evil.test',
    'null',
    'http://bakery.test.evil.test',
    'http://bakery.test:1',
    'file://',
    'http://bakery.test@evil.test',
    'x',
  ].flatMap((origin): Raid[] => [
    asks(
      44,
      `a room from ${origin}`,
      () => requestText('POST', '/api/rooms', [json, `Origin: ${origin}`], '{}'),
      [403],
    ),
    asks(
      44,
      `a session from ${origin}`,
      () => requestText('GET', '/socket.io/?EIO=4&transport=polling', [`Origin: ${origin}`]),
      [403],
    ),
  ]),
  ...['cross-site', 'same-site', 'x'].map((site) =>
    asks(
      44,
      `a session that is ${site}`,
      () => requestText('GET', '/socket.io/?EIO=4&transport=polling', [`Sec-Fetch-Site: ${site}`]),
      [403],
    ),
  ),
  asks(
    45,
    'a range of a log',
    (place) => requestText('GET', `${replayOf(place)}/log`, ['Range: bytes=0-10', 'If-None-Match: *']),
    [200, 206, 304, 404],
  ),
  asks(45, 'the head of a replay', (place) => requestText('HEAD', replayOf(place)), [200, 404]),
  ...[
    'text/plain',
    'application/json; charset=utf-7',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
  ].map((type) =>
    asks(
      46,
      `JSON as ${type}`,
      () => requestText('POST', '/api/rooms', [`Content-Type: ${type}`], '{}'),
      [415],
    ),
  ),
  asks(46, 'JSON without a type', () => requestText('POST', '/api/rooms', [], '{}'), [415]),
  ...path(
    47,
    [404],
    '/main.js.map',
    '/server/main.ts',
    '/rooms.db',
    '/.env',
    '/.git/HEAD',
    '/data/rooms.db',
    '/package.json',
    '/node_modules/ws/package.json',
  ),
];
