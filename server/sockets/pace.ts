import type { Server as HttpServer } from 'node:http';
import type { Socket } from 'node:net';

/**
 * New connections taken in per turn of the event loop. Ten thousand at once then cost whoever is in already a few
 * handshakes' time instead of ten thousand, and wait in the order they came; an idle server takes them in at full speed.
 */
const PER_TURN = 8;

/** Lets connections in by turns; the returned function sends away those that still wait. */
export function paceConnections(server: HttpServer): () => void {
  const takers = server.listeners('connection');
  const waiting = new Set<Socket>();
  let turnComes = false;
  let over = false;

  function takeIn(): void {
    turnComes = false;
    let taken = 0;
    for (const socket of waiting) {
      if (taken === PER_TURN) break;
      taken += 1;
      waiting.delete(socket);
      for (const take of takers) take.call(server, socket);
      socket.off('error', ignore);
    }
    next();
  }

  function next(): void {
    if (turnComes || waiting.size === 0) return;
    turnComes = true;
    setImmediate(takeIn);
  }

  server.removeAllListeners('connection');
  server.on('connection', (socket) => {
    if (over) {
      socket.destroy();
      return;
    }
    waiting.add(socket);
    socket.on('error', ignore);
    socket.once('close', () => waiting.delete(socket));
    next();
  });
  return () => {
    over = true;
    for (const socket of waiting) socket.destroy();
  };
}

/** A connection that is reset while it waits has nobody else to hear of it. */
function ignore(): void {}
