import type { Namespace, Socket } from 'socket.io';
import { contain } from '../contain.ts';
import type { FanOut } from '../fan-out.ts';
import type { LiveRoom } from '../room-service.ts';
import { createGuard } from './guard.ts';
import { currentRoom, type SocketParts } from './parts.ts';
import { timeRule } from './time-rule.ts';

/** Projectors: they look and change nothing. */
export function serveDisplays(namespace: Namespace, fanOut: FanOut, parts: SocketParts): void {
  const language = ({ state }: LiveRoom) => state.open.settings.language;
  const guard = createGuard({ time: timeRule(parts.clock) }, { ...parts, language });
  const show = (socket: Socket) => {
    const room: LiveRoom = currentRoom(parts, socket.data.room);
    guard(socket, room);
    fanOut.addDisplay(room, socket);
    socket.on(
      'disconnect',
      contain(parts.log, 'a projector was not let go', () => fanOut.removeDisplay(room)),
    );
  };
  namespace.on('connection', contain(parts.log, 'a projector was not served', show));
}
