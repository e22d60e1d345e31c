import { describe, expect, test } from 'vitest';
import { decide } from '../../../shared/room/decide.ts';
import { rankByCost, rankByPoints } from '../../../shared/room/ranking.ts';
import { STORY_DRAWS } from '../../../shared/story/story.ts';
import { drawing, eventOf, guessOf, playing, share, TestRoom } from '../../support/room.ts';

const story = drawing(...STORY_DRAWS.map((chocolate) => [chocolate, 100 - chocolate]));

describe('placing', () => {
  test('G1 whoever is silent holds the prior', () => {
    const room = playing({}, story, 'a', 'b');
    room.guess('a', 0.7);
    const { seats } = eventOf(room.run({ type: 'close' }), 'RoundScored');
    expect(seats.map((seat) => seat.estimate[0])).toEqual([0.7, 0.5]);
  });

  test('G1 a hunch of the lobby speaks until the first estimate', () => {
    const room = new TestRoom(story).open().join('a');
    expect(room.run(guessOf('a', 0, 0.8), 'a')).toEqual([
      { type: 'HunchPlaced', playerId: 'a', estimate: share(0.8) },
    ]);
    expect(room.state.open.answered).toBe(1);
    room.run({ type: 'start' });
    expect(room.state.open.answered).toBe(0);
    expect(room.state.open.hunches.get('a')).toEqual(share(0.8));
    expect(eventOf(room.run({ type: 'close' }), 'RoundScored').seats[0]?.estimate).toEqual(share(0.8));
  });

  test('G1 after the first estimate the last one stays, also while away', () => {
    const room = playing({}, story, 'a');
    room.guess('a', 0.6);
    room.guess('a', 0.66);
    room.run({ type: 'close' });
    room.run({ type: 'next', draws: 1 });
    room.run({ type: 'disconnect', playerId: 'a', connection: 'phone-a' });
    expect(eventOf(room.run({ type: 'close' }), 'RoundScored').seats[0]?.estimate).toEqual(share(0.66));
  });

  test('G2 the round has to be the running one', () => {
    const lobby = new TestRoom(story).open().join('a');
    expect(lobby.attempt(guessOf('a', 1, 0.6), 'a').code).toBe('round/not-open');
    const room = playing({}, story, 'a');
    expect(room.attempt(guessOf('a', 0, 0.6), 'a').code).toBe('round/other');
    expect(room.attempt(guessOf('a', 2, 0.6), 'a').code).toBe('round/other');
    room.run({ type: 'close' });
    expect(room.attempt(guessOf('a', 1, 0.6), 'a').code).toBe('round/not-open');
    room.run({ type: 'reveal' });
    expect(room.attempt(guessOf('a', 1, 0.6), 'a').code).toBe('round/not-open');
    expect(room.attempt(guessOf('nobody', 1, 0.6)).code).toBe('seat/unknown');
  });

  test('G2 many placings count as one answer', () => {
    const room = playing({}, story, 'a', 'b');
    for (const first of [0.6, 0.7, 0.8]) room.guess('a', first);
    expect(room.state.open.answered).toBe(1);
  });

  test('G3 from the draw until the grace is over, by the server’s clock', () => {
    const room = playing({}, story, 'a');
    expect(room.guess('a', 0.6).ok).toBe(true);
    const closesAt = room.state.open.closesAt ?? 0;
    room.now = closesAt + 1000;
    expect(room.guess('a', 0.7).ok).toBe(true);
    room.now = closesAt + 1001;
    expect(room.guess('a', 0.8).code).toBe('round/not-open');
  });

  test('G3 what lay unread while the server stood still counts as come when it last looked, at most 5 s before', () => {
    const room = playing({}, story, 'a');
    const closesAt = room.state.open.closesAt ?? 0;
    const late = (ms: number, lagMs: number) => {
      const meta = { at: closesAt + 1000 + ms, by: 'a', lagMs };
      return decide(room.state, guessOf('a', 1, 0.6), meta).ok;
    };
    expect(late(3000, 3000)).toBe(true);
    expect(late(3001, 3000)).toBe(false);
    expect(late(5000, 60_000)).toBe(true);
    expect(late(5001, 60_000)).toBe(false);
  });

  test('G3 a pause stops the clock', () => {
    const room = playing({}, story, 'a');
    room.run({ type: 'pause' });
    expect(room.wait(1e9).guess('a', 0.7).ok).toBe(true);
  });

  test.each([
    ['estimate/malformed', [0.5, 0.3, 0.2]],
    ['estimate/malformed', [1]],
    ['estimate/malformed', [Number.NaN, 0.5]],
    ['estimate/malformed', [Number.POSITIVE_INFINITY, 0.5]],
    ['estimate/out-of-range', [0.0009, 0.9991]],
    ['estimate/out-of-range', [1.5, -0.5]],
    ['estimate/out-of-range', [0.5, 0.5 + 2e-9]],
    ['estimate/out-of-range', [0, 1]],
  ] as const)('G4 %s for %j, and nothing is clamped', (code, estimate) => {
    const room = playing({}, story, 'a');
    expect(room.attempt({ type: 'guess', playerId: 'a', round: 1, estimate, done: false }, 'a').code).toBe(
      code,
    );
    expect(room.state.seats.get('a')?.estimate).toEqual([0.5, 0.5]);
  });

  test.each([[[0.001, 0.999]], [[0.5, 0.5 + 5e-10]]])('G4 %j may be held', (estimate) => {
    const room = playing({}, story, 'a');
    expect(room.attempt({ type: 'guess', playerId: 'a', round: 1, estimate, done: false }, 'a').ok).toBe(
      true,
    );
  });
});

describe('operations', () => {
  const op = (id: string, digest = 'd') => ({ id, digest });

  test('R17 the same operation again is answered and changes nothing', () => {
    const room = playing({}, story, 'a');
    room.run(guessOf('a', 1, 0.6), 'a', op('1'));
    const seq = room.log.length;
    room.run(guessOf('a', 1, 0.7), 'a', op('2'));
    const again = room.attempt(guessOf('a', 1, 0.6), 'a', op('1'));
    expect(again).toMatchObject({ ok: true, events: [], repeated: seq });
    expect(room.state.seats.get('a')?.estimate).toEqual(share(0.7));
  });

  test('R17 it is answered also when its time has passed', () => {
    const room = playing({}, story, 'a');
    room.run(guessOf('a', 1, 0.6), 'a', op('1'));
    room.run({ type: 'close' }, 'host', op('1'));
    expect(room.attempt(guessOf('a', 1, 0.6), 'a', op('1')).repeated).not.toBeNull();
    expect(room.attempt({ type: 'close' }, 'host', op('1')).repeated).not.toBeNull();
  });

  test('R17 an operation of several events is answered with the first', () => {
    const room = new TestRoom(story).open().join('a');
    const before = room.log.length;
    room.run({ type: 'start' }, 'host', op('go'));
    expect(room.attempt({ type: 'start' }, 'host', op('go')).repeated).toBe(before + 1);
  });

  test('R17 the same id with other content is a conflict', () => {
    const room = playing({}, story, 'a');
    room.run(guessOf('a', 1, 0.6), 'a', op('1', 'x'));
    expect(room.attempt(guessOf('a', 1, 0.7), 'a', op('1', 'y')).code).toBe('op/conflict');
  });

  test('R17 refused operations are not remembered, and every seat counts its own', () => {
    const room = playing({}, story, 'a', 'b');
    expect(room.attempt(guessOf('a', 2, 0.6), 'a', op('1', 'x')).code).toBe('round/other');
    expect(room.attempt(guessOf('a', 1, 0.6), 'a', op('1', 'y')).ok).toBe(true);
    expect(room.attempt(guessOf('b', 1, 0.6), 'b', op('1', 'z')).ok).toBe(true);
  });

  test('R17 the last 8 of a seat are remembered, and the last 32 of the host', () => {
    const room = playing({}, story, 'a');
    for (let k = 0; k < 40; k += 1) {
      room.run(guessOf('a', 1, 0.6), 'a', op(`${k}`));
      room.run({ type: k % 2 === 0 ? 'lock' : 'unlock' }, 'host', op(`${k}`));
    }
    const ids = (from: number) => Array.from({ length: 40 - from }, (_, k) => `${k + from}`);
    expect([...(room.state.seats.get('a')?.ops.keys() ?? [])]).toEqual(ids(32));
    expect([...room.state.hidden.hostOps.keys()]).toEqual(ids(8));
  });
});

describe('scores', () => {
  test('G5 the story’s guesses earn 131, 171, 281, 879 and 996', () => {
    const room = playing({}, story, 'a');
    const guesses: Record<number, number> = { 1: 0.55, 3: 0.62, 5: 0.66, 10: 0.69, 15: 0.7 };
    const earned: (number | undefined)[] = [];
    for (let round = 1; round <= 15; round += 1) {
      const guess = guesses[round];
      if (guess !== undefined) room.guess('a', guess);
      const score = eventOf(room.run({ type: 'close' }), 'RoundScored').seats[0];
      if (guess !== undefined) earned.push(score?.points);
      if (round < 15) room.run({ type: 'next', draws: 1 });
    }
    expect(earned).toEqual([131, 171, 281, 879, 996]);
  });

  test('G6 ranks follow the sum of points, moves the places gained', () => {
    const room = playing({}, story, 'a', 'b', 'c');
    room.guess('a', 0.72);
    room.guess('b', 0.65);
    room.guess('c', 0.6);
    room.run({ type: 'close' });
    room.run({ type: 'next', draws: 1 });
    room.guess('a', 0.3);
    room.guess('c', 0.71);
    const { seats } = eventOf(room.run({ type: 'close' }), 'RoundScored');
    expect(seats.map(({ playerId, rank, move }) => [playerId, rank, move])).toEqual([
      ['a', 2, -1],
      ['b', 3, -1],
      ['c', 1, 2],
    ]);
    const first = room.state.open.scored[0]?.seats ?? [];
    expect(first.map(({ move }) => move)).toEqual([null, null, null]);
    seats.forEach((seat, k) => {
      expect(seat.total).toBe(seat.points + (first[k]?.points ?? 0));
      expect(seat.totalGap).toBe((first[k]?.gap ?? 0) + seat.gap);
    });
  });

  test('G6 ties share a rank and leave the next one out', () => {
    const standing = (total: number, totalGap: number) => ({ total, totalGap });
    expect(rankByPoints([standing(5, 1), standing(9, 1), standing(5, 1), standing(1, 0)])).toEqual([
      2, 1, 2, 4,
    ]);
    expect(rankByPoints([standing(5, 2), standing(5, 1)])).toEqual([2, 1]);
    expect(rankByCost([0.3, 0.1, 0.1])).toEqual([3, 1, 1]);
    expect(rankByPoints([])).toEqual([]);
  });

  test('R15 a late joiner is scored from the round of joining', () => {
    const room = playing({}, story, 'a');
    room.run({ type: 'close' });
    room.join('late');
    room.run({ type: 'next', draws: 1 });
    const { seats } = eventOf(room.run({ type: 'close' }), 'RoundScored');
    const late = seats.find(({ playerId }) => playerId === 'late');
    expect(late).toMatchObject({ total: late?.points, move: null });
    expect(room.state.seats.get('late')?.curve).toEqual([null, null, expect.any(Number)]);
  });

  test('R13 who left or was removed is scored no more, who is away is', () => {
    const room = playing({}, story, 'a', 'b', 'c', 'd');
    room.run({ type: 'close' });
    room.run({ type: 'leave', playerId: 'a' }, 'a');
    room.run({ type: 'remove', playerId: 'b' });
    room.run({ type: 'disconnect', playerId: 'c', connection: 'phone-c' });
    expect(room.state.open).toMatchObject({ players: 2, present: 1 });
    room.run({ type: 'next', draws: 1 });
    const { seats } = eventOf(room.run({ type: 'close' }), 'RoundScored');
    expect(seats.map(({ playerId }) => playerId)).toEqual(['c', 'd']);
    expect(
      eventOf(room.run({ type: 'reveal' }), 'TruthScored').seats.map(({ playerId }) => playerId),
    ).toEqual(['c', 'd']);
  });

  test('R13 answers of who goes are counted no more', () => {
    const room = playing({}, story, 'a', 'b');
    room.guess('a', 0.7, true);
    room.run({ type: 'moreTime', playerId: 'a' });
    room.run({ type: 'leave', playerId: 'a' }, 'a');
    expect(room.state.open).toMatchObject({ answered: 0, done: 0, wantTime: 0, players: 1 });
  });

  test('G7 the class is the mean of its estimates, bots apart', () => {
    const room = playing({}, story, 'a', 'b');
    room.guess('a', 0.6);
    room.guess('b', 0.8);
    const { crowd, seats } = eventOf(room.run({ type: 'close' }), 'RoundScored');
    expect(crowd?.estimate[0]).toBeCloseTo(0.7, 12);
    expect(crowd?.kl).toBeLessThan(Math.min(...seats.map(({ kl }) => kl)));
    expect(seats).toHaveLength(2);
  });

  test('I3 open scoring measures against the jar', () => {
    const room = playing({ scoring: 'open' }, story, 'a', 'b');
    room.guess('a', 0.55);
    room.guess('b', 0.7);
    const { seats } = eventOf(room.run({ type: 'close' }), 'RoundScored');
    expect(seats[0]?.kl).toBeCloseTo(0.0471739073394, 12);
    expect(seats[1]?.kl).toBeCloseTo(0, 12);
  });

  test('I1 a whole jar drawn leaves the exact bot an estimate no player could hold', () => {
    const flavours = [
      { name: 'x', count: 10 },
      { name: 'y', count: 10 },
      { name: 'z', count: 0 },
    ];
    const room = playing({ flavours, drawSize: 20, rounds: 1 }, drawing([10, 10, 0]), 'a');
    const { bots, seats } = eventOf(room.run({ type: 'close' }), 'RoundScored');
    expect(bots[0]?.estimate).toEqual([0.5, 0.5, 0]);
    expect(Number.isFinite(seats[0]?.kl)).toBe(true);
    const truth = eventOf(room.run({ type: 'reveal' }), 'TruthScored');
    expect(truth.floor.at(-1)).toBe(0);
    expect(truth.seats[0]?.klJar.every((kl) => kl !== null && Number.isFinite(kl))).toBe(true);
  });
});
