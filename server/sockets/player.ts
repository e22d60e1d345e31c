import type { Namespace, Socket } from 'socket.io';
import { refuse } from '../../shared/errors.ts';
import { type GuessPayload, type PlayerSends, payloads } from '../../shared/protocol.ts';
import type { Command } from '../../shared/room/commands.ts';
import type { RoomSettings } from '../../shared/room/settings.ts';
import { contain } from '../contain.ts';
import type { Listener, PlayerSocket } from '../fan-out/audience.ts';
import type { FanOut } from '../fan-out.ts';
import type { JoinedSeat, LiveRoom } from '../room-service.ts';
import { createGuard, type Limit, type Rule, rule } from './guard.ts';
import { currentRoom, type SocketParts } from './parts.ts';
import { timeRule } from './time-rule.ts';

/** A slider that is let go twice a second, and a hasty hand. */
const GUESSES: Limit = { perSecond: 2, burst: 20 };
const BETS: Limit = { perSecond: 2, burst: 20 };

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
  const language = ({ room }: Phone) => room.state.open.settings.language;
  const guard = createGuard(rulesOf(fanOut, parts), { ...parts, language });
  const take = (socket: Socket) => {
    const { room, playerId, token }: JoinedSeat = socket.data.seat;
    // A class that plays again and again would hold the lesson it came into for as long as it stays.
    socket.data.seat = undefined;
    const phone = new Phone(socket, playerId, currentRoom(parts, room), fanOut, parts);
    guard(socket, phone);
    const part = () => {
      fanOut.removePlayer(phone.room, playerId, socket);
      // A server that goes away has not lost its phones: they are still present when it is back.
      if (!isClosing()) phone.tellPresence('disconnect');
    };
    socket.on('disconnect', contain(parts.log, 'a phone was not let go', part));
    phone.enter(token);
  };
  namespace.on('connection', contain(parts.log, 'a phone was not seated', take));
}

/** One seat's line. A class, because ten thousand hold one each. */
class Phone implements Listener {
  readonly socket: PlayerSocket;
  readonly playerId: string;
  room: LiveRoom;
  readonly #connection: string;
  readonly #fanOut: FanOut;
  readonly #parts: SocketParts;
  /** What everybody learns by looking; nobody waits for it, and each word waits for the one before. */
  #presence: Promise<unknown> = Promise.resolve();

  constructor(socket: PlayerSocket, playerId: string, room: LiveRoom, fanOut: FanOut, parts: SocketParts) {
    this.socket = socket;
    this.playerId = playerId;
    this.room = room;
    this.#connection = parts.service.lineName(socket.id);
    this.#fanOut = fanOut;
    this.#parts = parts;
  }

  tellPresence(type: 'connect' | 'disconnect'): void {
    const { service, log } = this.#parts;
    const { room, playerId, socket } = this;
    const connection = this.#connection;
    // Who came and went while the disk was full must not displace the tab that came after.
    const isStill = () => type === 'disconnect' || socket.connected;
    this.#presence = this.#presence
      .then(() => service.notePresence(room, { type, playerId, connection }, isStill))
      .catch((err: unknown) => log.error({ err }, 'presence was not recorded'));
  }

  enter(token?: string): void {
    const welcome = this.#fanOut.welcome(this.room, this.playerId, token);
    if (welcome === null) {
      this.socket.disconnect(true);
      return;
    }
    this.#fanOut.addPlayer(this.room, this.playerId, this);
    this.socket.emit('welcome', welcome);
    this.tellPresence('connect');
  }

  moved(): void {
    const after = this.#parts.service.byCode(this.room.row.code);
    if (after === undefined) return;
    this.room = after;
    this.enter();
  }

  missed(): void {
    this.tellPresence('connect');
  }
}

function rulesOf(fanOut: FanOut, { service, clock }: SocketParts): Record<keyof PlayerSends, Rule<Phone>> {
  const run = ({ room, playerId }: Phone, opId: string, command: Command) =>
    service.execute(room, command, playerId, opId);
  return {
    guess: rule(
      payloads.guess,
      async (phone, { opId, round, estimate: said, done = false }) => {
        const estimate = estimateFor(phone.room.state.open.settings, said);
        if (estimate === undefined) return refuse('estimate/malformed');
        const { playerId } = phone;
        const result = await run(phone, opId, { type: 'guess', playerId, round, estimate, done });
        return result.ok ? { round, estimate, done, ...result } : result;
      },
      { limit: GUESSES },
    ),
    bet: rule(
      payloads.bet,
      async (phone, { opId, band }) => {
        const result = await run(phone, opId, { type: 'bet', playerId: phone.playerId, band });
        return result.ok ? { band, ...result } : result;
      },
      { limit: BETS },
    ),
    rename: rule(payloads.rename, ({ room, playerId }, { opId, name }) =>
      service.rename(room, playerId, name, playerId, opId),
    ),
    leave: rule(
      payloads.op,
      (phone, { opId }) => run(phone, opId, { type: 'leave', playerId: phone.playerId }),
      {
        after: ({ room, playerId, socket }) => {
          fanOut.vacate(room, playerId);
          socket.disconnect(true);
        },
      },
    ),
    moreTime: rule(payloads.op, (phone, { opId }) =>
      run(phone, opId, { type: 'moreTime', playerId: phone.playerId }),
    ),
    time: timeRule(clock),
  };
}
