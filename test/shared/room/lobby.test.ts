import { describe, expect, test } from 'vitest';
import { commitmentOf } from '../../../shared/fairness/commitment.ts';
import { mixOf, mysteryCounts } from '../../../shared/fairness/mystery.ts';
import type { RoomEvent } from '../../../shared/room/events.ts';
import {
  drawing,
  eventOf,
  given,
  guessOf,
  playing,
  salt,
  seed,
  settingsOf,
  TestRoom,
} from '../../support/room.ts';

const seventyThirty = drawing([73, 27], [69, 31]);
const classic = settingsOf({});
const mystery = { mystery: { flavours: ['A', 'B'], population: 1000 }, drawSize: 10 } as const;

const opened: readonly RoomEvent[] = new TestRoom().open().log.map(({ event }) => event);
const seat = (playerId: string): RoomEvent => ({
  type: 'SeatTaken',
  playerId,
  tokenHash: `hash-${playerId}`,
  cookie: 2,
  fromRound: 1,
});
const joining = (playerId: string) =>
  ({ type: 'join', playerId, tokenHash: `hash-${playerId}`, cookie: 2 }) as const;

describe('opening', () => {
  test('F1 an opened room is sealed with the commitment of its opening', () => {
    const { settings, counts } = classic;
    const commitment = commitmentOf({
      counts: [7000, 3000],
      drawSize: 100,
      labels: settings.flavours,
      replace: 'never',
      room: '482917',
      salt,
      seed,
    });
    given()
      .when({ type: 'open', code: '482917', settings, counts, seed, salt })
      .then(
        { type: 'RoomOpened', code: '482917', settings },
        { type: 'JarSealed', commitment, jar: { seed, salt, counts } },
      );
  });

  test('R2 a room is opened once', () => {
    given(...opened)
      .when({ type: 'open', code: '1', ...classic, seed, salt })
      .refused('phase/not-now');
  });

  test('R2 nothing happens in a room that was never opened', () => {
    given().when({ type: 'start' }).refused('room/unknown');
  });
});

describe('settings', () => {
  test('R4 new settings in the lobby seal the jar anew', () => {
    const room = new TestRoom().open();
    const before = room.state.open.commitment;
    const changed = settingsOf({ drawSize: 50 });
    const events = room.run({ type: 'settings', ...changed, seed: '77'.repeat(32), salt });
    expect(events.map(({ type }) => type)).toEqual(['SettingsChanged', 'JarSealed']);
    expect(room.state.open.commitment).not.toBe(before);
    expect(room.state.open.settings.drawSize).toBe(50);
    expect(room.state.hidden.seed).toBe('77'.repeat(32));
  });

  test('R4 after the word or the start they are refused', () => {
    const change = { type: 'settings', ...classic, seed, salt } as const;
    const mixed = new TestRoom().open();
    mixed.run({ type: 'mix', words: 'bread' });
    expect(mixed.attempt(change).code).toBe('phase/not-now');
    expect(playing({}, seventyThirty, 'a').attempt(change).code).toBe('phase/not-now');
  });

  test('R4 other flavours make hunches void, other numbers do not', () => {
    const room = new TestRoom().open().join('a');
    room.run(guessOf('a', 0, 0.8), 'a');
    room.run({ type: 'settings', ...settingsOf({ guessSeconds: 20 }), seed, salt });
    expect(room.state.seats.get('a')?.estimate).toEqual([0.8, 1 - 0.8]);
    const three = { flavours: ['x', 'y', 'z'].map((name) => ({ name, count: 1000 })) };
    room.run({ type: 'settings', ...settingsOf(three), seed, salt });
    expect(room.state.seats.get('a')?.estimate).toEqual([1 / 3, 1 / 3, 1 / 3]);
    expect(room.state.open.answered).toBe(0);
  });
});

describe('the word of the class', () => {
  test('R5 it is spoken once, in the lobby', () => {
    given(...opened)
      .when({ type: 'mix', words: ' bread ' })
      .then({ type: 'MixSpoken', mix: mixOf('bread') });
    given(...opened, { type: 'MixSpoken', mix: mixOf('bread') })
      .when({ type: 'mix', words: 'cake' })
      .refused('phase/not-now');
    given(...opened)
      .when({ type: 'mix', words: '  ' })
      .refused('payload/malformed');
  });

  test('R5 it fills a mystery jar', () => {
    const room = new TestRoom().open(mystery);
    expect(room.state.hidden.counts).toBeNull();
    const mix = mixOf('bread');
    const counts = mysteryCounts({ seed, room: '482917', mix, cookies: 1000, flavours: 2 });
    expect(room.run({ type: 'mix', words: 'bread' })).toEqual([
      { type: 'MixSpoken', mix },
      { type: 'JarFilled', counts },
    ]);
    expect(room.run({ type: 'start' }).map(({ type }) => type)).toEqual(['GameStarted', 'CookiesDrawn']);
  });

  test('R5 without a word the start fills it, and the sum is the population', () => {
    const room = new TestRoom().open(mystery);
    const filled = eventOf(room.run({ type: 'start' }), 'JarFilled');
    expect(filled.counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
    expect(room.state.hidden.remaining?.reduce((sum, count) => sum + count, 0)).toBe(990);
  });

  test('R5 ending a room that never started still opens its mystery jar', () => {
    const room = new TestRoom().open(mystery);
    const events = room.run({ type: 'end' });
    expect(events.map(({ type }) => type)).toEqual(['JarFilled', 'JarRevealed', 'TruthScored', 'RoomEnded']);
    expect(room.state.open.jar?.counts).toEqual(eventOf(events, 'JarFilled').counts);
  });
});

describe('seats', () => {
  test('R15 who joins in the lobby plays from round 1', () => {
    given(...opened)
      .when(joining('a'))
      .then(seat('a'));
  });

  test('R15 who joins during guessing plays the running round, during results the next', () => {
    const room = playing({}, seventyThirty, 'a');
    expect(eventOf(room.run(joining('b')), 'SeatTaken').fromRound).toBe(1);
    room.run({ type: 'close' });
    expect(eventOf(room.run(joining('c')), 'SeatTaken').fromRound).toBe(2);
    room.run({ type: 'next', draws: 1 });
    expect(eventOf(room.run(joining('d')), 'SeatTaken').fromRound).toBe(2);
  });

  test('R12 a locked room takes nobody until it is unlocked', () => {
    given(...opened, { type: 'RoomLocked' })
      .when(joining('a'))
      .refused('room/locked');
    given(...opened, { type: 'RoomLocked' }, { type: 'RoomUnlocked' })
      .when(joining('a'))
      .then(seat('a'));
  });

  test('R12 locking twice changes nothing', () => {
    given(...opened)
      .when({ type: 'lock' })
      .then({ type: 'RoomLocked' });
    given(...opened, { type: 'RoomLocked' })
      .when({ type: 'lock' })
      .nothing();
    given(...opened)
      .when({ type: 'unlock' })
      .nothing();
  });

  test('R12 a full room takes nobody, and a seat that left makes room', () => {
    const room = new TestRoom().open({ maxPlayers: 2 }).join('a', 'b');
    expect(room.attempt(joining('c')).code).toBe('room/full');
    room.run({ type: 'leave', playerId: 'a' }, 'a');
    expect(room.attempt(joining('c')).ok).toBe(true);
  });

  test('R12 a revealed room and an ended room take nobody', () => {
    const room = playing({}, seventyThirty, 'a');
    room.run({ type: 'reveal' });
    expect(room.attempt(joining('b')).code).toBe('room/ended');
    room.run({ type: 'end' });
    expect(room.attempt(joining('b')).code).toBe('room/ended');
  });

  test('R13 a removed seat cannot come back, one that left is unknown', () => {
    const connect = { type: 'connect', playerId: 'a', connection: 'c' } as const;
    given(...opened, seat('a'), { type: 'SeatRemoved', playerId: 'a' })
      .when(connect)
      .refused('seat/removed');
    given(...opened, seat('a'), { type: 'SeatLeft', playerId: 'a' })
      .when(connect)
      .refused('seat/unknown');
    given(...opened)
      .when({ type: 'remove', playerId: 'a' })
      .refused('seat/unknown');
  });

  test('R13 every command of a seat that is out is refused', () => {
    const room = new TestRoom().open().join('a');
    room.run({ type: 'remove', playerId: 'a' });
    for (const type of ['leave', 'rename', 'remove', 'moreTime'] as const) {
      expect(room.attempt({ type, playerId: 'a' }).code).toBe('seat/removed');
    }
    expect(room.attempt(guessOf('a', 0, 0.6)).code).toBe('seat/removed');
  });

  test('R14 the newest connection is the seat’s, and losing an older one means nothing', () => {
    const room = new TestRoom().open().join('a');
    room.run({ type: 'connect', playerId: 'a', connection: 'second tab' });
    expect(room.run({ type: 'disconnect', playerId: 'a', connection: 'phone-a' })).toEqual([]);
    expect(room.state.open.present).toBe(1);
    room.run({ type: 'disconnect', playerId: 'a', connection: 'second tab' });
    expect(room.state.open.present).toBe(0);
    expect(room.run({ type: 'disconnect', playerId: 'a', connection: 'second tab' })).toEqual([]);
  });

  test('R14 connecting again over the same connection is no news', () => {
    const room = new TestRoom().open().join('a');
    expect(room.run({ type: 'connect', playerId: 'a', connection: 'phone-a' })).toEqual([]);
  });

  test('S3 renaming leaves no name in the log', () => {
    given(...opened, seat('a'))
      .when({ type: 'rename', playerId: 'a' })
      .then({ type: 'SeatRenamed', playerId: 'a' });
  });

  test('R18 a seat’s id is taken once', () => {
    given(...opened, seat('a'))
      .when(joining('a'))
      .refused('op/conflict');
  });

  test('R18 an ended room refuses every command and still lets phones read', () => {
    const room = playing({}, seventyThirty, 'a');
    room.run({ type: 'end' });
    for (const type of ['start', 'close', 'skip', 'pause', 'resume', 'reveal', 'end', 'lock'] as const) {
      expect(room.attempt({ type }).code).toBe('room/ended');
    }
    expect(room.run({ type: 'connect', playerId: 'a', connection: 'new' })).toEqual([]);
    expect(room.run({ type: 'disconnect', playerId: 'a', connection: 'phone-a' })).toEqual([]);
    expect(room.run({ type: 'tick' })).toEqual([]);
    expect(room.run({ type: 'restart', downMs: 5000 })).toEqual([]);
  });
});
