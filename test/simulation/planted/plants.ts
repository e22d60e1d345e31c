import type { Invariant } from '../invariants.ts';

export interface Change {
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
}

/** A bug as somebody might write it, and what it must be found to break. */
export interface Plant {
  readonly name: string;
  readonly breaks: readonly Invariant[];
  readonly changes: readonly Change[];
}

const change = (file: string, from: string, to: string): Change => ({ file, from, to });

/** Classic mistakes of software like this. */
const classics: readonly Plant[] = [
  {
    name: 'acknowledge before the commit',
    breaks: ['acknowledged-kept'],
    changes: [change('server/room-runner.ts', 'await stored;', 'stored.catch(() => {});')],
  },
  {
    name: 'no deduplication',
    breaks: ['applied-once'],
    changes: [
      change('shared/room/decision.ts', 'if (earlier === undefined) return null;', 'if (!0) return null;'),
    ],
  },
  {
    name: 'the client’s clock is trusted',
    breaks: ['deadline'],
    changes: [
      change(
        'client/connection.ts',
        '{ opId: makeOpId(), ...payload }',
        "{ opId: makeOpId(), ...payload, ...(event === 'guess' && { at: Date.now() }) }",
      ),
      change(
        'shared/protocol.ts',
        'done: v.optional(v.boolean()),',
        'done: v.optional(v.boolean()), at: v.number(),',
      ),
      change(
        'server/sockets/player.ts',
        'async (phone, { opId, round, estimate: said, done = false })',
        'async (phone, { opId, round, estimate: said, done = false, at })',
      ),
      change(
        'server/sockets/player.ts',
        "{ type: 'guess', playerId, round, estimate, done }",
        "{ type: 'guess', playerId, round, estimate, done, at }",
      ),
      change(
        'shared/room/decide-seat.ts',
        'outOfTime(open, round, meta);',
        'outOfTime(open, round, { ...meta, at: command.at });',
      ),
    ],
  },
  {
    name: 'a stale view wins',
    breaks: ['views-forward'],
    changes: [
      change(
        'client/pages/player/game.ts',
        'if (before !== null && next.seq < before.seq && !fresh) return;',
        '',
      ),
    ],
  },
  {
    name: 'a late joiner is lost',
    breaks: ['views-converge'],
    changes: [
      change(
        'server/fan-out.ts',
        'phones.add(playerId, listener);',
        "if (room.state.open.phase === 'lobby') phones.add(playerId, listener);",
      ),
    ],
  },
  {
    name: 'a token is not revoked',
    breaks: ['removed-stays-away'],
    changes: [
      change('server/seat-desk.ts', "if (out === 'removed') return refuse('seat/removed');", ''),
      change('server/fan-out/snapshots.ts', ' || entry.out !== null', ''),
    ],
  },
  {
    name: 'a late joiner begins a round too late',
    breaks: ['late-joiner'],
    changes: [change('shared/room/decide-lobby.ts', "phase === 'guessing' ? round : round + 1", 'round + 1')],
  },
  {
    name: 'no grace after the deadline',
    breaks: ['deadline'],
    changes: [
      change(
        'shared/room/decide-seat.ts',
        'arrived > open.closesAt + GRACE_MS ?',
        'arrived > open.closesAt ?',
      ),
    ],
  },
  {
    name: 'the time away is not given back',
    breaks: ['restart-deadline'],
    changes: [change('server/room-keeper.ts', 'lastBeat === null ? 0 : now - lastBeat', '0')],
  },
  {
    name: 'the seal’s seed goes to the projector',
    breaks: ['sealed'],
    changes: [
      change(
        'server/fan-out/snapshots.ts',
        'return displayView(state.open, shownNames(room), row.title, extrasOf(room));',
        'return { ...displayView(state.open, shownNames(room), row.title, extrasOf(room)), seal: state.hidden };',
      ),
    ],
  },
  {
    name: 'a failed write is taken for written',
    breaks: [
      'fold-is-state',
      'placed-in-the-end',
      'acknowledged-kept',
      'views-converge',
      'clock-closes',
      'unhandled',
    ],
    changes: [change('server/own-room.ts', 'this.isBroken = true;\n        const lost', 'const lost')],
  },
];

/** Mistakes that were really made, found by this simulation, and mended. */
const history: readonly Plant[] = [
  {
    name: 'a tab that gave way fights back',
    breaks: ['one-line-a-seat', 'presence', 'views-converge'],
    changes: [change('client/connection.ts', 'resting = true;', '')],
  },
  {
    name: 'an audience ends with the tab that gives way',
    breaks: ['views-converge'],
    changes: [
      change('server/fan-out.ts', '      older?.disconnect(true);\n', ''),
      change(
        'server/fan-out.ts',
        'if (older !== undefined) phones.remove(playerId, older);',
        'if (older !== undefined) { phones.remove(playerId, older); older.disconnect(true); }',
      ),
    ],
  },
  {
    name: 'a tab that is gone displaces the one after it',
    breaks: ['presence'],
    changes: [change('server/sockets/player.ts', "type === 'disconnect' || socket.connected", 'true')],
  },
  {
    name: 'who goes while the disk is full stays present',
    breaks: ['presence'],
    changes: [
      change(
        'server/room-service.ts',
        'runner.insist(room, presence, presence.playerId, isStill)',
        'runner.execute(room, presence, presence.playerId).then(() => {})',
      ),
    ],
  },
  {
    name: 'a restart on a full disk gives no time back',
    breaks: ['restart-deadline'],
    changes: [
      change(
        'server/room-runner.ts',
        "if (isNew && room.isResuming && command.type !== 'restart') return notStored(room);",
        '',
      ),
    ],
  },
  {
    name: 'the lesson played again takes along who was sent away',
    breaks: ['acknowledged-kept', 'presence', 'views-converge', 'removed-stays-away'],
    changes: [
      change('server/play-again.ts', 'current.isClosed = true;', ''),
      change('server/play-again.ts', 'await room.settled();', ''),
    ],
  },
  {
    name: 'the lesson played again counts on',
    breaks: ['views-converge'],
    changes: [change('client/pages/player/game.ts', 'takeView(shown, true);', 'takeView(shown);')],
  },
  {
    name: 'who leaves does not hang up',
    breaks: ['presence'],
    changes: [
      change('client/pages/player/game.ts', "go('left');", "dropTicket(code);\ngone.value = 'left';"),
      change(
        'server/sockets/player.ts',
        'fanOut.vacate(room, playerId);\n          socket.disconnect(true);',
        '',
      ),
    ],
  },
  {
    name: 'a line that the server hung up on stays away',
    breaks: ['views-converge'],
    changes: [
      change('client/connection.ts', "if (reason !== 'io server disconnect') return;", 'if (!0) return;'),
    ],
  },
];

export const plants: readonly Plant[] = [...classics, ...history];
