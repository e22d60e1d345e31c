import { describe, expect, test } from 'vitest';
import { STORY_DRAWS, STORY_PLAYER, storyReplay } from '../../shared/story/story.ts';

const replay = storyReplay('en', { title: 'The story', player: 'Adjusted guess' });
const printed = [0, 1, 3, 5, 10, 15] as const;

describe('the built-in story', () => {
  test('V10 its table is KL(jar‖guess) of the printed guesses', () => {
    const player = replay.players[0];
    expect(player).toMatchObject({ playerId: STORY_PLAYER, name: 'Adjusted guess', fromRound: 1 });
    expect(printed.map((round) => player?.estimates[round]?.[0])).toEqual([0.5, 0.55, 0.62, 0.66, 0.69, 0.7]);
    const expected = [
      0.0822828785051, 0.0471739073394, 0.0140359664837, 0.00363940712985, 0.000235169369572, 0,
    ];
    printed.forEach((round, k) => {
      expect(player?.klJar[round]).toBeCloseTo(expected[k] ?? Number.NaN, 12);
    });
    expect(printed.slice(1).map((round) => player?.points[round])).toEqual([131, 171, 281, 879, 996]);
    expect(player?.klJar[15]).toBe(0);
  });

  test('V10 its draws are the story’s', () => {
    const drawn = (round: number) => STORY_DRAWS.slice(0, round).reduce((sum, count) => sum + count, 0);
    expect([1, 3, 5, 10, 15].map(drawn)).toEqual([73, 212, 354, 698, 1052]);
    expect(replay.rounds).toHaveLength(15);
    for (const { order, counts } of replay.rounds) {
      expect(order).toHaveLength(100);
      expect([...order].filter((flavour) => flavour === '0')).toHaveLength(counts[0] ?? -1);
    }
  });

  test('I4 its small-steps bot shows 55, 62, 66, 69, 70; its exact bot has no distance', () => {
    const svi = replay.bots.find(({ bot }) => bot === 'svi');
    const shown = [1, 3, 5, 10, 15].map((round) => Math.round(100 * (svi?.estimates[round]?.[0] ?? 0)));
    expect(shown).toEqual([55, 62, 66, 69, 70]);
    const exact = replay.bots.find(({ bot }) => bot === 'exact');
    expect(exact?.kl.slice(1).every((kl) => kl === 0)).toBe(true);
    expect(svi?.klJar[0]).toBeCloseTo(0.082283, 6);
  });

  test('V10 it is not sealed, in both languages', () => {
    expect(replay.fairness).toBeNull();
    expect(replay.settings.flavours).toEqual(['Chocolate', 'Vanilla']);
    expect(storyReplay('ko', { title: '', player: '' }).settings.flavours).toEqual(['초콜릿', '바닐라']);
  });

  test('V7 its series have one entry per round and one before', () => {
    for (const row of [...replay.players, ...replay.bots]) {
      for (const series of [row.estimates, row.kl, row.klJar, row.points]) expect(series).toHaveLength(16);
      expect(row.kl[0]).toBeNull();
    }
    expect(replay.players[0]?.totals.at(-1)).toBe(
      replay.players[0]?.points.reduce<number>((sum, points) => sum + (points ?? 0), 0),
    );
  });
});
