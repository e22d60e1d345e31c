import { describe, expect, test } from 'vitest';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { CROWD, crowdedBets, crowdedRoom } from '../../support/crowded-room.ts';
import { eventOf } from '../../support/room.ts';

describe('ten thousand seats', () => {
  const games: readonly SettingsInput[] = [
    { scoring: 'evidence' },
    { scoring: 'open' },
    { estimate: 'belief' },
  ];

  test.each(games)('G10 all of them are scored and ranked, %j', (game) => {
    const { seats } = eventOf(crowdedRoom(game).run({ type: 'close' }), 'RoundScored');
    expect(seats).toHaveLength(CROWD);
    const byRank = seats.toSorted((a, b) => a.rank - b.rank);
    expect(byRank[0]?.rank).toBe(1);
    expect(byRank.every(({ points }, k) => k === 0 || points <= (byRank[k - 1]?.points ?? 0))).toBe(true);
  });

  test('G10 all of their bets are settled', () => {
    const { bets } = eventOf(crowdedBets().run({ type: 'reveal' }), 'TruthScored');
    expect(bets?.seats).toHaveLength(CROWD);
  });

  test('R19 everybody answering anew is counted once', () => {
    const room = crowdedRoom({});
    for (let k = 0; k < CROWD; k += 1) {
      room.record({ type: 'EstimatePlaced', playerId: `${k}`, round: 1, estimate: [0.5, 0.5], done: true });
    }
    expect(room.state.open).toMatchObject({ answered: CROWD, done: CROWD });
  });
});
