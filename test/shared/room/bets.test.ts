import { describe, expect, test } from 'vitest';
import { betaQuantile } from '../../../shared/inference/beta-distribution.ts';
import { betScore, isBand } from '../../../shared/room/bets.ts';
import { fold } from '../../../shared/room/evolve.ts';
import { chanceOf } from '../../support/chance.ts';
import { fc } from '../../support/properties.ts';
import { drawing, eventOf, playing, type TestRoom } from '../../support/room.ts';

const draws = drawing([13, 7], [9, 11]);
const shares = fc.double({ min: 0, max: 1, noNaN: true });
const bands = fc.tuple(shares, shares).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

/** The interval score as the literature writes it: (u − l) + 2/α·(l − y)·[y < l] + 2/α·(y − u)·[y > u]. */
function intervalScore(low: number, high: number, outcome: number, alpha: number): number {
  const below = outcome < low ? (2 / alpha) * (low - outcome) : 0;
  const above = outcome > high ? (2 / alpha) * (outcome - high) : 0;
  return high - low + below + above;
}

/** A room of two rounds in its bet. */
function betting(...players: readonly string[]): TestRoom {
  const room = playing({ bet: true, rounds: 2, drawSize: 20 }, draws, ...players);
  room.run({ type: 'close' });
  room.run({ type: 'next', draws: 1 });
  room.run({ type: 'close' });
  room.run({ type: 'next', draws: 1 });
  return room;
}

describe('the cost of a bet', () => {
  test('G15 it is the interval score at 90 %, in points of a percent, never clipped', () => {
    fc.assert(
      fc.property(bands, shares, ([low, high], share) => {
        expect(betScore([low, high], share).cost).toBeCloseTo(100 * intervalScore(low, high, share, 0.1), 4);
      }),
    );
    expect(betScore([0, 0], 1).cost).toBe(2000);
    expect(betScore([0.6, 0.75], 0.7)).toEqual({ cost: expect.closeTo(15, 10), hit: true });
    expect(betScore([0.71, 0.75], 0.7)).toEqual({ cost: expect.closeTo(4 + 20, 10), hit: false });
  });

  test('G15 the ends belong to the band, also where a slider’s number is a hair off', () => {
    expect(betScore([0.7, 0.7], 0.7)).toEqual({ cost: 0, hit: true });
    expect(betScore([0.1 * 7, 0.8], 0.7).hit).toBe(true);
    expect(betScore([0.7001, 0.8], 0.7).hit).toBe(false);
  });

  test('G15 telling the truth costs least: the 5 % and 95 % quantiles of what one believes', () => {
    const chance = chanceOf(11);
    for (const [a, b] of [
      [2, 2],
      [74, 28],
      [1.5, 6],
    ] as const) {
      const quantile = (p: number) => betaQuantile({ a, b }, p);
      // The outcomes a believer expects, evenly by their probability.
      const outcomes = Array.from({ length: 4000 }, (_, k) => quantile((k + 0.5) / 4000));
      const expected = (low: number, high: number) =>
        outcomes.reduce((sum, share) => sum + betScore([low, high], share).cost, 0) / outcomes.length;
      const [low, high] = [quantile(0.05), quantile(0.95)];
      const honest = expected(low, high);
      for (let k = 0; k < 40; k += 1) {
        const shifted = [low + 0.2 * (chance() - 0.5), high + 0.2 * (chance() - 0.5)].sort((x, y) => x - y);
        const [from = 0, to = 0] = shifted.map((end) => Math.min(1, Math.max(0, end)));
        expect(expected(from, to)).toBeGreaterThanOrEqual(honest - 1e-3);
      }
    }
  });

  test.each([
    [[0, 1], true],
    [[0.5, 0.5], true],
    [[0.6, 0.5], false],
    [[-0.001, 0.5], false],
    [[0.5, 1.001], false],
    [[Number.NaN, 0.5], false],
    [[0.5, Number.NaN], false],
  ] as const)('G15 %j is a band: %j', (band, fits) => {
    expect(isBand(band)).toBe(fits);
  });
});

describe('the bet', () => {
  test('R21 `next` after the last results opens it, once, where the host wants it', () => {
    const room = betting('a');
    expect(room.log.at(-1)?.event).toEqual({ type: 'BetsOpened' });
    expect(room.state.open).toMatchObject({ phase: 'bet', answered: 0, done: 0, closesAt: null });
    expect(room.attempt({ type: 'next', draws: 1 }).code).toBe('phase/not-now');
    const without = playing({ rounds: 1 }, draws, 'a');
    without.run({ type: 'close' });
    expect(without.attempt({ type: 'next', draws: 1 }).code).toBe('phase/not-now');
  });

  test('R21 bets are placed and changed in their phase alone; a bet has no clock', () => {
    const room = playing({ bet: true, rounds: 1 }, draws, 'a');
    expect(room.bet('a', 0.5, 0.6).code).toBe('phase/not-now');
    room.run({ type: 'close' });
    expect(room.bet('a', 0.5, 0.6).code).toBe('phase/not-now');
    room.run({ type: 'next', draws: 1 });
    expect(room.bet('a', 0.6, 0.5).code).toBe('estimate/out-of-range');
    expect(room.bet('nobody', 0.5, 0.6).code).toBe('seat/unknown');
    room.bet('a', 0.5, 0.6);
    room.wait(3_600_000).run({ type: 'tick' });
    room.bet('a', 0.55, 0.65);
    expect(room.state.open).toMatchObject({ phase: 'bet', betsPlaced: 1, answered: 1 });
    expect(room.place('a', [0.5, 0.5]).code).toBe('round/not-open');
    expect(room.attempt({ type: 'pause' }).code).toBe('phase/not-now');
    room.run({ type: 'reveal' });
    expect(room.bet('a', 0.5, 0.6).code).toBe('phase/not-now');
  });

  test('G15 the reveal settles them: the silent are held to 5–95 %, who left or came too late is not counted', () => {
    const room = betting('found', 'missed', 'silent', 'rude', 'gone');
    room.join('late');
    room.bet('found', 0.65, 0.75);
    room.bet('missed', 0.75, 0.8);
    room.bet('rude', 0, 1);
    room.bet('gone', 0, 1);
    room.bet('late', 0.7, 0.7);
    expect(room.state.open.betsPlaced).toBe(5);
    room.run({ type: 'remove', playerId: 'rude' });
    room.run({ type: 'leave', playerId: 'gone' }, 'gone');
    expect(room.state.open.betsPlaced).toBe(3);
    const { bets, seats } = eventOf(room.run({ type: 'reveal' }), 'TruthScored');
    expect(bets).toEqual({
      found: 2,
      of: 3,
      seats: [
        { playerId: 'found', band: [0.65, 0.75], cost: expect.closeTo(10, 9), hit: true },
        { playerId: 'missed', band: [0.75, 0.8], cost: expect.closeTo(5 + 20 * 5, 9), hit: false },
        { playerId: 'silent', band: [0.05, 0.95], cost: expect.closeTo(90, 9), hit: true },
      ],
    });
    // Three who never guessed share the first place: a bet moves no rank.
    expect(seats.map(({ rank }) => rank)).toEqual([1, 1, 1]);
    expect(fold(room.log)).toEqual(room.state);
  });

  test('R21 the host may skip it: then there are no bets', () => {
    const room = playing({ bet: true, rounds: 1 }, draws, 'a');
    room.run({ type: 'close' });
    expect(eventOf(room.run({ type: 'reveal' }), 'TruthScored').bets).toBeNull();
  });

  test('R21 ending the room during the bet settles it too', () => {
    const room = betting('a');
    room.bet('a', 0.6, 0.8);
    const events = room.run({ type: 'end' });
    expect(events.map(({ type }) => type)).toEqual(['JarRevealed', 'TruthScored', 'RoomEnded']);
    expect(eventOf(events, 'TruthScored').bets).toMatchObject({ found: 1, of: 1 });
  });
});
