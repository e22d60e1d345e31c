import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenedRoom } from '../../../shared/protocol.ts';
import { answerOn, WebSocketWire } from '../../support/raw-wire.ts';

/** Somebody who takes what the server gives and never reads it; `beat` is called every second while the line stands. */
export interface DeafReader {
  beat(): void;
  readonly gone: boolean;
  close(): void;
}

interface Target {
  readonly port: number;
  readonly room: OpenedRoom;
}

const path = '/socket.io/?EIO=4&transport=polling';
/** As often as the packets of a line allow. */
const perSecond = 18;
/** In one breath, leaving and coming in would be a breach of the protocol. */
const breathMs = 25;

function knock(namespace: string, { room: { code, hostToken } }: Target): string {
  return `40${namespace},${JSON.stringify({ room: code, ...(namespace === '/host' && { hostToken }) })}`;
}

/** Leaves and comes in again: each time the whole view is made for it. */
async function again(
  target: Target,
  send: (packet: string) => unknown,
  isOver: () => boolean,
): Promise<void> {
  for (let k = 0; k < perSecond; k += 1) {
    for (const packet of ['41/host,', knock('/host', target)]) {
      // On a busy machine a breath takes longer than the line stands.
      if (isOver()) return;
      await send(packet);
      await sleep(breathMs);
    }
  }
}

async function deaf(
  target: Target,
  namespace: '/host' | '/display',
  comesAgain = false,
): Promise<DeafReader> {
  const wire = await WebSocketWire.open(target.port);
  wire.send(knock(namespace, target));
  await answerOn(wire, (packet) => packet.startsWith('42'));
  wire.socket.pause();
  const send = (packet: string) => wire.send(packet);
  return {
    beat() {
      // Pongs that nobody asked for keep the line.
      wire.send('3');
      if (comesAgain) void again(target, send, () => wire.closed);
    },
    get gone() {
      return wire.closed;
    },
    close: () => wire.close(),
  };
}

async function silent({ port }: Target): Promise<DeafReader> {
  const wire = await WebSocketWire.open(port);
  wire.socket.pause();
  return {
    beat: () => wire.send('3'),
    get gone() {
      return wire.closed;
    },
    close: () => wire.close(),
  };
}

/** Opens a session by polling; `fetches` asks again and again for what waits and reads none of it. */
async function poller(target: Target, fetches: boolean): Promise<DeafReader> {
  const { port } = target;
  const opening = await ask(port, 'GET', path);
  const sid: string = JSON.parse(opening.body.slice(1)).sid;
  const own = `${path}&sid=${sid}`;
  const unread: Socket[] = [];
  let gone = false;
  let left = false;
  const post = (packet: string) =>
    ask(port, 'POST', own, packet).then(({ status }) => {
      gone ||= status !== 200;
    });
  await post(knock('/host', target));
  return {
    beat() {
      if (gone) return;
      void post('3').then(() => again(target, post, () => gone || left));
      if (!fetches) return;
      const socket = connect(port, '127.0.0.1').on('error', () => {});
      socket.pause();
      socket.write(`GET ${own} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
      unread.push(socket);
    },
    get gone() {
      return gone;
    },
    close() {
      left = true;
      for (const socket of unread) socket.destroy();
    },
  };
}

/** Greeted, and never heard of again. */
async function abandoned({ port }: Target): Promise<DeafReader> {
  await ask(port, 'GET', path);
  return { beat: () => {}, gone: false, close: () => {} };
}

function ask(
  port: number,
  method: string,
  to: string,
  body?: string,
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve) => {
    const headers = { 'Content-Type': 'text/plain;charset=UTF-8', Connection: 'close' };
    const asked = request({ method, port, host: '127.0.0.1', path: to, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('close', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    asked.on('error', () => resolve({ status: 0, body: '' }));
    asked.end(body);
  });
}

export const waysNotToRead: readonly (readonly [
  what: string,
  open: (target: Target) => Promise<DeafReader>,
])[] = [
  ['a projector that does not read', (target) => deaf(target, '/display')],
  ['a host that does not read', (target) => deaf(target, '/host')],
  ['a host that comes in again and again', (target) => deaf(target, '/host', true)],
  ['a poller that does not poll', (target) => poller(target, false)],
  ['a poller that does not read', (target) => poller(target, true)],
  ['a line that says nothing', silent],
  ['a session that is left at once', abandoned],
];
