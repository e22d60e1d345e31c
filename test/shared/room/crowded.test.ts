import { describe, expect, test } from 'vitest';
import { decide } from '../../../shared/room/decide.ts';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { chanceOf, whole } from '../../support/chance.ts';
import { belief, drawing, eventOf, share, TestRoom } from '../../support/room.ts';

const SEATS = 10_000;

function crowdedRoom({ bet = false, ...input }: SettingsInput): TestRoom {
  const chance = chanceOf(7);
  const room = new TestRoom(drawing([73, 27], [69, 31])).open({ maxPlayers: SEATS, ...input, bet });
  for (let k = 0; k < SEATS; k += 1) {
    room.record({ type: 'SeatTaken', playerId: `${k}`, tokenHash: `h${k}`, cookie: 0, fromRound: 1 });
  }
  room.run({ type: 'start' });
  for (let k = 0; k < SEATS; k += 1) {
    const first = 0.4 + 0.5 * chance();
    // Sliders have steps; a class of this size still holds thousands of different beliefs.
    const centre = Math.round(1000 * first) / 1000;
    const cookies = 10 * (1 + whole(chance, 15));
    const believed = belief(cookies * centre, cookies * (1 - centre));
    const estimate = input.estimate === 'belief' ? believed : share(first);
    room.record({ type: 'EstimatePlaced', playerId: `${k}`, round: 1, estimate, done: false });
  }
  return room;
}

describe('ten thousand seats', () => {
  const games: readonly SettingsInput[] = [
    { scoring: 'evidence' },
    { scoring: 'open' },
    { estimate: 'belief' },
  ];

  test.each(games)('G10 a round is closed quickly, %j', (game) => {
    const room = crowdedRoom(game);
    const times = Array.from({ length: 7 }, () => {
      const before = performance.now();
      decide(room.state, { type: 'close' }, { at: room.now, by: 'host' });
      return performance.now() - before;
    });
    // The goal is 50 ms. The fastest of seven: what else the machine does meanwhile is not the room's.
    expect(Math.min(...times)).toBeLessThan(150);
    expect(eventOf(room.run({ type: 'close' }), 'RoundScored').seats).toHaveLength(SEATS);
  });

  test('G10 their bets are settled quickly', () => {
    const chance = chanceOf(8);
    const room = crowdedRoom({ bet: true, rounds: 1 });
    room.run({ type: 'close' });
    room.run({ type: 'next', draws: 1 });
    for (let k = 0; k < SEATS; k += 1) {
      room.record({ type: 'BetPlaced', playerId: `${k}`, band: [0.5 * chance(), 0.5 + 0.5 * chance()] });
    }
    const before = performance.now();
    const { bets } = eventOf(room.run({ type: 'reveal' }), 'TruthScored');
    expect(performance.now() - before).toBeLessThan(500);
    expect(bets?.seats).toHaveLength(SEATS);
  });

  test('R19 folding a round of theirs does not copy the table', () => {
    const room = crowdedRoom({});
    const before = performance.now();
    for (let k = 0; k < SEATS; k += 1) {
      room.record({ type: 'EstimatePlaced', playerId: `${k}`, round: 1, estimate: [0.5, 0.5], done: true });
    }
    expect(performance.now() - before).toBeLessThan(2000);
    expect(room.state.open).toMatchObject({ answered: SEATS, done: SEATS });
  });
});
