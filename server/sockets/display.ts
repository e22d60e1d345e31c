import type { Namespace } from 'socket.io';
import type { FanOut } from '../fan-out.ts';
import type { LiveRoom } from '../room-service.ts';
import { guard } from './guard.ts';
import type { SocketParts } from './parts.ts';
import { timeRule } from './time-rule.ts';

/** Projectors: they look and change nothing. */
export function serveDisplays(namespace: Namespace, fanOut: FanOut, parts: SocketParts): void {
  namespace.on('connection', (socket) => {
    const room: LiveRoom = socket.data.room;
    const rules = new Map([['time', timeRule(parts.clock)]]);
    guard(socket, rules, { ...parts, language: () => room.state.open.settings.language });
    fanOut.addDisplay(room, socket);
  });
}
