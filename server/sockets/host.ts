import type { Namespace, Socket } from 'socket.io';
import { type HostSends, payloads, settingsPayload } from '../../shared/protocol.ts';
import type { Command } from '../../shared/room/commands.ts';
import { contain } from '../contain.ts';
import { foundSeats } from '../fan-out/snapshots.ts';
import type { FanOut } from '../fan-out.ts';
import type { LiveRoom } from '../room-service.ts';
import { createGuard, type Rule, rule } from './guard.ts';
import { currentRoom, type SocketParts } from './parts.ts';
import { timeRule } from './time-rule.ts';

/** Commands that say nothing but their name. */
type Plain = 'start' | 'skip' | 'close' | 'pause' | 'resume' | 'reveal' | 'end' | 'lock' | 'unlock';

/** Whoever holds the room's key: everything that moves the game. */
export function serveHosts(namespace: Namespace, fanOut: FanOut, parts: SocketParts): void {
  const language = ({ state }: LiveRoom) => state.open.settings.language;
  const guard = createGuard(rulesOf(parts), { ...parts, language });
  const serve = (socket: Socket) => {
    const room: LiveRoom = currentRoom(parts, socket.data.room);
    // Another device may have become the host since the token was looked at.
    if (!parts.service.isHost(room, socket.handshake.auth.hostToken)) {
      socket.emit('superseded', { reason: 'superseded' });
      socket.disconnect(true);
      return;
    }
    guard(socket, room);
    fanOut.addHost(room, socket);
    socket.on(
      'disconnect',
      contain(parts.log, 'a host was not let go', () => fanOut.removeHost(room)),
    );
  };
  namespace.on('connection', contain(parts.log, 'a host was not served', serve));
}

function rulesOf({ service, clock }: SocketParts): Record<keyof HostSends | 'time', Rule<LiveRoom>> {
  const run = (room: LiveRoom, opId: string, command: Command) =>
    service.execute(room, command, 'host', opId);
  const plain = (type: Plain): Rule<LiveRoom> =>
    rule(payloads.op, (room, { opId }) => run(room, opId, { type }));
  return {
    start: plain('start'),
    skip: plain('skip'),
    close: plain('close'),
    pause: plain('pause'),
    resume: plain('resume'),
    reveal: plain('reveal'),
    end: plain('end'),
    lock: plain('lock'),
    unlock: plain('unlock'),
    next: rule(payloads.next, (room, { opId, draws = 1, twist = false }) =>
      run(room, opId, { type: 'next', draws, twist }),
    ),
    extend: rule(payloads.extend, (room, { opId, seconds }) => run(room, opId, { type: 'extend', seconds })),
    remove: rule(payloads.seat, (room, { opId, playerId }) => run(room, opId, { type: 'remove', playerId })),
    find: rule(payloads.find, (room, { name }) => ({ ok: true, seats: foundSeats(room, name) })),
    mix: rule(payloads.mix, (room, { opId, words }) => run(room, opId, { type: 'mix', words })),
    rename: rule(payloads.seatRename, (room, { opId, playerId, name }) =>
      service.rename(room, playerId, name, 'host', opId),
    ),
    forget: rule(payloads.forget, async (room, { playerId }) => {
      await service.forgetEverywhere(room, playerId);
      return { ok: true };
    }),
    settings: rule(settingsPayload, (room, { opId, settings }) =>
      service.changeSettings(room, settings, opId),
    ),
    again: rule(payloads.op, async (room, { opId }) => {
      const result = await service.again(room, opId);
      return result.ok ? { ok: true, replayId: result.room.row.replayId } : result;
    }),
    time: timeRule(clock),
  };
}
