import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Server } from 'socket.io';
import { isOwnOrigin } from '../origin.ts';
import { serveAudiences } from './audiences.ts';
import { watchLines } from './lines.ts';
import type { SocketParts } from './parts.ts';

export interface Sockets {
  /** Open connections. */
  connections(): number;
  /** Handshakes that are not answered yet: most of them wait for their turn. */
  waitingAtDoor(): number;
  /** Tells everybody that the server goes away, then closes every connection. */
  close(): Promise<void>;
}

/** Long enough for the word of parting to leave. */
const PARTING_MS = 150;

export function attachSockets(httpServer: HttpServer, parts: SocketParts): Sockets {
  const { clock, config, maxSockets = Number.POSITIVE_INFINITY } = parts;
  const io = new Server(httpServer, {
    maxHttpBufferSize: 8192,
    connectTimeout: 10_000,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
    allowEIO3: false,
    allowRequest: (request, answer) => {
      const hasPlace = io.engine.clientsCount < maxSockets;
      const isOurs = isOwnOrigin(request, config) && !isScript(request);
      answer(isOurs ? (hasPlace ? null : 'no place left') : 'another site', isOurs && hasPlace);
    },
  });
  const audiences = serveAudiences(io, parts);
  const lines = watchLines(httpServer, io, clock);

  return {
    connections: () => io.engine.clientsCount,
    waitingAtDoor: () => audiences.waitingAtDoor(),
    async close() {
      audiences.farewell();
      await sleep(PARTING_MS);
      lines.stop();
      audiences.stop();
      // The lines are cut rather than the namespaces left: a page whose line breaks comes back by itself.
      lines.cut();
      io.engine.close();
    },
  };
}

/** A session by script elements needs no leave of the browser's: any site's page could hold one. */
function isScript({ url = '' }: IncomingMessage): boolean {
  return new URL(url, 'http://any').searchParams.has('j');
}
