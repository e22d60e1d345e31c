import type { Server, Socket } from 'socket.io';
import { createFanOut } from '../fan-out.ts';
import { createTurns } from '../turns.ts';
import { serveDisplays } from './display.ts';
import { serveHosts } from './host.ts';
import type { SocketParts } from './parts.ts';
import { servePlayers } from './player.ts';
import { createSeats, type Refused, refusal } from './seats.ts';

/** Who is served over the lines that an engine brings, whichever engine it is. */
export interface Audiences {
  /** Tells everybody that the server goes away; the caller gives the word time to leave. */
  farewell(): void;
  /** Handshakes that are not answered yet: most of them wait for their turn. */
  waitingAtDoor(): number;
  stop(): void;
}

const ADMITTED_PER_TURN = 8;

export function serveAudiences(io: Server, parts: SocketParts): Audiences {
  const { service, clock, log } = parts;
  const namespaces = { player: io.of('/player'), display: io.of('/display'), host: io.of('/host') };
  const fanOut = createFanOut(namespaces, clock, log, service.neighbours);
  const seats = createSeats(parts);
  const turn = createTurns(ADMITTED_PER_TURN);
  let closing = false;
  let waiting = 0;

  /** Lets a connection in, or says why not; whatever happens the handshake is answered. */
  function admit<T extends { readonly ok: true }>(
    audience: keyof typeof namespaces,
    examine: (socket: Socket) => Promise<T | Refused> | T | Refused,
    take: (socket: Socket, admitted: T) => void,
  ) {
    return async (socket: Socket, next: (error?: Error) => void): Promise<void> => {
      waiting += 1;
      try {
        const admitted = await examine(socket);
        // What was stored together would else be welcomed together, and hundreds of welcomes hold up everybody.
        await turn();
        parts.meter?.admitted(audience, admitted.ok ? 'ok' : admitted.code);
        if (!admitted.ok) return next(refusal(admitted));
        take(socket, admitted);
        next();
      } catch (err) {
        log.error({ err }, 'a handshake could not be answered');
        next(refusal({ ok: false, code: 'internal', language: 'ko' }));
      } finally {
        waiting -= 1;
      }
    };
  }

  // Nothing is served outside the three namespaces.
  io.use((_socket, next) => next(refusal({ ok: false, code: 'payload/malformed', language: 'en' })));
  namespaces.player.use(
    admit('player', seats.player, (socket, seat) => {
      socket.data.seat = seat;
    }),
  );
  namespaces.display.use(
    admit('display', seats.display, (socket, { room }) => {
      socket.data.room = room;
    }),
  );
  namespaces.host.use(
    admit('host', seats.host, (socket, { room }) => {
      socket.data.room = room;
    }),
  );
  servePlayers(namespaces.player, fanOut, parts, () => closing);
  serveDisplays(namespaces.display, fanOut, parts);
  serveHosts(namespaces.host, fanOut, parts);
  service.onAppended((room, events) => fanOut.appended(room, events));
  service.onUnsaved((room) => fanOut.unsaved(room));
  service.onAgain((before) => fanOut.renewed(before));
  service.onHostTaken((room) => fanOut.hostTaken(room));
  service.onForgotten((_, room) => room !== undefined && fanOut.forgotten(room));
  service.onDeleted((_, room) => room !== undefined && fanOut.deleted(room));

  return {
    waitingAtDoor: () => waiting,
    farewell() {
      closing = true;
      for (const namespace of Object.values(namespaces)) {
        namespace.emit('shutdown', { reason: 'server/stopping' });
      }
    },
    stop: () => fanOut.stop(),
  };
}
