import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Server } from 'socket.io';

/** A reader that does not read is let go before what waits for it fills the memory. */
const MOST_PACKETS = 64;
const MOST_BYTES = 256 * 1024;
const CHECK_MS = 1000;

/** The part of an engine's connection that is looked at; the library names no public measure of its queue. */
interface Line {
  readonly id: string;
  readonly request: IncomingMessage;
  readonly writeBuffer: readonly { readonly data?: unknown }[];
  close(discard: boolean): void;
  once(event: 'close', listener: () => void): void;
}

/** The connections under all namespaces. */
export interface Lines {
  /** Ends every connection, even of those who do not answer. */
  cut(): void;
  stop(): void;
}

export function watchLines(httpServer: HttpServer, io: Server): Lines {
  /** Each with the bytes that waited for it when it was last looked at. */
  const lines = new Map<Line, number>();
  /** The wires of lines that began by polling and moved to a WebSocket. */
  const upgraded = new Map<string, Duplex>();

  function wireOf(line: Line): Duplex {
    return upgraded.get(line.id) ?? line.request.socket;
  }

  /** Closing asks the other side first; who does not read would not answer. */
  function cut(line: Line): void {
    const wire = wireOf(line);
    line.close(true);
    wire.destroy();
  }

  function check(): void {
    for (const [line, before] of lines) {
      const waiting = wireOf(line).writableLength + lengthOf(line);
      lines.set(line, waiting);
      // One long view on a slow line is no backlog while it grows shorter.
      const stuck = waiting > MOST_BYTES && before > MOST_BYTES && waiting >= before;
      if (stuck || line.writeBuffer.length > MOST_PACKETS) cut(line);
    }
  }

  httpServer.on('upgrade', (request, wire) => {
    const sid = /[?&]sid=([\w-]+)/.exec(request.url ?? '')?.[1];
    if (sid === undefined) return;
    upgraded.set(sid, wire);
    wire.once('close', () => upgraded.delete(sid));
  });
  io.engine.on('connection', (line: Line) => {
    lines.set(line, 0);
    line.once('close', () => lines.delete(line));
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
