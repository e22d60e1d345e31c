import { describe, expect, test } from 'vitest';
import type { Command } from '../../../shared/room/commands.ts';
import { fold, isTerminal } from '../../../shared/room/evolve.ts';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { displayView } from '../../../shared/views/display.ts';
import { type Chance, chanceOf, oneOf, whole } from '../../support/chance.ts';
import { guessOf, type Outcome, salt, seed, settingsOf, TestRoom } from '../../support/room.ts';

const inputs: readonly SettingsInput[] = [
  { rounds: 4, autoClose: true },
  { rounds: 3, scoring: 'open', rankBy: 'jar', guessSeconds: null },
  { mystery: { flavours: ['A', 'B'], population: 400 }, drawSize: [5, 10, 25], tally: 'draw', board: 2 },
  { rounds: 3, replacement: 'round', histogram: 'live', autoClose: true, maxPlayers: 4 },
  { rounds: 3, replacement: 'each', tally: 'none', board: 'end', bots: ['decay'] },
  { rounds: 2, estimate: 'belief', bet: true, autoClose: true },
  { rounds: 1, bet: true, board: 'never' },
];
const everyEvent = [
  ['BetPlaced', 'BetsOpened'],
  [
    'CookiesDrawn',
    'DeadlineMoved',
    'EstimatePlaced',
    'GameStarted',
    'HunchPlaced',
    'JarFilled',
    'JarRevealed',
  ],
  ['JarSealed', 'MixSpoken', 'MoreTimeAsked', 'RoomEnded', 'RoomLocked', 'RoomOpened', 'RoomUnlocked'],
  ['RoundClosed', 'RoundExtended', 'RoundPaused', 'RoundResumed', 'RoundScored', 'SeatConnected', 'SeatGone'],
  ['SeatLeft', 'SeatRemoved', 'SeatRenamed', 'SeatTaken', 'SettingsChanged', 'ShowingSkipped', 'TruthScored'],
].flat();
const players = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Any command, sensible or not, likelier those that carry a lesson forward. */
function anyCommand(chance: Chance, room: TestRoom): Command {
  const playerId = oneOf(chance, players);
  const { round } = room.state.open;
  const near = round + whole(chance, 3) - 1;
  const first = oneOf(chance, [0, 0.0005, 0.001, 0.25, 0.5, 0.731, 0.999, 1, Number.NaN]);
  const choices: readonly (() => Command)[] = [
    () => ({ type: 'join', playerId, tokenHash: playerId, cookie: 1 }),
    () => ({ type: 'join', playerId, tokenHash: playerId, cookie: 1 }),
    () => ({ type: 'connect', playerId, connection: oneOf(chance, ['x', 'y']) }),
    () => ({ type: 'connect', playerId, connection: oneOf(chance, ['x', 'y']) }),
    () => ({ type: 'disconnect', playerId, connection: oneOf(chance, ['x', 'y']) }),
    () => guessOf(playerId, near, first, chance() < 0.5),
    () => guessOf(playerId, round, 0.4 + 0.5 * chance(), chance() < 0.5),
    () => guessOf(playerId, round, 0.4 + 0.5 * chance(), true),
    () => ({ type: 'guess', playerId, round, estimate: [1 + 70 * chance(), 1 + 30 * chance()], done: true }),
    () => ({
      type: 'bet',
      playerId,
      band: oneOf(chance, [
        [0.5, 0.9],
        [0.7, 0.6],
        [0, 1],
        [0.2, 2],
      ] as const),
    }),
    () => ({ type: 'bet', playerId, band: [0.5 * chance(), 1] }),
    () => ({ type: 'moreTime', playerId }),
    () => ({ type: 'next', draws: 1 + whole(chance, 2), twist: chance() < 0.3 }),
    () => ({ type: 'next', draws: 1 }),
    () => ({ type: 'extend', seconds: 10 }),
    () => ({ type: 'tick' }),
    () => ({ type: 'restart', downMs: 3000 }),
    () => ({
      type: oneOf(chance, ['start', 'start', 'close', 'skip', 'pause', 'resume', 'resume'] as const),
    }),
    () => ({ type: oneOf(chance, ['lock', 'unlock', 'unlock'] as const) }),
    () => ({ type: oneOf(chance, ['rename', 'leave', 'remove'] as const), playerId }),
    () => ({ type: 'mix', words: 'bread' }),
    () => ({ type: 'settings', ...settingsOf(oneOf(chance, inputs)), seed, salt }),
    () => (chance() < 0.1 ? { type: oneOf(chance, ['reveal', 'end'] as const) } : { type: 'close' }),
  ];
  return oneOf(chance, choices)();
}

function holds({ state }: TestRoom): void {
  const { open, seats, hidden } = state;
  const here = [...open.roster.values()].filter((entry) => entry.out === null);
  const count = (of: (entry: (typeof here)[number]) => boolean) => here.filter(of).length;
  expect(open.players).toBe(here.length);
  expect(open.present).toBe(count((entry) => entry.present));
  expect(open.answered).toBe(count((entry) => entry.answered));
  expect(open.done).toBe(count((entry) => entry.done));
  expect(open.wantTime).toBe(count((entry) => entry.wantsTime));
  expect(open.betsPlaced).toBe(count((entry) => seats.get(entry.playerId)?.bet !== null));
  expect(open.answered).toBeLessThanOrEqual(open.players);
  expect(open.drawn).toBe(open.draws.reduce((sum, draw) => sum + draw.order.length, 0));
  expect(open.tally.reduce((sum, seen) => sum + seen, 0)).toBe(open.drawn);
  expect(open.phase === 'guessing' || open.closesAt === null).toBe(true);
  if (open.settings.replacement === 'never' && hidden.remaining !== null) {
    expect(hidden.remaining.map((left, k) => left + (open.tally[k] ?? 0))).toEqual(hidden.counts);
  }
}

/** Numbers enough of the secret that finding one in a view cannot be chance. */
function sealed({ state }: TestRoom): void {
  if (state.open.jar !== null) return;
  const shown = JSON.stringify([
    { ...state.open, roster: [...state.open.roster], latest: [...state.open.latest] },
    displayView(state.open, new Map(), 'title'),
  ]);
  expect(shown).not.toContain(seed);
  expect(shown).not.toContain(salt);
  expect(state.open.truth).toBeNull();
}

/** One random life of a room; `watch` sees every step. */
function play(
  number: number,
  watch: (room: TestRoom, attempt: () => Outcome, step: number) => void,
): TestRoom {
  const chance = chanceOf(number);
  const room = new TestRoom().open(oneOf(chance, inputs));
  for (let step = 0; step < 150; step += 1) {
    room.wait(oneOf(chance, [50, 900, 4000, 15_000]));
    const command = anyCommand(chance, room);
    watch(room, () => room.attempt(command, 'playerId' in command ? command.playerId : 'host'), step);
  }
  return room;
}

const seeds = Array.from({ length: 60 }, (_, k) => k + 1);

describe('any sequence of commands', () => {
  test.each(seeds)('R18 keeps every promise, seed %i', (number) => {
    const room = play(number, (played, attempt, step) => {
      const ended = isTerminal(played.state);
      const before = step % 10 === 0 ? structuredClone(played.state) : null;
      const outcome = attempt();
      if (!outcome.ok && before !== null) expect(played.state).toEqual(before);
      if (ended) expect(outcome.events).toEqual([]);
      holds(played);
      sealed(played);
    });
    expect(fold(room.log)).toEqual(room.state);
    expect(fold(JSON.parse(JSON.stringify(room.log)))).toEqual(room.state);
  });

  test('R18 the sequences reach every kind of event', () => {
    const types = new Set<string>();
    for (const number of seeds) {
      for (const { event } of play(number, (_, attempt) => attempt()).log) types.add(event.type);
    }
    expect([...types].sort()).toEqual(everyEvent);
  });
});
