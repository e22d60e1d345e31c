import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Classroom,
  eventually,
  type OpenedTestRoom,
  openClassroom,
  type Player,
} from '../support/classroom.ts';

function nested(depth: number): unknown {
  let value: unknown = 0.5;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

const prototypeKeys = JSON.parse('{"opId":"p","round":1,"estimate":{"p":[0.5,0.5]},"__proto__":{"ok":true}}');
const guess = { opId: 'g', round: 1, estimate: { p: [0.5, 0.5] } };

/** Arguments after the event's name; the acknowledgement, where there is one, is the client library's. */
const answered: readonly (readonly [string, string, readonly unknown[]])[] = [
  ['no payload', 'guess', []],
  ['null', 'guess', [null]],
  ['a string', 'guess', ['{"p":0.5}']],
  ['a number', 'guess', [1]],
  ['an array', 'guess', [[guess]]],
  ['an array 1,000 deep', 'guess', [nested(1000)]],
  ['an estimate 1,000 deep', 'guess', [{ ...guess, estimate: { p: nested(1000) } }]],
  ['two payloads', 'guess', [guess, guess]],
  ['a key too many', 'guess', [{ ...guess, score: 1000 }]],
  ['a prototype', 'guess', [prototypeKeys]],
  ['a constructor', 'guess', [{ ...guess, constructor: { prototype: { ok: true } } }]],
  ['a round beside the numbers', 'guess', [{ ...guess, round: 2 ** 53 }]],
  ['a negative round', 'guess', [{ ...guess, round: -1 }]],
  ['a long operation', 'guess', [{ ...guess, opId: 'x'.repeat(65) }]],
  ['nothing of an operation', 'guess', [{ ...guess, opId: '' }]],
  ['text for numbers', 'guess', [{ ...guess, estimate: { p: ['0.5', '0.5'] } }]],
  ['null for numbers', 'guess', [{ ...guess, estimate: { p: [null, null] } }]],
  ['a thousand flavours', 'guess', [{ ...guess, estimate: { p: new Array(1000).fill(0.001) } }]],
  ['an event of the host', 'start', [{ opId: 's' }]],
  ['the name of a prototype', '__proto__', [guess]],
  ['the name of a method', 'toString', [guess]],
  ['the name of an error', 'error', [guess]],
  ['a long name', 'g'.repeat(5000), [guess]],
  ['no name', '', [guess]],
];

/** Frames as they stand on the wire, after the engine's type. */
const frames: readonly (readonly [string, string])[] = [
  [
    'an event without acknowledgement',
    '2/player,["guess",{"opId":"x","round":1,"estimate":{"p":[0.5,0.5]}}]',
  ],
  ['an acknowledgement that is text', '2/player,["guess",{"opId":"x"},"ack"]'],
  ['an event without arguments', '2/player,["guess"]'],
  ['an array 3,000 deep', `2/player,7["guess",${'['.repeat(3000)}${']'.repeat(3000)}]`],
  [
    'an estimate beyond all numbers',
    '2/player,7["guess",{"opId":"x","round":1,"estimate":{"p":[1e999,-1e999]}}]',
  ],
  ['no number at all', '2/player,7["guess",{"opId":"x","round":1,"estimate":{"p":[NaN]}}]'],
  ['a key twice', '2/player,7["guess",{"opId":"x","round":1,"round":"1","estimate":{"p":[0.5,0.5]}}]'],
  ['a numeric name', '2/player,7[7,{}]'],
  ['an object for a name', '2/player,7[{},{}]'],
  ['a reserved name', '2/player,7["disconnect",{}]'],
  ['an empty event', '2/player,7[]'],
  ['half a frame', '2/player,7["guess",{"opId":'],
  ['an object for an event', '2/player,7{"guess":1}'],
  ['an acknowledgement nobody waits for', '3/player,99[{}]'],
  ['a second handshake', '0/player,{"room":"1"}'],
  ['a handshake that is text', '0/player,"482917"'],
  ['a handshake that is a list', '0/player,["482917"]'],
  ['a handshake to nowhere', '0/admin,{}'],
  ['a handshake to a prototype', '0/__proto__,{}'],
  ['a handshake to the root', '0{}'],
  ['an event to nowhere', '2/admin,7["guess",{}]'],
  ['an error from a client', '4/player,{"message":"x"}'],
  ['attachments that never come', '511-/player,["guess",{"_placeholder":true,"num":0}]'],
  ['no attachments', '50-/player,["guess",{}]'],
  ['an unknown type', '9'],
  ['ten thousand letters', `2/player,7["rename",{"opId":"x","name":"${'x'.repeat(10_000)}"}]`],
];

describe('hostile frames', () => {
  let classroom: Classroom;
  let opened: OpenedTestRoom;
  let neighbour: OpenedTestRoom;
  let mina: Player;
  let elsewhere: Player;
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);

  beforeAll(async () => {
    process.on('unhandledRejection', note);
    classroom = await openClassroom();
    neighbour = await classroom.openRoom();
    elsewhere = await classroom.player(neighbour.code, { name: 'Elsewhere' });
    opened = await classroom.openRoom({ guessSeconds: null });
    const host = await classroom.host(opened);
    await classroom.player(opened.code, { name: 'Witness' });
    await host.send('start');
  });
  beforeEach(async () => {
    mina = await classroom.player(opened.code);
  });
  /** The server still answers, next door nothing has happened, and this seat has no estimate. */
  afterEach(async () => {
    const { seq } = neighbour.room.state.open;
    const before = elsewhere.frames.length;
    (await classroom.display(neighbour.code)).close();
    expect(elsewhere.frames.length).toBe(before);
    expect(neighbour.room.state.open.seq).toBe(seq);
    expect(opened.room.state.open.answered).toBe(0);
    expect(opened.room.state.open.phase).toBe('guessing');
    expect(unhandled).toEqual([]);
    mina.close();
  });
  afterAll(async () => {
    process.off('unhandledRejection', note);
    await classroom.close();
  });

  test.each(answered)('%s is refused in words', async (_what, event, args) => {
    const reply = await mina.raw(event, ...args);
    expect(reply).toMatchObject({ ok: false, error: { code: 'payload/malformed' } });
    expect(reply).not.toHaveProperty('error.stack');
    expect({}).not.toHaveProperty('ok');
  });

  test.each(frames)('%s ends at most its own connection', async (_what, frame) => {
    const { engine } = mina.socket.io;
    let closed = false;
    engine.once('close', () => {
      closed = true;
    });
    // The engine's own packet, past everything the client library would refuse to send.
    engine.write(frame);
    await eventually(async () => closed || (await heardFrom(mina)), 'an answer or the end of the line');
    const { playerId } = mina.welcome;
    expect(opened.room.state.seats.get(playerId)?.placedIn ?? null).toBeNull();
  });

  test('who cannot be understood again and again is let go, and nobody else', async () => {
    const gone = new Promise((resolve) => mina.socket.once('disconnect', resolve));
    for (let k = 0; k < 6; k += 1) mina.socket.emit('guess', null, () => {});
    expect(await gone).toBe('io server disconnect');
  });

  test('namespaces other than the three are closed', async () => {
    for (const namespace of ['/', '/admin', '/__proto__', '/Player']) {
      const socket = classroom.socket(namespace, { room: opened.code }, { reconnection: false });
      const error = await new Promise<Error>((resolve, reject) => {
        socket.on('connect', () => reject(new Error(`${namespace} is open`)));
        socket.on('connect_error', resolve);
      });
      expect(error).toBeInstanceOf(Error);
    }
  });

  test.each([
    ['a deep room', { room: nested(500), protocol: 1 }],
    ['a prototype', JSON.parse('{"__proto__":{"room":"482917"},"protocol":1}')],
    ['a token that is a list', { room: '482917', protocol: 1, token: ['x'] }],
    ['a long token', { room: '482917', protocol: 1, token: 'x'.repeat(5000) }],
    ['a smuggled role', { room: '482917', protocol: 1, isHost: true }],
  ])('a handshake with %s is refused', async (_what, auth) => {
    const { code } = await classroom.refusal('/player', auth);
    expect(code).toBe('payload/malformed');
  });

  test('a page of another site does not connect', async () => {
    const from = (origin: string, transport: 'websocket' | 'polling') => {
      const socket = classroom.socket(
        '/display',
        { room: opened.code },
        { transports: [transport], reconnection: false, extraHeaders: { origin } },
      );
      return new Promise<boolean>((resolve) => {
        socket.on('connect', () => resolve(true));
        socket.on('connect_error', () => resolve(false));
      });
    };
    for (const transport of ['websocket', 'polling'] as const) {
      expect(await from(classroom.url, transport)).toBe(true);
      expect(await from('https://evil.test', transport)).toBe(false);
      expect(await from('null', transport)).toBe(false);
      expect(await from(`${classroom.url}.evil.test`, transport)).toBe(false);
      expect(await from(classroom.url.replace(/:\d+$/, ':1'), transport)).toBe(false);
    }
  });
});

/** Whether the connection still answers. */
async function heardFrom({ socket }: Player): Promise<boolean> {
  try {
    await socket.timeout(300).emitWithAck('time', {});
    return true;
  } catch {
    return false;
  }
}
