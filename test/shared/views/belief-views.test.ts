import { describe, expect, test } from 'vitest';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { displayView } from '../../../shared/views/display.ts';
import { liveHistogram } from '../../../shared/views/histogram.ts';
import { playerView } from '../../../shared/views/player.ts';
import { replayOf } from '../../../shared/views/replay.ts';
import { youView } from '../../../shared/views/you.ts';
import { belief, drawing, playing, type TestRoom } from '../../support/room.ts';

const names = new Map([
  ['a', 'Ann'],
  ['b', 'Ben'],
]);
const draws = drawing([13, 7], [9, 11], [12, 8]);
const game: SettingsInput = { estimate: 'belief', rounds: 3, drawSize: 20, bots: ['exact', 'svi'] };

function you(room: TestRoom, playerId: string) {
  const seat = room.state.seats.get(playerId);
  if (seat === undefined) throw new Error(`nobody is called ${playerId}`);
  return youView(room.state.open, playerId, seat);
}

function played(input: SettingsInput = {}): TestRoom {
  const room = playing({ ...game, ...input }, draws, 'a', 'b');
  room.place('a', belief(13, 7));
  room.place('b', belief(30, 10));
  room.run({ type: 'close' });
  return room;
}

describe('views of the belief game', () => {
  test('V12 target and evidence come with the results and go with the next draw', () => {
    const room = played({ tally: 'none' });
    const { target, logEvidence, logChoose } = room.state.open.scored[0]?.belief ?? {};
    expect(playerView(room.state.open).belief).toEqual({ target, logEvidence, logChoose });
    expect(target).toEqual([14, 8]);
    room.run({ type: 'next', draws: 1, twist: true });
    expect(playerView(room.state.open)).toMatchObject({ belief: null, posterior: null, twist: true });
    expect(displayView(room.state.open, names, '').thermometer).toBeNull();
    const point = playing({ rounds: 1 }, draws, 'a');
    point.run({ type: 'close' });
    expect(displayView(point.state.open, names, '')).toMatchObject({
      belief: null,
      thermometer: null,
      twist: false,
    });
  });

  test('V12 one’s own ELBO is log evidence − gap, none in a twist', () => {
    const room = played();
    const evidence = room.state.open.scored[0]?.belief?.logEvidence ?? 0;
    expect(you(room, 'a').score).toMatchObject({ gap: 0, parts: { centre: 0, width: 0 }, elbo: evidence });
    const { gap = 0, elbo } = you(room, 'b').score ?? {};
    expect(gap).toBeGreaterThan(0);
    expect(elbo).toBe(evidence - gap);
    room.run({ type: 'next', draws: 1, twist: true });
    room.run({ type: 'close' });
    expect(you(room, 'b').score).toMatchObject({
      round: 2,
      elbo: null,
      parts: { centre: expect.any(Number) },
    });
  });

  test('V12 the thermometer: the board’s rows where the board is shown, the bots and the class always', () => {
    const room = played();
    const rows = displayView(room.state.open, names, '').thermometer;
    expect(rows?.map(({ name, bot, crowd }) => name ?? bot ?? crowd)).toEqual([
      'Ann',
      'Ben',
      'exact',
      'svi',
      true,
    ]);
    expect(rows?.[0]).toEqual({ playerId: 'a', name: 'Ann', gap: 0, centre: 0, width: 0 });
    expect(rows?.[2]).toEqual({ bot: 'exact', gap: 0, centre: 0, width: 0 });
    for (const { gap, centre, width } of rows ?? []) expect(centre + width).toBe(gap);
    const hidden = displayView(played({ board: 'never' }).state.open, names, '').thermometer;
    expect(hidden?.map(({ playerId }) => playerId)).toEqual([undefined, undefined, undefined]);
  });

  test('V2 shares stand where shares are shown: bins, spread, who is near', () => {
    const room = playing({ ...game, histogram: 'live' }, draws, 'a', 'b');
    room.place('a', [14, 8]);
    const forming = liveHistogram(room.state.open, room.state.seats);
    expect(forming?.bins[Math.floor((14 / 22) * 40)]).toBe(1);
    room.run({ type: 'close' });
    const { histogram, within } = displayView(room.state.open, names, '');
    expect(histogram?.mean).toBeCloseTo((14 / 22 + 0.5) / 2, 12);
    expect(within).toEqual({ near: 1, of: 2 });
  });

  test('V7 the replay has the parts, the evidence of every guess and the twists', () => {
    const room = played();
    room.run({ type: 'next', draws: 2, twist: true });
    room.run({ type: 'close' });
    room.run({ type: 'reveal' });
    const replay = replayOf(room.state.open, names, { title: '', replayId: 'r', namesFor: 'host' });
    expect(replay?.rounds.map(({ twist }) => twist)).toEqual([false, true, true]);
    const recorded = room.state.open.scored.map((round) => round.belief);
    expect(replay?.rounds.map((round) => round.belief)).toEqual([recorded[0], null, recorded[1]]);
    const ann = replay?.players.find(({ playerId }) => playerId === 'a');
    expect(ann?.estimates).toEqual([[1, 1], [14, 8], null, [14, 8]]);
    expect(ann?.parts?.map((part) => part === null)).toEqual([true, false, true, false]);
    expect(ann?.bet).toBeNull();
    for (const series of [...(replay?.bots ?? []), replay?.crowd]) expect(series?.parts).toHaveLength(4);
    expect(replay?.bots[0]?.estimates).toEqual([[1, 1], [14, 8], null, [35, 27]]);
  });
});

describe('views of the bet', () => {
  function betting(input: SettingsInput = {}): TestRoom {
    const room = playing({ rounds: 1, drawSize: 20, bet: true, ...input }, draws, 'a', 'b');
    room.run({ type: 'close' });
    room.run({ type: 'next', draws: 1 });
    room.bet('a', 0.6, 0.75);
    return room;
  }
  const show = (room: TestRoom) => displayView(room.state.open, names, '');

  test('V11 the own band is on the own phone, everybody sees how many are in', () => {
    const room = betting();
    expect(you(room, 'a').bet).toEqual({ band: [0.6, 0.75], cost: null, hit: null });
    expect(you(room, 'b')).toMatchObject({ bet: null, placed: false });
    expect(show(room)).toMatchObject({ phase: 'bet', betsPlaced: 1, bets: null, reveal: null, answered: 1 });
    expect(show(room).board).toHaveLength(2);
    expect(show(playing({ bet: true }, draws, 'a')).betsPlaced).toBeNull();
  });

  test('V11 the reveal opens them: best first, nobody’s where the host shows no board', () => {
    const room = betting();
    room.run({ type: 'reveal' });
    expect(show(room)).toMatchObject({ betsPlaced: null, bets: { found: 2, of: 2 } });
    expect(show(room).reveal?.bets).toEqual({
      found: 2,
      of: 2,
      rows: [
        { playerId: 'a', name: 'Ann', cookie: 0, band: [0.6, 0.75], cost: expect.closeTo(15, 9), hit: true },
        { playerId: 'b', name: 'Ben', cookie: 0, band: [0.05, 0.95], cost: expect.closeTo(90, 9), hit: true },
      ],
      bands: [
        [0.6, 0.75],
        [0.05, 0.95],
      ],
    });
    expect(you(room, 'b').bet).toEqual({ band: [0.05, 0.95], cost: expect.closeTo(90, 9), hit: true });
    room.run({ type: 'remove', playerId: 'a' });
    expect(show(room).reveal?.bets?.rows.map(({ playerId }) => playerId)).toEqual(['b']);
    const quiet = betting({ board: 'never' });
    quiet.run({ type: 'reveal' });
    expect(show(quiet).reveal?.bets).toMatchObject({ found: 2, rows: [] });
  });

  test('V11 of a crowd, eight rows and two hundred bands from the best to the worst', () => {
    const players = Array.from({ length: 500 }, (_, k) => `s${k}`);
    const room = playing({ rounds: 1, drawSize: 20, bet: true, maxPlayers: 500 }, draws, ...players);
    room.run({ type: 'close' });
    room.run({ type: 'next', draws: 1 });
    for (const [k, player] of players.entries()) room.bet(player, 0.7 - 0.001 * k, 0.7);
    room.run({ type: 'reveal' });
    const bets = show(room).reveal?.bets;
    expect(bets?.rows).toHaveLength(8);
    expect(bets?.rows[0]).toMatchObject({ playerId: 's0', cost: 0 });
    expect(bets?.bands).toHaveLength(200);
    const widths = (bets?.bands ?? []).map(([low, high]) => high - low);
    expect(widths).toEqual([...widths].sort((x, y) => x - y));
    const replay = replayOf(room.state.open, names, { title: '', replayId: 'r', namesFor: 'public' });
    expect(replay?.players.find(({ playerId }) => playerId === 's3')?.bet).toMatchObject({ hit: true });
  });
});
