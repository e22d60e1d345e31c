import type { SettingsInput } from '../../shared/room/settings.ts';
import { chanceOf, whole } from './chance.ts';
import { belief, drawing, share, TestRoom } from './room.ts';

export const CROWD = 10_000;

/** A lecture's room in its first round: ten thousand seats, each with an estimate of its own. */
export function crowdedRoom({ bet = false, ...input }: SettingsInput): TestRoom {
  const chance = chanceOf(7);
  const room = new TestRoom(drawing([73, 27], [69, 31])).open({ maxPlayers: CROWD, ...input, bet });
  for (let k = 0; k < CROWD; k += 1) {
    room.record({ type: 'SeatTaken', playerId: `${k}`, tokenHash: `h${k}`, cookie: 0, fromRound: 1 });
  }
  room.run({ type: 'start' });
  for (let k = 0; k < CROWD; k += 1) {
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

/** Its bets before the jar opens. */
export function crowdedBets(): TestRoom {
  const chance = chanceOf(8);
  const room = crowdedRoom({ bet: true, rounds: 1 });
  room.run({ type: 'close' });
  room.run({ type: 'next', draws: 1 });
  for (let k = 0; k < CROWD; k += 1) {
    room.record({ type: 'BetPlaced', playerId: `${k}`, band: [0.5 * chance(), 0.5 + 0.5 * chance()] });
  }
  return room;
}
