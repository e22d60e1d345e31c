import { describe, expect, test } from 'vitest';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { STORY_DRAWS } from '../../../shared/story/story.ts';
import { displayView } from '../../../shared/views/display.ts';
import { liveHistogram } from '../../../shared/views/histogram.ts';
import { hostView, MOST_FOUND, MOST_SEATS, seatsNamed } from '../../../shared/views/host.ts';
import { playerView } from '../../../shared/views/player.ts';
import { progressOf } from '../../../shared/views/progress.ts';
import { youView } from '../../../shared/views/you.ts';
import { chanceOf } from '../../support/chance.ts';
import { drawing, guessOf, playing, share, TestRoom } from '../../support/room.ts';

const story = drawing(...STORY_DRAWS.map((chocolate) => [chocolate, 100 - chocolate]));
const named = (room: TestRoom) =>
  new Map([...room.state.open.roster.keys()].map((id) => [id, `name of ${id}`]));
const phone = (room: TestRoom) => playerView(room.state.open, 'replay');
const wall = (room: TestRoom) => displayView(room.state.open, named(room), 'title', { replayId: 'replay' });

function own(room: TestRoom, playerId: string) {
  const seat = room.state.seats.get(playerId);
  if (seat === undefined) throw new Error(`no seat ${playerId}`);
  return youView(room.state.open, playerId, seat);
}

function classOf(count: number, input: SettingsInput = {}): TestRoom {
  const chance = chanceOf(3);
  const players = Array.from({ length: count }, (_, k) => `p${k}`);
  const room = playing({ maxPlayers: 500, ...input }, story, ...players);
  for (const player of players) room.guess(player, 0.4 + 0.5 * chance());
  room.run({ type: 'close' });
  return room;
}

describe('while a round is open', () => {
  test('V2 phones and projector see how many have answered and nothing about it', () => {
    const room = playing({}, story, 'a', 'b');
    const before = JSON.stringify({ ...wall(room), answered: 0, seq: 0 });
    room.guess('a', 0.123);
    expect(JSON.stringify({ ...wall(room), answered: 0, seq: 0 })).toBe(before);
    expect(wall(room)).toMatchObject({ answered: 1, crowd: null, posterior: null, bots: null, board: null });
    expect(wall(room)).toMatchObject({
      curves: null,
      bands: null,
      within: null,
      histogram: null,
      reveal: null,
    });
    expect(progressOf(room.state.open)).toEqual({ round: 1, answered: 1, done: 0, players: 2 });
  });

  test('V2 the forming histogram has bins of those who placed, and only if the host shows it', () => {
    const room = playing({ histogram: 'live' }, story, 'a', 'b');
    room.guess('a', 0.575);
    const live = liveHistogram(room.state.open, room.state.seats);
    expect(live).toMatchObject({ round: 1, mean: null, spread: null });
    expect(live?.bins.map((count, bin) => [bin, count]).filter(([, count]) => count)).toEqual([[23, 1]]);
    expect(displayView(room.state.open, new Map(), '', { histogram: live }).histogram).toBe(live);
    const closed = playing({ histogram: 'close' }, story, 'a');
    closed.guess('a', 0.6);
    expect(liveHistogram(closed.state.open, closed.state.seats)).toBeNull();
  });

  test('V2 the projector has the order of the cookies, the phone only their numbers', () => {
    const room = playing({ drawSize: [5, 3], rounds: 2 }, drawing([4, 1], [1, 2]), 'a');
    expect(wall(room).order).toBe('00001');
    expect(phone(room)).not.toHaveProperty('order');
    expect(phone(room).draw).toEqual({ from: 1, size: 5, counts: [4, 1] });
  });

  test('R10 several draws are shown together', () => {
    const room = playing({ drawSize: [5, 3, 2] }, drawing([4, 1], [1, 2], [1, 1]), 'a');
    room.run({ type: 'close' });
    room.run({ type: 'next', draws: 2 });
    expect(wall(room)).toMatchObject({ order: '01101', draw: { from: 2, size: 5, counts: [2, 3] } });
    room.run({ type: 'close' });
    expect(wall(room).crowdCurve.map((kl) => kl === null)).toEqual([false, true, false]);
    expect(phone(room).botCurve).toHaveLength(3);
  });
});

describe('the tally', () => {
  test.each([
    ['always', { drawn: 200, counts: [142, 58] }, [69, 31]],
    ['draw', null, [69, 31]],
    ['none', null, null],
  ] as const)('V3 %s', (tally, running, ofDraw) => {
    const room = playing({ tally }, story, 'a');
    room.run({ type: 'close' });
    room.run({ type: 'next', draws: 1 });
    expect(phone(room).tally).toEqual(running);
    expect(phone(room).draw?.counts ?? null).toEqual(ofDraw);
    room.run({ type: 'reveal' });
    expect(phone(room)).toMatchObject({
      tally: { drawn: 200, counts: [142, 58] },
      draw: { counts: [69, 31] },
    });
  });
});

describe('the board', () => {
  const shownIn = (board: SettingsInput['board'], rounds = 5) => {
    const room = playing({ board, rounds }, story, 'a', 'b');
    const shown: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      room.run({ type: 'close' });
      if (wall(room).board !== null) shown.push(round);
      if (round < rounds) room.run({ type: 'next', draws: 1 });
    }
    room.run({ type: 'reveal' });
    return { shown, atReveal: wall(room).board !== null, podium: wall(room).reveal?.podium.length };
  };

  test('V4 after every k-th round and the last, at the end, or never', () => {
    expect(shownIn(1)).toEqual({ shown: [1, 2, 3, 4, 5], atReveal: true, podium: 2 });
    expect(shownIn(2)).toEqual({ shown: [2, 4, 5], atReveal: true, podium: 2 });
    expect(shownIn('end')).toEqual({ shown: [], atReveal: true, podium: 2 });
    expect(shownIn('never')).toEqual({ shown: [], atReveal: false, podium: 0 });
  });

  test('V4 draws that step over the named round still show it', () => {
    const room = playing({ board: 2 }, story, 'a');
    room.run({ type: 'close' });
    room.run({ type: 'next', draws: 2 });
    room.run({ type: 'close' });
    expect(wall(room).board).not.toBeNull();
  });

  test('V4 it holds the top eight with their names, best first', () => {
    const board = wall(classOf(12)).board ?? [];
    expect(board.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(board[0]?.name).toBe(`name of ${board[0]?.playerId}`);
    expect(board.every((row, k) => row.total <= (board[k - 1]?.total ?? row.total))).toBe(true);
  });

  test('V4 who is gone is not on it; one’s own rank is always one’s own', () => {
    const room = classOf(12, { board: 'never' });
    expect(wall(room).board).toBeNull();
    expect(own(room, 'p11').score).toMatchObject({ round: 1, of: 12, move: null });
    const shown = classOf(12);
    const first = wall(shown).board?.[0]?.playerId ?? '';
    shown.run({ type: 'remove', playerId: first });
    expect(wall(shown).board?.some(({ playerId }) => playerId === first)).toBe(false);
  });
});

describe('curves', () => {
  test('V5 only the top five carry a name', () => {
    const curves = wall(classOf(12)).curves ?? [];
    expect(curves).toHaveLength(12);
    expect(curves.slice(0, 5).every((curve) => curve.playerId && curve.name && curve.rank)).toBe(true);
    expect(curves.slice(5).every((curve) => Object.keys(curve).join() === 'kl')).toBe(true);
  });

  test('V5 where the board is not shown, nobody does', () => {
    const curves = wall(classOf(12, { board: 'end' })).curves ?? [];
    expect(curves.every((curve) => Object.keys(curve).join() === 'kl')).toBe(true);
  });

  test('V5 more than 200 players become bands', () => {
    const view = wall(classOf(201));
    expect(view.curves).toHaveLength(5);
    expect(view.bands?.map(({ q }) => q)).toEqual([0.05, 0.25, 0.5, 0.75, 0.95]);
    const levels = view.bands?.map(({ kl }) => kl[0] ?? 0) ?? [];
    expect([...levels].sort((a, b) => a - b)).toEqual(levels);
    expect(wall(classOf(200)).bands).toBeNull();
  });
});

describe('the results', () => {
  test('V2 after the close mean, posterior and bots are everybody’s', () => {
    const room = classOf(3);
    expect(phone(room)).toMatchObject({
      phase: 'results',
      closesAt: null,
      jar: null,
      fairness: null,
      replayId: null,
    });
    expect(phone(room).posterior?.[0]).toBeCloseTo((73 + (9900 * 74) / 102) / 10_000, 12);
    expect(wall(room).bots?.map(({ bot }) => bot)).toEqual(['exact', 'svi']);
  });

  test('V2 the closed histogram has mean and spread, and the one before stands beside it', () => {
    const room = playing({}, story, 'a', 'b');
    room.guess('a', 0.6);
    room.guess('b', 0.8);
    room.run({ type: 'close' });
    expect(wall(room).previousHistogram).toBeNull();
    expect(wall(room).histogram?.mean).toBeCloseTo(0.7, 12);
    expect(wall(room).histogram?.spread).toBeCloseTo(0.1, 12);
    room.run({ type: 'next', draws: 1 });
    expect(wall(room).previousHistogram?.round).toBe(1);
    room.run({ type: 'close' });
    expect(wall(room)).toMatchObject({ histogram: { round: 2 }, previousHistogram: { round: 1 } });
    expect(wall(classOf(3, { histogram: 'never' }))).toMatchObject({
      histogram: null,
      previousHistogram: null,
    });
  });

  test('V2 how many are within a point of what the cookies say', () => {
    const room = playing({}, story, 'a', 'b', 'c');
    room.guess('a', 0.7255);
    room.guess('b', 0.7165);
    room.guess('c', 0.71);
    room.run({ type: 'close' });
    expect(wall(room).within).toEqual({ near: 2, of: 3 });
  });
});

describe('one’s own view', () => {
  test('G1 it tells what speaks for the seat', () => {
    const room = new TestRoom(story).open().join('a');
    expect(own(room, 'a')).toMatchObject({ placed: false, done: false, estimate: [0.5, 0.5], score: null });
    room.run(guessOf('a', 0, 0.8), 'a');
    expect(own(room, 'a')).toMatchObject({ placed: true, estimate: share(0.8) });
    room.run({ type: 'start' });
    expect(own(room, 'a')).toMatchObject({ round: 1, placed: false, estimate: share(0.8) });
    room.guess('a', 0.6, true);
    expect(own(room, 'a')).toMatchObject({ placed: true, done: true });
    room.run({ type: 'close' });
    expect(own(room, 'a').curve).toEqual([own(room, 'a').score?.kl]);
    expect(own(room, 'a').klJar).toBeNull();
    room.run({ type: 'reveal' });
    expect(own(room, 'a').klJar).toHaveLength(2);
  });

  test('G8 after the reveal the rank is the reveal’s', () => {
    const room = playing({ rankBy: 'jar', rounds: 1 }, drawing([60, 40]), 'near', 'lucky');
    room.guess('near', 0.6);
    room.guess('lucky', 0.7);
    room.run({ type: 'close' });
    expect(own(room, 'near').score?.rank).toBe(1);
    room.run({ type: 'reveal' });
    expect(own(room, 'near').score?.rank).toBe(2);
    expect(wall(room).board?.map(({ playerId }) => playerId)).toEqual(['lucky', 'near']);
  });
});

describe('reveal, lobby and host', () => {
  test('V1 after the reveal the jar, its seal and the replay are everybody’s', () => {
    const room = classOf(5);
    room.run({ type: 'reveal' });
    expect(phone(room)).toMatchObject({ jar: [7000, 3000], replayId: 'replay', fairness: { mix: '' } });
    const { reveal } = wall(room);
    expect(reveal?.podium.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    expect(reveal?.klJar.curves).toHaveLength(5);
    expect(reveal?.klJar.floor).toHaveLength(2);
    room.run({ type: 'leave', playerId: reveal?.podium[0]?.playerId ?? '' });
    expect(wall(room).reveal?.podium).toHaveLength(3);
    room.run({ type: 'remove', playerId: reveal?.podium[1]?.playerId ?? '' });
    expect(wall(room).reveal?.podium).toHaveLength(2);
  });

  test('V2 the lobby lists who is here; nobody later', () => {
    const room = new TestRoom(story).open().join('a', 'b', 'c');
    room.run({ type: 'leave', playerId: 'b' }, 'b');
    expect(wall(room).lobby?.map(({ name }) => name)).toEqual(['name of a', 'name of c']);
    expect(wall(room)).toMatchObject({ draw: null, order: null, tally: null, mixed: false, present: 2 });
    room.run({ type: 'mix', words: 'bread' });
    expect(wall(room).mixed).toBe(true);
    room.run({ type: 'start' });
    expect(wall(room).lobby).toBeNull();
  });

  test('V2 the host sees who is present and who asks for time, not what they place', () => {
    const room = playing({}, story, 'a', 'b');
    room.guess('a', 0.123, true);
    room.run({ type: 'moreTime', playerId: 'b' });
    const view = hostView(room.state.open, named(room), 'title');
    expect(view.wantTime).toBe(1);
    expect(view.seats).toEqual([
      expect.objectContaining({ playerId: 'a', present: true, answered: true, done: true, wantsTime: false }),
      expect.objectContaining({ playerId: 'b', answered: false, wantsTime: true, fromRound: 1 }),
    ]);
    expect(JSON.stringify(view)).not.toContain('0.123');
  });

  test('V13 the host of very many is shown whoever is named on a screen, whoever asks for time, and the newest', () => {
    const room = new TestRoom(story).open({ maxPlayers: 2000, board: 1 });
    const players = Array.from({ length: 700 }, (_, k) => `p${k}`);
    room.join(...players);
    const lobby = hostView(room.state.open, named(room), 'title');
    expect(lobby.seats.map(({ playerId }) => playerId)).toEqual(players.slice(-MOST_SEATS));
    expect(lobby.players).toBe(700);
    room.run({ type: 'start' });
    room.guess('p3', 0.73);
    room.run({ type: 'moreTime', playerId: 'p5' });
    const asked = hostView(room.state.open, named(room), 'title').seats.map(({ playerId }) => playerId);
    expect(asked).toEqual(['p5', ...players.slice(1 - MOST_SEATS)]);
    room.run({ type: 'close' });
    const { board, seats } = hostView(room.state.open, named(room), 'title');
    const listed = seats.map(({ playerId }) => playerId);
    expect(listed).toEqual(expect.arrayContaining((board ?? []).map(({ playerId }) => playerId)));
    expect(listed[0]).toBe('p0');
    expect(listed).toContain('p3');
    expect(listed).toHaveLength(MOST_SEATS);
  });

  test('V15 a seat that is not listed is found by a part of its name, as people type it', () => {
    const room = new TestRoom(story).open({ maxPlayers: 2000 });
    const players = Array.from({ length: 700 }, (_, k) => `p${k}`);
    room.join(...players);
    const names = new Map(players.map((playerId, k) => [playerId, `Baker ${k}`]));
    for (const [k, name] of ['Zoë', '김민아', 'ＭＩＮＡ', '미나', '호두 왕'].entries())
      names.set(`p${k}`, name);
    const found = (text: string) => seatsNamed(room.state.open, names, text).map(({ playerId }) => playerId);
    expect(found('zoë')).toEqual(['p0']);
    expect(found('ZOE\u0308')).toEqual(['p0']);
    expect(found('민아'.normalize('NFD'))).toEqual(['p1']);
    expect(found('mina')).toEqual(['p2']);
    expect(found('두 왕')).toEqual(['p4']);
    expect(found('baker 69')).toEqual(['p69', ...Array.from({ length: 10 }, (_, k) => `p${690 + k}`)]);
    expect(found('baker')).toEqual(players.slice(5, 5 + MOST_FOUND));
    expect(found('nobody')).toEqual([]);
    room.run({ type: 'remove', playerId: 'p4' });
    expect(found('두 왕')).toEqual([]);
    expect(seatsNamed(room.state.open, names, 'mina')).toEqual([
      expect.objectContaining({ playerId: 'p2', name: 'ＭＩＮＡ', present: true }),
    ]);
  });
});
