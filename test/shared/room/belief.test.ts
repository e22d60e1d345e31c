import { describe, expect, test } from 'vitest';
import { completeSettings } from '../../../shared/room/complete-settings.ts';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { belief, drawing, eventOf, playing, salt, seed, settingsOf, TestRoom } from '../../support/room.ts';

const draws = drawing([73, 27], [69, 31], [70, 30]);
const game: SettingsInput = { estimate: 'belief', rounds: 3, bots: ['exact', 'svi', 'decay'] };

describe('the belief game', () => {
  test('G11 its settings: a lab of its own, and no open scoring', () => {
    expect(settingsOf(game).settings).toMatchObject({ lab: 'shape-and-width', estimate: 'belief' });
    expect(settingsOf({}).settings).toMatchObject({ lab: 'cookie-jar', estimate: 'point' });
    expect(completeSettings({ estimate: 'belief', scoring: 'open' })).toEqual({
      ok: false,
      code: 'settings/invalid',
      field: 'scoring',
    });
  });

  test('G11 a belief is placed, scored and recorded in its own form', () => {
    const room = playing(game, draws, 'exact', 'silent', 'sure');
    expect(room.place('exact', [0.5, 0.001]).code).toBe('estimate/out-of-range');
    expect(room.place('exact', [0.5]).code).toBe('estimate/malformed');
    room.place('exact', belief(73, 27));
    room.place('sure', [7400, 2800]);
    const scored = eventOf(room.run({ type: 'close' }), 'RoundScored');
    expect(scored.seats.map(({ estimate }) => estimate)).toEqual([
      [74, 28],
      [1, 1],
      [7400, 2800],
    ]);
    const [exact, silent, sure] = scored.seats;
    expect(exact).toMatchObject({ kl: 0, gap: 0, parts: { centre: 0, width: 0 }, points: 1000, rank: 1 });
    expect(sure?.parts?.width).toBeGreaterThan(1);
    expect(sure?.parts?.centre).toBeLessThan(0.001);
    expect(silent?.gap).toBe((silent?.parts?.centre ?? 0) + (silent?.parts?.width ?? 0));
    expect(scored.posterior).toEqual([74 / 102, 28 / 102]);
    expect(scored.belief?.target).toEqual([74, 28]);
  });

  test('G13 the class is the Dirichlet of the mean α, the pool of its beliefs’ logarithms', () => {
    const room = playing(game, draws, 'a', 'b');
    room.place('a', [10, 30]);
    room.place('b', [20, 2]);
    const { crowd } = eventOf(room.run({ type: 'close' }), 'RoundScored');
    expect(crowd?.estimate).toEqual([15, 16]);
    expect((crowd?.parts?.centre ?? 0) + (crowd?.parts?.width ?? 0)).toBe(crowd?.kl);
    // ln of a Dirichlet's density is Σ(α_k − 1)·ln θ_k up to a constant: its mean over beliefs is that of the mean α.
    const logs = [0.2, 0.5, 0.9].map((theta) => {
      const density = ([a = 1, b = 1]: readonly number[]) =>
        (a - 1) * Math.log(theta) + (b - 1) * Math.log1p(-theta);
      return (density([10, 30]) + density([20, 2])) / 2 - density(crowd?.estimate ?? []);
    });
    for (const difference of logs) expect(difference).toBeCloseTo(0, 12);
  });

  test('G13 after the reveal the mean of a belief is held against the jar', () => {
    const room = playing(game, draws, 'a');
    room.place('a', [55, 45]);
    const truth = eventOf(room.run({ type: 'reveal' }), 'TruthScored');
    expect(truth.seats[0]?.klJar[0]).toBeCloseTo(0.0822828785051, 12);
    expect(truth.seats[0]?.klJar[1]).toBeCloseTo(0.0471739073394, 12);
    expect(truth.bots.map(({ klJar }) => klJar[0])).toEqual(new Array(3).fill(truth.seats[0]?.klJar[0]));
    expect(truth.bets).toBeNull();
  });

  test('G12 a twist turns the score of its rounds around', () => {
    const room = playing(game, draws, 'sure');
    room.place('sure', belief(7300, 2700));
    const straight = eventOf(room.run({ type: 'close' }), 'RoundScored').seats[0];
    const drawn = room.run({ type: 'next', draws: 2, twist: true });
    expect(drawn).toMatchObject([
      { type: 'CookiesDrawn', twist: true, guessing: false },
      { type: 'CookiesDrawn', twist: true, guessing: true },
    ]);
    const turned = eventOf(room.run({ type: 'close' }), 'RoundScored').seats[0];
    expect(turned?.parts?.width).toBeGreaterThan(5 * (straight?.parts?.width ?? 0));
    expect(room.state.open.draws.map(({ twist }) => twist)).toEqual([false, true, true]);
  });

  test('G12 the point game has no twist', () => {
    const room = playing({ rounds: 2 }, draws, 'a');
    room.run({ type: 'close' });
    expect(room.attempt({ type: 'next', draws: 1, twist: true }).code).toBe('payload/malformed');
    expect(eventOf(room.run({ type: 'next', draws: 1, twist: false }), 'CookiesDrawn').twist).toBe(false);
  });

  test('R22 another kind of estimate makes hunches void', () => {
    const room = new TestRoom(draws).open(game).join('a');
    expect(room.place('a', [30, 10]).ok).toBe(true);
    room.run({ type: 'settings', ...settingsOf({ rounds: 3 }), seed, salt });
    expect(room.state.seats.get('a')).toMatchObject({ estimate: [0.5, 0.5], placedIn: null });
    expect(room.state.open.answered).toBe(0);
    expect(room.place('a', [30, 10]).code).toBe('estimate/out-of-range');
  });

  test('G14 a round with several draws records their evidence together', () => {
    const room = playing(game, draws, 'a');
    const first = eventOf(room.run({ type: 'close' }), 'RoundScored').belief;
    room.run({ type: 'next', draws: 2 });
    const second = eventOf(room.run({ type: 'close' }), 'RoundScored').belief;
    expect(first?.perRound).toBeCloseTo(first?.logEvidence ?? 0, 12);
    expect((first?.perRound ?? 0) + (second?.perRound ?? 0)).toBeCloseTo(second?.logEvidence ?? 0, 10);
    expect(second?.target).toEqual([1 + 212, 1 + 88]);
  });
});
