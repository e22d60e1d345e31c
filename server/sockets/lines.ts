import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Server } from 'socket.io';
import type { Clock } from '../clock.ts';
import { createTokenBucket } from '../token-bucket.ts';

/** A reader that does not read is let go before what waits for it fills the memory. */
const MOST_PACKETS = 64;
const MOST_BYTES = 256 * 1024;
/** So much waits for nobody, however it came together; one more packet may follow it. */
const FAR_TOO_MANY_BYTES = 384 * 1024;
const CHECK_MS = 500;
/** For the word of parting; who does not answer it would keep its wire for half a minute. */
const LINGER_MS = 500;
/** Packets of the engine's, whatever they carry: a page sends a few a second, and a few dozen at once. */
const PACKETS_PER_SECOND = 20;
const PACKETS_BURST = 400;

/** The part of an engine's connection that is looked at; the library names no public measure of its queue. */
interface Line {
  readonly id: string;
  readonly request: IncomingMessage;
  readonly transport: { readonly name: string };
  readonly writeBuffer: readonly { readonly data?: unknown }[];
  close(discard: boolean): void;
  /** `packetCreate` comes before a packet is queued. */
  on(event: 'packet' | 'packetCreate', listener: () => void): void;
  once(event: 'close', listener: () => void): void;
}

/** The connections under all namespaces. */
export interface Lines {
  /** Ends every connection, even of those who do not answer. */
  cut(): void;
  stop(): void;
}

export function watchLines(httpServer: HttpServer, io: Server, clock: Clock): Lines {
  /** Each with the bytes that waited for it when it was last looked at. */
  const lines = new Map<Line, number>();
  /** The wires of lines that began by polling and moved to a WebSocket. */
  const upgraded = new Map<string, Duplex>();

  /** The line's own wire; who polls has none, since behind a proxy others' requests take the same one. */
  function wireOf(line: Line): Duplex | undefined {
    return upgraded.get(line.id) ?? (line.transport.name === 'websocket' ? line.request.socket : undefined);
  }

  /** Closing asks the other side first; who does not read would not answer. */
  function cut(line: Line): void {
    const wire = wireOf(line);
    line.close(true);
    wire?.destroy();
  }

  function waitingFor(line: Line): number {
    return (wireOf(line)?.writableLength ?? 0) + lengthOf(line);
  }

  function check(): void {
    for (const [line, before] of lines) {
      const waiting = waitingFor(line);
      lines.set(line, waiting);
      // One long view on a slow line is no backlog while it grows shorter.
      const stuck = waiting > MOST_BYTES && before > MOST_BYTES && waiting >= before;
      if (stuck || line.writeBuffer.length > MOST_PACKETS) cut(line);
    }
  }

  /** Between two looks a reader could ask for hundreds of views. */
  function checkNow(line: Line): void {
    if (waitingFor(line) > FAR_TOO_MANY_BYTES) cut(line);
  }

  httpServer.on('upgrade', (request, wire) => {
    const sid = /[?&]sid=([\w-]+)/.exec(request.url ?? '')?.[1];
    if (sid === undefined) return;
    upgraded.set(sid, wire);
    wire.once('close', () => upgraded.delete(sid));
  });
  io.engine.on('connection', (line: Line) => {
    lines.set(line, 0);
    const packets = createTokenBucket(PACKETS_PER_SECOND, PACKETS_BURST);
    line.on('packet', () => {
      if (packets.take(clock.now()) > 0) cut(line);
    });
    line.on('packetCreate', () => checkNow(line));
    line.once('close', () => {
      lines.delete(line);
      const wire = wireOf(line);
      if (wire?.destroyed === false) setTimeout(() => wire.destroy(), LINGER_MS).unref();
    });
  });
  const timer = setInterval(check, CHECK_MS);
  timer.unref();
  return {
    cut() {
      for (const line of lines.keys()) cut(line);
    },
    stop: () => clearInterval(timer),
  };
}

function lengthOf({ writeBuffer }: Line): number {
  return writeBuffer.reduce(
    (bytes, { data }) => bytes + (typeof data === 'string' || data instanceof Uint8Array ? data.length : 0),
    0,
  );
}
