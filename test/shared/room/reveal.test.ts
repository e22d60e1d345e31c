import { describe, expect, test } from 'vitest';
import { verifyFairness } from '../../../shared/fairness/verify.ts';
import { STORY_DRAWS } from '../../../shared/story/story.ts';
import { drawing, eventOf, guessOf, playing, salt, seed, TestRoom } from '../../support/room.ts';

const story = drawing(...STORY_DRAWS.map((chocolate) => [chocolate, 100 - chocolate]));

describe('the reveal', () => {
  test('R11 it closes and scores an open round first', () => {
    const room = playing({}, story, 'a');
    room.guess('a', 0.7);
    const events = room.run({ type: 'reveal' });
    expect(events.map(({ type }) => type)).toEqual([
      'RoundClosed',
      'RoundScored',
      'JarRevealed',
      'TruthScored',
    ]);
    expect(eventOf(events, 'RoundClosed').why).toBe('host');
    expect(eventOf(events, 'JarRevealed')).toEqual({
      type: 'JarRevealed',
      counts: [7000, 3000],
      seed,
      salt,
      mix: '',
    });
    expect(eventOf(events, 'TruthScored').seats[0]?.klJar).toHaveLength(2);
  });

  test('R11 ending reveals first, once', () => {
    const room = playing({}, story, 'a');
    expect(room.run({ type: 'end' }).map(({ type }) => type)).toEqual([
      'RoundClosed',
      'RoundScored',
      'JarRevealed',
      'TruthScored',
      'RoomEnded',
    ]);
    const other = playing({}, story, 'a');
    other.run({ type: 'reveal' });
    expect(other.run({ type: 'end' }).map(({ type }) => type)).toEqual(['RoomEnded']);
  });

  test('F1 the opened seal verifies, draw by draw, also a mystery jar’s', () => {
    const mystery = { flavours: ['A', 'B', 'C'], population: 600 };
    for (const input of [{ rounds: 3 }, { mystery, drawSize: [10, 20, 30] }]) {
      const room = new TestRoom().open(input).join('a');
      room.run({ type: 'mix', words: 'bread' });
      room.run({ type: 'start' });
      room.run({ type: 'close' });
      room.run({ type: 'next', draws: 2 });
      room.run({ type: 'reveal' });
      const { open } = room.state;
      const { drawSize, flavours, replacement, population } = open.settings;
      const sealed = { drawSize, labels: flavours, replace: replacement, room: open.code, salt, seed };
      const steps = verifyFairness({
        commitment: open.commitment,
        opening: open.settings.mystery
          ? { ...sealed, mystery: population }
          : { ...sealed, counts: open.jar?.counts ?? [] },
        mix: open.mix,
        jar: open.jar?.counts ?? [],
        orders: open.draws.map(({ order }) => order),
      });
      expect(steps).toHaveLength(5);
      expect(steps.every(({ ok }) => ok)).toBe(true);
    }
  });

  test('G8 it records the story’s table, null where nothing was guessed or nobody was there', () => {
    const room = new TestRoom(story).open().join('a', 'b');
    room.run(guessOf('b', 0, 0.7), 'b');
    room.run({ type: 'start' });
    room.guess('a', 0.55);
    room.run({ type: 'close' });
    room.join('late');
    room.run({ type: 'next', draws: 2 });
    room.guess('a', 0.62);
    room.guess('late', 0.62);
    const truth = eventOf(room.run({ type: 'reveal' }), 'TruthScored');
    const [a, b, late] = truth.seats.map(({ klJar }) => klJar);
    expect(a?.[0]).toBeCloseTo(0.0822828785051, 12);
    expect(a?.[1]).toBeCloseTo(0.0471739073394, 12);
    expect(a?.[2]).toBeNull();
    expect(a?.[3]).toBeCloseTo(0.0140359664837, 12);
    expect(b?.[0]).toBeCloseTo(0, 12);
    expect(late?.slice(0, 3)).toEqual([null, null, null]);
    expect(late?.[3]).toBe(a?.[3]);
    expect(truth.crowd.map((kl) => kl === null)).toEqual([false, false, true, false]);
    expect(truth.bots.map(({ klJar }) => klJar.map((kl) => kl === null))).toEqual([
      [false, false, true, false],
      [false, false, true, false],
    ]);
  });

  test('I5 the floor of a perfect player falls with every draw, guessed or not', () => {
    const room = playing({}, story, 'a');
    room.run({ type: 'close' });
    room.run({ type: 'next', draws: 2 });
    const { floor } = eventOf(room.run({ type: 'reveal' }), 'TruthScored');
    expect(floor[0]).toBeNull();
    [100, 200, 300].forEach((n, k) => {
      expect(floor[k + 1]).toBeCloseTo((1 - n / 10_000) / (2 * n), 15);
    });
  });

  test('G8 the order stays by evidence unless the host chose the jar', () => {
    const rank = (rankBy: 'evidence' | 'jar') => {
      const room = playing({ rankBy, rounds: 1 }, drawing([60, 40]), 'near', 'lucky');
      room.guess('near', 0.6);
      room.guess('lucky', 0.7);
      return eventOf(room.run({ type: 'reveal' }), 'TruthScored').seats.map((seat) => [
        seat.playerId,
        seat.rank,
      ]);
    };
    expect(rank('evidence')).toEqual([
      ['near', 1],
      ['lucky', 2],
    ]);
    expect(rank('jar')).toEqual([
      ['near', 2],
      ['lucky', 1],
    ]);
  });

  test('G8 by the jar, rounds before joining cost what the prior costs', () => {
    const room = playing({ rankBy: 'jar' }, story, 'early');
    room.guess('early', 0.69);
    room.run({ type: 'close' });
    room.join('late');
    room.run({ type: 'next', draws: 1 });
    room.guess('late', 0.7);
    const truth = eventOf(room.run({ type: 'reveal' }), 'TruthScored');
    expect(truth.seats.map(({ playerId, rank }) => [playerId, rank])).toEqual([
      ['early', 1],
      ['late', 2],
    ]);
  });

  test('G8 a room without a round has an empty truth', () => {
    const room = new TestRoom().open().join('a');
    const truth = eventOf(room.run({ type: 'end' }), 'TruthScored');
    expect(truth.seats).toEqual([]);
    expect(truth.floor).toEqual([null]);
    expect(truth.crowd[0]).toBeCloseTo(0.0822828785051, 12);
  });
});
