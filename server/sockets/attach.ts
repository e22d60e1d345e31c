import type { Server as HttpServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Server, type Socket } from 'socket.io';
import { createFanOut } from '../fan-out.ts';
import { isOwnOrigin } from '../origin.ts';
import { serveDisplays } from './display.ts';
import { serveHosts } from './host.ts';
import { watchLines } from './lines.ts';
import type { SocketParts } from './parts.ts';
import { servePlayers } from './player.ts';
import { createSeats, type Refused, refusal } from './seats.ts';

export interface Sockets {
  /** Open connections. */
  connections(): number;
  /** Tells everybody that the server goes away, then closes every connection. */
  close(): Promise<void>;
}

/** Long enough for the word of parting to leave. */
const PARTING_MS = 150;

export function attachSockets(httpServer: HttpServer, parts: SocketParts): Sockets {
  const { service, clock, config, log } = parts;
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
      const allowed = isOwnOrigin(request, config);
      answer(allowed ? null : 'another site', allowed);
    },
  });
  const namespaces = { player: io.of('/player'), display: io.of('/display'), host: io.of('/host') };
  const fanOut = createFanOut(namespaces, clock, log);
  const seats = createSeats(parts);
  const lines = watchLines(httpServer, io);
  let closing = false;

  /** Lets a connection in, or says why not; whatever happens the handshake is answered. */
  function admit<T extends { readonly ok: true }>(
    examine: (socket: Socket) => Promise<T | Refused> | T | Refused,
    take: (socket: Socket, admitted: T) => void,
  ) {
    return async (socket: Socket, next: (error?: Error) => void): Promise<void> => {
      try {
        const admitted = await examine(socket);
        if (!admitted.ok) return next(refusal(admitted));
        take(socket, admitted);
        next();
      } catch (err) {
        log.error({ err }, 'a handshake could not be answered');
        next(refusal({ ok: false, code: 'internal', language: 'ko' }));
      }
    };
  }

  // Nothing is served outside the three namespaces.
  io.use((_socket, next) => next(refusal({ ok: false, code: 'payload/malformed', language: 'en' })));
  namespaces.player.use(
    admit(seats.player, (socket, seat) => {
      socket.data.seat = seat;
    }),
  );
  namespaces.display.use(
    admit(seats.display, (socket, { room }) => {
      socket.data.room = room;
    }),
  );
  namespaces.host.use(
    admit(seats.host, (socket, { room }) => {
      socket.data.room = room;
    }),
  );
  servePlayers(namespaces.player, fanOut, parts, () => closing);
  serveDisplays(namespaces.display, fanOut, parts);
  serveHosts(namespaces.host, fanOut, parts);
  service.onAppended((room, events) => fanOut.appended(room, events));
  service.onAgain((before, after) => fanOut.renewed(before, after));
  service.onDeleted((room) => fanOut.deleted(room));

  return {
    connections: () => io.engine.clientsCount,
    async close() {
      closing = true;
      for (const namespace of Object.values(namespaces)) {
        namespace.emit('shutdown', { reason: 'server/stopping' });
      }
      await sleep(PARTING_MS);
      lines.stop();
      fanOut.stop();
      // The lines are cut rather than the namespaces left: a page whose line breaks comes back by itself.
      lines.cut();
      io.engine.close();
    },
  };
}
