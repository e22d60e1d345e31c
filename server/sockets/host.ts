import type { Namespace, Socket } from 'socket.io';
import { type HostSends, payloads, settingsPayload } from '../../shared/protocol.ts';
import type { Command } from '../../shared/room/commands.ts';
import { contain } from '../contain.ts';
import { foundSeats } from '../fan-out/snapshots.ts';
import type { FanOut } from '../fan-out.ts';
import type { LiveRoom } from '../room-service.ts';
import { guard, type Rule, rule } from './guard.ts';
import { currentRoom, type SocketParts } from './parts.ts';
import { timeRule } from './time-rule.ts';

/** Commands that say nothing but their name. */
type Plain = 'start' | 'skip' | 'close' | 'pause' | 'resume' | 'reveal' | 'end' | 'lock' | 'unlock';

/** Whoever holds the room's key: everything that moves the game. */
export function serveHosts(namespace: Namespace, fanOut: FanOut, parts: SocketParts): void {
  const serve = (socket: Socket) => {
    const room: LiveRoom = currentRoom(parts, socket.data.room);
    // Another device may have become the host since the token was looked at.
    if (!parts.service.isHost(room, socket.handshake.auth.hostToken)) {
      socket.emit('superseded', { reason: 'superseded' });
      socket.disconnect(true);
      return;
    }
    guard(socket, rulesOf(room, parts), { ...parts, language: () => room.state.open.settings.language });
    fanOut.addHost(room, socket);
    socket.on(
      'disconnect',
      contain(parts.log, 'a host was not let go', () => fanOut.removeHost(room)),
    );
  };
  namespace.on('connection', contain(parts.log, 'a host was not served', serve));
}

function rulesOf(room: LiveRoom, { service, clock }: SocketParts): Record<keyof HostSends | 'time', Rule> {
  const run = (opId: string, command: Command) => service.execute(room, command, 'host', opId);
  const plain = (type: Plain) => rule(payloads.op, ({ opId }) => run(opId, { type }));
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
    next: rule(payloads.next, ({ opId, draws = 1, twist = false }) =>
      run(opId, { type: 'next', draws, twist }),
    ),
    extend: rule(payloads.extend, ({ opId, seconds }) => run(opId, { type: 'extend', seconds })),
    remove: rule(payloads.seat, ({ opId, playerId }) => run(opId, { type: 'remove', playerId })),
    find: rule(payloads.find, ({ name }) => ({ ok: true, seats: foundSeats(room, name) })),
    mix: rule(payloads.mix, ({ opId, words }) => run(opId, { type: 'mix', words })),
    rename: rule(payloads.seatRename, ({ opId, playerId, name }) =>
      service.rename(room, playerId, name, 'host', opId),
    ),
    forget: rule(payloads.forget, async ({ playerId }) => {
      await service.forgetEverywhere(room, playerId);
      return { ok: true };
    }),
    settings: rule(settingsPayload, ({ opId, settings }) => service.changeSettings(room, settings, opId)),
    again: rule(payloads.op, async ({ opId }) => {
      const result = await service.again(room, opId);
      return result.ok ? { ok: true, replayId: result.room.row.replayId } : result;
    }),
    time: timeRule(clock),
  };
}
