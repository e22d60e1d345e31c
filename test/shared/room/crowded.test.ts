import { describe, expect, test } from 'vitest';
import { decide } from '../../../shared/room/decide.ts';
import { chanceOf } from '../../support/chance.ts';
import { drawing, eventOf, share, TestRoom } from '../../support/room.ts';

const SEATS = 10_000;

function crowdedRoom(scoring: 'evidence' | 'open'): TestRoom {
  const chance = chanceOf(7);
  const room = new TestRoom(drawing([73, 27], [69, 31])).open({ maxPlayers: SEATS, scoring });
  for (let k = 0; k < SEATS; k += 1) {
    room.record({ type: 'SeatTaken', playerId: `${k}`, tokenHash: `h${k}`, cookie: 0, fromRound: 1 });
  }
  room.run({ type: 'start' });
  for (let k = 0; k < SEATS; k += 1) {
    const estimate = share(0.4 + 0.5 * chance());
    room.record({ type: 'EstimatePlaced', playerId: `${k}`, round: 1, estimate, done: false });
  }
  return room;
}

describe('ten thousand seats', () => {
  test.each(['evidence', 'open'] as const)('G10 a round is closed quickly, %s scoring', (scoring) => {
    const room = crowdedRoom(scoring);
    const times = Array.from({ length: 7 }, () => {
      const before = performance.now();
      decide(room.state, { type: 'close' }, { at: room.now, by: 'host' });
      return performance.now() - before;
    });
    const median = times.sort((a, b) => a - b)[3] ?? 0;
    // The goal is 50 ms; a shared machine gets room to stumble.
    expect(median).toBeLessThan(200);
    expect(eventOf(room.run({ type: 'close' }), 'RoundScored').seats).toHaveLength(SEATS);
  });

  test('R19 folding a round of theirs does not copy the table', () => {
    const room = crowdedRoom('evidence');
    const before = performance.now();
    for (let k = 0; k < SEATS; k += 1) {
      room.record({ type: 'EstimatePlaced', playerId: `${k}`, round: 1, estimate: [0.5, 0.5], done: true });
    }
    expect(performance.now() - before).toBeLessThan(2000);
    expect(room.state.open).toMatchObject({ answered: SEATS, done: SEATS });
  });
});
