import { describe, expect, test } from 'vitest';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { displayView } from '../../../shared/views/display.ts';
import { type Finding, finding } from '../../../shared/views/finding.ts';
import { chanceOf } from '../../support/chance.ts';
import { belief, drawing, playing, TestRoom } from '../../support/room.ts';

/** Plays rounds in which player k guesses the k-th share of the round, and tells every round's finding. */
function findings(
  input: SettingsInput,
  draws: readonly (readonly number[])[],
  guesses: readonly (readonly number[])[],
): readonly (Finding | null)[] {
  const players = (guesses[0] ?? []).map((_, k) => `p${k}`);
  const room = playing(
    { drawSize: draws.map((counts) => counts.reduce((a, b) => a + b)), ...input },
    drawing(...draws),
    ...players,
  );
  return draws.map((_, round) => {
    if (round > 0) room.run({ type: 'next', draws: 1 });
    guesses[round]?.forEach((first, k) => {
      room.guess(`p${k}`, first);
    });
    room.run({ type: 'close' });
    return finding(displayView(room.state.open, new Map(players.map((id) => [id, id])), ''));
  });
}

const quiet: SettingsInput = { board: 'never', bots: [], histogram: 'never' };
const only = (found: readonly (Finding | null)[]) => found.at(-1);

describe('the finding of a round', () => {
  test('V9 who guesses as the class does is not farther away than the class', () => {
    const spread = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8];
    for (let first = 665; first <= 674; first += 1) {
      const draws = [
        [first, 1000 - first],
        [first, 1000 - first],
      ];
      const said = only(findings(quiet, draws, [spread, spread]));
      // All but the one in the middle.
      expect(said).toEqual({ key: 'crowd', values: { n: 6, total: 7 } });
    }
  });

  test('V9 there is none while a round is open or when nobody played', () => {
    const open = playing({}, drawing([73, 27]), 'a');
    expect(finding(displayView(open.state.open, new Map(), ''))).toBeNull();
    const empty = playing({}, drawing([73, 27]));
    empty.run({ type: 'close' });
    expect(finding(displayView(empty.state.open, new Map(), ''))).toBeNull();
    const lobby = new TestRoom().open();
    expect(finding(displayView(lobby.state.open, new Map(), ''))).toBeNull();
  });

  test('V9 all are within a point', () => {
    expect(only(findings(quiet, [[73, 27]], [[0.73, 0.725]]))).toEqual({ key: 'all', values: { n: 2 } });
  });

  test('V9 the first draw: this far, or nobody near yet', () => {
    expect(only(findings(quiet, [[7, 3]], [[0.6668, 0.3]]))).toEqual({ key: 'first', values: { n: 10 } });
    expect(only(findings(quiet, [[7, 3]], [[0.2, 0.3]]))).toEqual({ key: 'none', values: { n: 10 } });
  });

  test('V9 what a belief costs is not compared with the round before: its weight has grown', () => {
    const batches = [
      [20, 20],
      [38, 2],
    ];
    const room = playing({ ...quiet, estimate: 'belief' }, drawing(...batches), 'a', 'b');
    const titles = [1, 2].map((round) => {
      if (round > 1) room.run({ type: 'next', draws: 1, twist: true });
      if (round === 1) for (const player of ['a', 'b']) room.place(player, belief(20, 20));
      room.run({ type: 'close' });
      return finding(displayView(room.state.open, new Map(), ''))?.key;
    });
    const crowd = room.state.open.scored.map((scored) => scored.crowd?.kl ?? 0);
    expect(crowd[1]).toBeGreaterThan(1.25 * (crowd[0] ?? 0));
    expect(titles).toEqual(['all', 'evidence']);
  });

  test('V9 somebody takes the lead, where the board is shown', () => {
    const guesses = [
      [0.72, 0.3, 0.4],
      [0.2, 0.3, 0.71],
    ];
    const draws = [
      [73, 27],
      [69, 31],
    ];
    const found = only(findings({ ...quiet, board: 1 }, draws, guesses));
    expect(found).toEqual({ key: 'leader', values: { name: 'p2' } });
    expect(only(findings(quiet, draws, guesses))?.key).not.toBe('leader');
  });

  test('V9 somebody climbs', () => {
    const draws = [
      [73, 27],
      [69, 31],
    ];
    const guesses = [
      [0.72, 0.7, 0.69, 0.68, 0.3],
      [0.71, 0.2, 0.2, 0.2, 0.71],
    ];
    expect(only(findings({ ...quiet, board: 1 }, draws, guesses))).toEqual({
      key: 'climb',
      values: { name: 'p4', n: 3 },
    });
  });

  test('V9 a lopsided draw moves the class away', () => {
    const draws = [
      [20, 20],
      [38, 2],
    ];
    const guesses = [
      [0.55, 0.6],
      [0.5, 0.55],
    ];
    expect(only(findings(quiet, draws, guesses))).toEqual({ key: 'worse', values: {} });
  });

  test('V9 the class overtakes a bot', () => {
    const draws = [
      [73, 27],
      [69, 31],
    ];
    const guesses = [
      [0.5, 0.4],
      [0.7, 0.68],
    ];
    expect(only(findings({ ...quiet, bots: ['svi'] }, draws, guesses))).toEqual({
      key: 'beatbot',
      values: { bot: 'svi' },
    });
  });

  test('V9 the class’s KL shrinks by half or more', () => {
    const draws = [
      [73, 27],
      [69, 31],
    ];
    const found = only(
      findings(quiet, draws, [
        [0.5, 0.5],
        [0.6, 0.6],
      ]),
    );
    expect(found?.key).toBe('half');
    expect(found?.values.x).toBeGreaterThan(2);
  });

  test('V9 ordinary rounds take turns: near, mean, spread, bot, what cookies can tell', () => {
    const chance = chanceOf(5);
    const keys = new Set<string | undefined>();
    for (let lesson = 0; lesson < 40; lesson += 1) {
      // Careful classes and good ones: a bot is ahead of the first, nobody of the second.
      const centre = lesson % 2 === 0 ? 0.62 : 0.68;
      const draws = Array.from({ length: 6 }, () => [70, 30]);
      const guesses = draws.map((_, round) =>
        Array.from({ length: 12 }, () => centre + (0.3 * (chance() - 0.5)) / (1 + round)),
      );
      for (const found of findings({ board: 'never' }, draws, guesses)) keys.add(found?.key);
    }
    for (const key of ['within', 'crowd', 'spread', 'botahead', 'evidence']) expect(keys).toContain(key);
  });

  test('V9 the mean that stays where it was', () => {
    const draws = Array.from({ length: 8 }, () => [70, 30]);
    const found = findings(
      { board: 'never', bots: [] },
      draws,
      draws.map(() => [0.6, 0.61, 0.62]),
    );
    expect(found).toContainEqual({ key: 'same', values: { v: 61 } });
  });

  test('V9 what so many cookies can tell counts only what was drawn', () => {
    const draws = Array.from({ length: 4 }, () => [50, 50]);
    const found = findings(
      quiet,
      draws,
      draws.map(() => [0.3, 0.4]),
    ).find((each) => each?.key === 'evidence');
    const n = Number(found?.values.n);
    expect(n % 100).toBe(0);
    expect(found?.values.v).toBeCloseTo(100 * 1.96 * Math.sqrt((0.25 * (1 - n / 10_000)) / n), 0);
  });
});
