import type { Namespace, Socket } from 'socket.io';
import { refuse } from '../../shared/errors.ts';
import { type GuessPayload, type PlayerSends, payloads } from '../../shared/protocol.ts';
import type { Command } from '../../shared/room/commands.ts';
import type { RoomSettings } from '../../shared/room/settings.ts';
import { contain } from '../contain.ts';
import type { PlayerSocket } from '../fan-out/audience.ts';
import type { FanOut } from '../fan-out.ts';
import type { JoinedSeat, LiveRoom } from '../room-service.ts';
import { createTokenBucket } from '../token-bucket.ts';
import { guard, type Rule, rule } from './guard.ts';
import { currentRoom, type SocketParts } from './parts.ts';
import { timeRule } from './time-rule.ts';

/** A slider that is let go twice a second, and a hasty hand. */
const GUESSES_PER_SECOND = 2;
const GUESSES_BURST = 20;

/** Shares or a belief, in the room's own form; undefined for the form of the other game. */
function estimateFor(
  { estimate: kind }: RoomSettings,
  said: GuessPayload['estimate'],
): readonly number[] | undefined {
  if (kind === 'belief') return 'alpha' in said ? said.alpha : undefined;
  return 'p' in said ? said.p : undefined;
}

/** Phones: each speaks for its own seat and for nothing else. */
export function servePlayers(
  namespace: Namespace,
  fanOut: FanOut,
  parts: SocketParts,
  isClosing: () => boolean,
): void {
  const take = (socket: Socket) => {
    const joined: JoinedSeat = socket.data.seat;
    // A class that plays again and again would hold the lesson it came into for as long as it stays.
    socket.data.seat = undefined;
    seat(socket, joined, fanOut, parts, isClosing);
  };
  namespace.on('connection', contain(parts.log, 'a phone was not seated', take));
}

function seat(
  socket: PlayerSocket,
  joined: JoinedSeat,
  fanOut: FanOut,
  parts: SocketParts,
  isClosing: () => boolean,
): void {
  const { service, log } = parts;
  const { playerId } = joined;
  const connection = service.lineName(socket.id);
  let room: LiveRoom = joined.room;

  /** What everybody learns by looking; nobody waits for it, and each word waits for the one before. */
  let presence: Promise<unknown> = Promise.resolve();
  function tellPresence(type: 'connect' | 'disconnect'): void {
    const where = room;
    // Who came and went while the disk was full must not displace the tab that came after.
    const isStill = () => type === 'disconnect' || socket.connected;
    presence = presence
      .then(() => service.notePresence(where, { type, playerId, connection }, isStill))
      .catch((err: unknown) => log.error({ err }, 'presence was not recorded'));
  }

  function enter(entered: LiveRoom, token?: string): void {
    room = entered;
    const welcome = fanOut.welcome(room, playerId, token);
    if (welcome === null) {
      socket.disconnect(true);
      return;
    }
    fanOut.addPlayer(room, playerId, {
      socket,
      moved: () => {
        const after = service.byCode(room.row.code);
        if (after !== undefined) enter(after);
      },
      missed: () => tellPresence('connect'),
    });
    socket.emit('welcome', welcome);
    tellPresence('connect');
  }

  const run = (opId: string, command: Command) => service.execute(room, command, playerId, opId);
  const rules: Record<keyof PlayerSends, Rule> = {
    guess: rule(
      payloads.guess,
      async ({ opId, round, estimate: said, done = false }) => {
        const estimate = estimateFor(room.state.open.settings, said);
        if (estimate === undefined) return refuse('estimate/malformed');
        const result = await run(opId, { type: 'guess', playerId, round, estimate, done });
        return result.ok ? { round, estimate, done, ...result } : result;
      },
      { bucket: createTokenBucket(GUESSES_PER_SECOND, GUESSES_BURST) },
    ),
    bet: rule(
      payloads.bet,
      async ({ opId, band }) => {
        const result = await run(opId, { type: 'bet', playerId, band });
        return result.ok ? { band, ...result } : result;
      },
      { bucket: createTokenBucket(GUESSES_PER_SECOND, GUESSES_BURST) },
    ),
    rename: rule(payloads.rename, ({ opId, name }) => service.rename(room, playerId, name, playerId, opId)),
    leave: rule(payloads.op, ({ opId }) => run(opId, { type: 'leave', playerId }), {
      after: () => {
        fanOut.vacate(room, playerId);
        socket.disconnect(true);
      },
    }),
    moreTime: rule(payloads.op, ({ opId }) => run(opId, { type: 'moreTime', playerId })),
    time: timeRule(parts.clock),
  };

  guard(socket, rules, { ...parts, language: () => room.state.open.settings.language });
  const part = () => {
    fanOut.removePlayer(room, playerId, socket);
    // A server that goes away has not lost its phones: they are still present when it is back.
    if (!isClosing()) tellPresence('disconnect');
  };
  socket.on('disconnect', contain(log, 'a phone was not let go', part));
  enter(currentRoom(parts, room), joined.token);
}
