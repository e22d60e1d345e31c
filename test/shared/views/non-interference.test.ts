import { describe, expect, test } from 'vitest';
import type { Band } from '../../../shared/room/events.ts';
import { namedFlavours } from '../../../shared/room/flavour-names.ts';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { displayView } from '../../../shared/views/display.ts';
import { liveHistogram } from '../../../shared/views/histogram.ts';
import { hostView } from '../../../shared/views/host.ts';
import { playerView } from '../../../shared/views/player.ts';
import { progressOf } from '../../../shared/views/progress.ts';
import { publicLog } from '../../../shared/views/public-log.ts';
import { replayOf } from '../../../shared/views/replay.ts';
import { youView } from '../../../shared/views/you.ts';
import { chanceOf } from '../../support/chance.ts';
import { pairwise } from '../../support/pairwise.ts';
import { belief, drawing, share, TestRoom } from '../../support/room.ts';

const names = new Map([
  ['a', 'Ann'],
  ['b', 'Ben'],
  ['c', 'Cho'],
]);
const draws = drawing([73, 27], [69, 31], [70, 30]);

/** Everything anybody could be sent at this moment. */
function everyView(room: TestRoom): string {
  const { open, seats } = room.state;
  const extras = { replayId: 'r', histogram: liveHistogram(open, seats) };
  return JSON.stringify({
    player: playerView(open, 'r'),
    display: displayView(open, names, 'title', extras),
    host: hostView(open, names, 'title', extras),
    you: [...seats].map(([playerId, seat]) => youView(open, playerId, seat)),
    progress: progressOf(open),
    replay: replayOf(open, names, { title: 'title', replayId: 'r', namesFor: 'host' }),
    log: publicLog(room.log),
  }).replaceAll(open.commitment, 'commitment');
}

/** One script for every jar; every view after every command. */
function playScript(
  counts: readonly number[],
  input: SettingsInput,
  bands: readonly Band[] = [
    [0.6, 0.8],
    [0.2, 0.9],
  ],
  see: (room: TestRoom) => string = everyView,
): readonly string[] {
  const room = new TestRoom(draws);
  const frames: string[] = [];
  const run = (does: () => unknown) => {
    does();
    frames.push(see(room));
  };
  const chance = chanceOf(1);
  const believes = input.estimate === 'belief';
  const place = (player: string, first: number, done = false) =>
    room.place(player, believes ? belief(40 * first, 40 * (1 - first)) : share(first), done);
  run(() => room.open({ ...input, rounds: 3, flavours: namedFlavours('en', counts) }));
  run(() => room.join('a', 'b'));
  run(() => place('a', 0.8));
  run(() => room.run({ type: 'mix', words: 'bread' }));
  run(() => room.run({ type: 'start' }));
  for (let round = 1; round <= 3; round += 1) {
    for (const player of ['a', 'b']) run(() => place(player, 0.3 + 0.5 * chance(), player === 'a'));
    run(() => room.run({ type: 'pause' }));
    run(() => room.run({ type: 'resume' }));
    run(() => room.run({ type: 'close' }));
    if (round === 1) run(() => room.join('c'));
    if (round < 3) run(() => room.run({ type: 'next', draws: 1, twist: believes && round === 1 }));
  }
  if (input.bet) {
    run(() => room.run({ type: 'next', draws: 1 }));
    for (const [k, [low, high]] of bands.entries()) run(() => room.bet(k === 0 ? 'a' : 'b', low, high));
  }
  expect(room.state.open.phase).toBe(input.bet ? 'bet' : 'results');
  run(() => room.run({ type: 'reveal' }));
  return frames;
}

describe('two rooms that differ only in the jar', () => {
  const inputs: readonly SettingsInput[] = pairwise({
    estimate: ['point', 'belief'],
    bet: [false, true],
    tally: ['always', 'draw', 'none'],
    board: [1, 2, 'end', 'never'],
    histogram: ['live', 'close', 'never'],
    replacement: ['never', 'round', 'each'],
    rankBy: ['evidence', 'jar'],
    bots: [['exact', 'svi', 'decay'], []],
  });
  test.each(inputs)('V1 look the same to everybody until the reveal %j', (input) => {
    const one = playScript([7000, 3000], input);
    const other = playScript([3000, 7000], input);
    expect(one.length).toBeGreaterThan(20);
    expect(other.slice(0, -1)).toEqual(one.slice(0, -1));
    expect(other.at(-1)).not.toEqual(one.at(-1));
  });

  test('V1 the comparison would notice a leak: open scoring shows one', () => {
    const one = playScript([7000, 3000], { scoring: 'open' });
    const other = playScript([3000, 7000], { scoring: 'open' });
    expect(other.slice(0, -1)).not.toEqual(one.slice(0, -1));
  });

  test.each(['point', 'belief'] as const)(
    'V11 that differ only in the bands look the same to everybody until the reveal, own views apart, %s',
    (estimate) => {
      const publicly = (room: TestRoom) => JSON.stringify({ ...JSON.parse(everyView(room)), you: null });
      const wide: readonly Band[] = [
        [0, 1],
        [0.1, 0.9],
      ];
      const narrow: readonly Band[] = [
        [0.7, 0.7],
        [0.3, 0.31],
      ];
      const input: SettingsInput = { estimate, bet: true, histogram: 'live' };
      const one = playScript([7000, 3000], input, wide, publicly);
      const other = playScript([7000, 3000], input, narrow, publicly);
      expect(other.slice(0, -1)).toEqual(one.slice(0, -1));
      expect(other.at(-1)).not.toEqual(one.at(-1));
    },
  );

  test('V1 before the reveal there is no replay and no log to read', () => {
    const room = new TestRoom(draws).open().join('a');
    expect(replayOf(room.state.open, names, { title: '', replayId: 'r', namesFor: 'host' })).toBeNull();
    expect(publicLog(room.log)).toBeNull();
  });

  test('V6 the hidden part is no view’s input', () => {
    const { state } = new TestRoom(draws).open();
    // @ts-expect-error the hidden part does not fit a view
    expect(() => playerView(state.hidden)).toThrow();
    // @ts-expect-error neither does the state as a whole
    expect(() => displayView(state, names, '')).toThrow();
  });
});
