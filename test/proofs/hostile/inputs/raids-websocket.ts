import { connect } from 'node:net';
import { rawRequest, requestText } from '../../../support/raw-http.ts';
import { frame, WebSocketWire } from '../../../support/raw-wire.ts';
import { event } from './aim.ts';
import type { Raid, RaidedPlace } from './raid.ts';

const text = 0x1;
const part = 0x0;
const bye = 0x8;
const ping = 0x9;

async function joined({ port, room }: RaidedPlace): Promise<WebSocketWire> {
  const wire = await WebSocketWire.open(port);
  wire.send(`40/display,{"room":"${room?.code ?? '000000000000'}"}`);
  return wire;
}

async function isClosed(wire: WebSocketWire, patienceMs = 15_000): Promise<boolean> {
  const end = performance.now() + patienceMs;
  while (!wire.closed && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
  return wire.closed;
}

/** Frames that must end the connection. */
function deadly(number: number, what: string, ...frames: readonly Buffer[]): Raid {
  return {
    number,
    what,
    async run(place) {
      const wire = await joined(place);
      wire.write(...frames);
      const closed = await isClosed(wire);
      wire.close();
      return closed ? undefined : 'the connection stayed';
    },
  };
}

/** Frames that may be put up with. */
function bearable(number: number, what: string, ...frames: readonly Buffer[]): Raid {
  return {
    number,
    what,
    async run(place) {
      const wire = await joined(place);
      wire.write(...frames);
      await new Promise((resolve) => setTimeout(resolve, 50));
      wire.close();
      return undefined;
    },
  };
}

function bits(buffer: Buffer, mask: number): Buffer {
  const changed = Buffer.from(buffer);
  changed[0] = (changed[0] ?? 0) | mask;
  return changed;
}

const hugeLength = Buffer.from([0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]);
const crumbs = [...event('/display', 'time', '{}')].map((letter, k, all) =>
  frame(k === 0 ? text : part, letter, { final: k === all.length - 1 }),
);

/** Frames of the WebSocket itself, upgrades, and connections that only stand: 29, 33, 36, 37. */
export const webSocketRaids: readonly Raid[] = [
  deadly(29, 'text that is no UTF-8', frame(text, Buffer.from([0x34, 0x32, 0xc3, 0x28]))),
  deadly(33, 'a message over the limit', frame(text, `42/display,["time",{"x":"${'x'.repeat(9000)}"}]`)),
  deadly(33, 'a length of 2^63', hugeLength),
  deadly(33, 'reserved bits', bits(frame(text, '3'), 0x40)),
  deadly(33, 'a compressed frame that was not agreed on', bits(frame(text, Buffer.from([0xca, 0x00])), 0x40)),
  deadly(33, 'an unknown opcode', frame(0x3, 'x')),
  deadly(33, 'a frame without a mask', frame(text, '3', { masked: false })),
  deadly(33, 'a farewell with a bad code', frame(bye, Buffer.from([0, 1]))),
  deadly(33, 'a farewell of one byte', frame(bye, Buffer.from([3]))),
  deadly(33, 'a long ping', frame(ping, 'x'.repeat(126))),
  deadly(33, 'a part of nothing', frame(part, 'x')),
  deadly(33, 'a ping in parts', frame(ping, 'x', { final: false })),
  deadly(
    33,
    'parts over the limit',
    ...new Array<Buffer>(20)
      .fill(frame(part, 'x'.repeat(500), { final: false }))
      .toSpliced(0, 1, frame(text, '4', { final: false })),
  ),
  bearable(
    33,
    '16,000 empty parts',
    frame(text, '4', { final: false }),
    ...new Array<Buffer>(16_000).fill(frame(part, '', { final: false })),
  ),
  bearable(33, 'a message in parts of one byte', ...crumbs),
  bearable(33, 'ten thousand pings', ...new Array<Buffer>(10_000).fill(frame(ping, 'x'))),
  deadly(30, 'a thousand pongs of the engine', ...new Array<Buffer>(1000).fill(frame(text, '3'))),
  {
    number: 37,
    what: 'an upgrade at an unknown path',
    async run({ port }) {
      const upgrade = [
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      ];
      const asked = requestText('GET', '/elsewhere', upgrade).replace(
        'Connection: close',
        'Connection: Upgrade',
      );
      const { status, text: said } = await rawRequest(port, asked);
      return status !== 0 && !said.includes(' 101 ') ? undefined : 'it was kept';
    },
  },
  {
    number: 37,
    what: 'half an upgrade and a reset',
    async run({ port }) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.write('GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nConnection: Upgr');
      await new Promise((resolve) => setTimeout(resolve, 20));
      socket.resetAndDestroy();
      return undefined;
    },
  },
  {
    number: 37,
    what: 'a broken key for an upgrade',
    async run({ port }) {
      const upgrade = ['Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: x'];
      const asked = requestText('GET', '/socket.io/?EIO=4&transport=websocket', upgrade);
      const { status } = await rawRequest(port, asked.replace('Connection: close', 'Connection: Upgrade'));
      return status >= 400 ? undefined : `answered ${status}`;
    },
  },
  {
    number: 36,
    what: 'a connection that never says where it belongs',
    slow: true,
    async run({ port }) {
      const wire = await WebSocketWire.open(port);
      const closed = await isClosed(wire, 25_000);
      wire.close();
      return closed ? undefined : 'it was kept for 25 s';
    },
  },
];
