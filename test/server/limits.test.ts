import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isOwnOrigin } from '../../server/origin.ts';
import type { Reply } from '../../shared/protocol.ts';
import {
  type Classroom,
  eventually,
  type OpenedTestRoom,
  openClassroom,
  type Player,
} from '../support/classroom.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

describe('limits of a connection', () => {
  let classroom: Classroom;
  let opened: OpenedTestRoom;
  let mina: Player;
  let gone: Promise<unknown>;
  let clock: VirtualClock;
  const guess = (k: number) => ({ opId: `g${k}`, round: 0, estimate: { p: [0.5, 0.5] } });

  beforeAll(async () => {
    // However long a burst takes, nothing is given back meanwhile.
    clock = createVirtualClock();
    classroom = await openClassroom({ clock });
    opened = await classroom.openRoom();
  });
  beforeEach(async () => {
    mina = await classroom.player(opened.code, {}, { reconnection: false });
    gone = new Promise((resolve) => mina.socket.once('disconnect', resolve));
  });
  afterAll(() => classroom.close());

  const tenTimes = async (event: string, payload: (k: number) => object, times: number): Promise<Reply[]> =>
    Promise.all(Array.from({ length: times }, (_, k) => mina.raw(event, payload(k))));

  test('forty messages at once are served, the others told when to come back', async () => {
    const answers = await tenTimes('time', () => ({}), 60);
    expect(answers.map(({ ok }) => ok)).toEqual(Array.from({ length: 60 }, (_, k) => k < 40));
    for (const reply of answers.slice(40)) {
      expect(reply).toMatchObject({ error: { code: 'rate/slow-down', retryAfterMs: 500 } });
    }
    expect(mina.socket.connected).toBe(true);
  });

  test('twenty estimates at once are taken, and no more than two a second after them', async () => {
    const answers = await tenTimes('guess', guess, 30);
    expect(answers.map(({ ok }) => ok)).toEqual(Array.from({ length: 30 }, (_, k) => k < 20));
    clock.advance(1000);
    const later = await Promise.all([30, 31, 32].map((k) => mina.raw('guess', guess(k))));
    expect(later.map(({ ok }) => ok)).toEqual([true, true, false]);
  });

  test('who cannot be understood again and again is let go', async () => {
    for (let k = 0; k < 6; k += 1) mina.socket.emit('guess', null, () => {});
    expect(await gone).toBe('io server disconnect');
  });

  test('who does not slow down is let go', async () => {
    for (let k = 0; k < 150; k += 1) mina.socket.emit('time', {}, () => {});
    expect(await gone).toBe('io server disconnect');
  });

  test.each([
    ['pongs', '3'],
    ['namespaces', '40/nowhere,{}'],
  ])('a flood of %s is cut, and nobody else notices', async (_what, packet) => {
    const jun = await classroom.player(opened.code);
    const { engine } = mina.socket.io;
    for (let k = 0; k < 500; k += 1) engine.write(packet.slice(packet === '3' ? 0 : 1));
    await gone;
    expect(await jun.raw('time', {})).toMatchObject({ ok: true });
    expect(classroom.sockets.connections()).toBeGreaterThan(0);
  });

  test('a connection that was let go takes its seat again', async () => {
    const { token, playerId } = mina.welcome;
    for (let k = 0; k < 6; k += 1) mina.socket.emit('guess', null, () => {});
    await gone;
    const back = await eventually(() => classroom.player(opened.code, { token }), 'the seat');
    expect(back.welcome.playerId).toBe(playerId);
  });
});

const local = { publicUrl: undefined, allowedOrigins: [] };
const known = { publicUrl: 'https://bakery.test', allowedOrigins: ['https://school.test'] };

describe.each(['websocket', 'polling'] as const)('pages that may connect by %s', (transport) => {
  let classroom: Classroom;
  beforeAll(async () => {
    classroom = await openClassroom();
  });
  afterAll(() => classroom.close());

  const connects = async (headers: Record<string, string>): Promise<boolean> => {
    const { code } = await classroom.openRoom();
    const options = { transports: [transport], reconnection: false, extraHeaders: headers };
    const socket = classroom.socket('/display', { room: code }, options);
    return new Promise((resolve) => {
      socket.on('connect', () => resolve(true));
      socket.on('connect_error', () => resolve(false));
    });
  };

  test.each([
    ['no page', () => ({}), true],
    ['the game’s own', (url: string) => ({ origin: url }), true],
    ['the same in capitals', (url: string) => ({ origin: url.replace('http', 'HTTP') }), true],
    ['another site', () => ({ origin: 'https://evil.test' }), false],
    ['nobody’s', () => ({ origin: 'null' }), false],
    ['a longer name', (url: string) => ({ origin: `${url}.evil.test` }), false],
    ['another port', (url: string) => ({ origin: url.replace(/:\d+$/, ':1') }), false],
    ['a user before the name', (url: string) => ({ origin: `${url}@evil.test` }), false],
    ['a forwarded host', () => ({ origin: 'https://evil.test', 'x-forwarded-host': 'evil.test' }), false],
    ['another site that hides its name', () => ({ 'sec-fetch-site': 'cross-site' }), false],
    ['a neighbour that hides its name', () => ({ 'sec-fetch-site': 'same-site' }), false],
    ['the game’s own by polling', () => ({ 'sec-fetch-site': 'same-origin' }), true],
  ])('%s', async (_who, headers, allowed) => {
    expect(await connects(headers(classroom.url) as Record<string, string>)).toBe(allowed);
  });
});

test.each([
  ['the public address', known, { origin: 'https://bakery.test', host: 'bakery.test' }, true],
  ['the public address without its S', known, { origin: 'http://bakery.test', host: 'bakery.test' }, false],
  ['a site that is allowed', known, { origin: 'https://school.test', host: 'bakery.test' }, true],
  ['the machine itself', known, { origin: 'http://192.168.0.9:3000', host: '192.168.0.9:3000' }, true],
  ['a port that is not shown', local, { origin: 'http://a.test:3000', host: 'a.test' }, false],
  ['no address', local, { origin: 'x', host: 'x' }, false],
  ['no host', local, { origin: 'http://a.test' }, false],
])('%s', (_what, config, headers, allowed) => {
  expect(isOwnOrigin({ headers }, config)).toBe(allowed);
});
