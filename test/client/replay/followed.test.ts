import { describe, expect, test } from 'vitest';
import { followAll, toggleFollowed } from '../../../client/pages/replay/followed.ts';

describe('following players', () => {
  test('gives each a slot of its own', () => {
    expect(followAll(['a', 'b', 'a', 'c'])).toEqual([
      { playerId: 'a', slot: 1 },
      { playerId: 'b', slot: 2 },
      { playerId: 'c', slot: 3 },
    ]);
  });

  test('a sixth takes the place and the colour of the one followed longest', () => {
    const six = toggleFollowed(followAll(['a', 'b', 'c', 'd', 'e']), 'f');
    expect(six.map(({ playerId }) => playerId)).toEqual(['b', 'c', 'd', 'e', 'f']);
    expect(six.at(-1)).toEqual({ playerId: 'f', slot: 1 });
    expect(toggleFollowed(six, 'g').at(-1)).toEqual({ playerId: 'g', slot: 2 });
  });

  test('choosing again lets go, and nobody else changes colour', () => {
    const rest = toggleFollowed(followAll(['a', 'b', 'c']), 'b');
    expect(rest).toEqual([
      { playerId: 'a', slot: 1 },
      { playerId: 'c', slot: 3 },
    ]);
    expect(toggleFollowed(rest, 'd').at(-1)).toEqual({ playerId: 'd', slot: 2 });
  });
});
