// The least a server can be: plain connections that are written to. `tcp`: bytes; `ws`: WebSocket frames made beforehand,
// and acknowledgements of the shape that ours have.
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { WebSocketServer } from 'ws';
import { serveCalls } from '../../support/forked.ts';
import { frame } from '../../support/raw-wire.ts';
import { machineMs } from '../load/phone.ts';

const wires = new Set<Socket>();
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

function keep(wire: Socket): void {
  wires.add(wire.setNoDelay(true));
  wire.on('error', () => wire.destroy());
  wire.on('close', () => wires.delete(wire));
}

const welcome = '42/player,["welcome",{}]';
const head = 'ab'.repeat(32);
let seq = 0;

/** What a phone says in the wire format of socket.io, answered without a library between. */
function answerTo(text: string): string | undefined {
  if (text.startsWith('40/player')) return welcome;
  if (!text.startsWith('42/player,')) return undefined;
  const begin = text.indexOf('[');
  const [, { round, estimate, done }] = JSON.parse(text.slice(begin));
  seq += 1;
  return `43${text.slice(2, begin)}${JSON.stringify([{ round, estimate: estimate.p, done, ok: true, seq, head }])}`;
}

const calls = {
  listen(kind: 'tcp' | 'ws'): Promise<number> {
    return new Promise((resolve) => {
      if (kind === 'tcp') {
        const server = createServer(keep).listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
          resolve((server.address() as AddressInfo).port);
        });
        return;
      }
      const server: WebSocketServer = new WebSocketServer({
        ...{ port: 0, host: '127.0.0.1', backlog: 4096, perMessageDeflate: false },
      });
      server.on('listening', () => resolve((server.address() as AddressInfo).port));
      server.on('connection', (line, request) => {
        keep(request.socket);
        line.on('message', (data) => {
          const answer = answerTo(String(data));
          if (answer !== undefined) line.send(answer);
        });
      });
    });
  },

  /** One frame of so many bytes of text, made once, to everybody; says when it began. */
  broadcast(bytes: number): number {
    const made = frame(1, 'x'.repeat(bytes), { masked: false });
    const begun = machineMs();
    for (const wire of wires) wire.write(made);
    return begun;
  },

  cpuMs(): number {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },

  /** After what nobody needs is gone. */
  rss(): number {
    globalThis.gc?.();
    return process.memoryUsage.rss();
  },

  /** The longest the loop was held up since it was last asked. */
  blockMs(): number {
    const most = delay.max / 1e6;
    delay.reset();
    return most;
  },
};

export type FloorCalls = typeof calls;

serveCalls(calls);
