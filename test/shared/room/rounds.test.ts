import { describe, expect, test } from 'vitest';
import type { DrawRequest } from '../../../shared/room/commands.ts';
import { STORY_DRAWS } from '../../../shared/story/story.ts';
import { drawing, eventOf, guessOf, playing, TestRoom } from '../../support/room.ts';

const story = drawing(...STORY_DRAWS.map((chocolate) => [chocolate, 100 - chocolate]));

describe('a room from its start to its end', () => {
  test('R2 lobby, guessing, results, revealed, ended', () => {
    const room = new TestRoom(story).open().join('a');
    const phases = [room.state.open.phase];
    for (const type of ['start', 'close', 'reveal', 'end'] as const) {
      room.run({ type });
      phases.push(room.state.open.phase);
    }
    expect(phases).toEqual(['lobby', 'guessing', 'results', 'revealed', 'ended']);
  });

  test('R2 commands out of their phase are refused', () => {
    const room = new TestRoom(story).open().join('a');
    const notNow = (types: readonly ('start' | 'skip' | 'close' | 'pause' | 'resume' | 'reveal')[]) => {
      for (const type of types) expect(room.attempt({ type }).code).toBe('phase/not-now');
    };
    notNow(['skip', 'close', 'pause', 'resume', 'reveal']);
    expect(room.attempt({ type: 'next', draws: 1 }).code).toBe('phase/not-now');
    expect(room.attempt({ type: 'extend', seconds: 5 }).code).toBe('phase/not-now');
    expect(room.attempt({ type: 'moreTime', playerId: 'a' }).code).toBe('phase/not-now');
    room.run({ type: 'start' });
    notNow(['start']);
    expect(room.attempt({ type: 'next', draws: 1 }).code).toBe('phase/not-now');
    room.run({ type: 'close' });
    notNow(['start', 'skip', 'close', 'pause', 'resume']);
    room.run({ type: 'reveal' });
    notNow(['start', 'close', 'reveal']);
    expect(room.attempt({ type: 'lock' }).code).toBe('phase/not-now');
  });

  test('R2 a class may be started before anybody is there', () => {
    const room = playing({}, story);
    const { seats, crowd } = eventOf(room.run({ type: 'close' }), 'RoundScored');
    expect(seats).toEqual([]);
    expect(crowd).toBeNull();
  });

  test('R11 after the last round there is no next', () => {
    const room = playing({ rounds: 1 }, story, 'a');
    room.run({ type: 'close' });
    expect(room.attempt({ type: 'next', draws: 1 }).code).toBe('phase/not-now');
  });

  test('F2 without another source the cookies come from the seal, and what came out stays out', () => {
    const room = new TestRoom().open().join('a');
    const { order, counts } = eventOf(room.run({ type: 'start' }), 'CookiesDrawn');
    expect(order).toHaveLength(100);
    expect(counts[0]).toBe(order.filter((flavour) => flavour === 0).length);
    expect(room.state.hidden.remaining).toEqual([7000 - (counts[0] ?? 0), 3000 - (counts[1] ?? 0)]);
  });

  test('F2 returned cookies are in the jar again', () => {
    for (const replacement of ['round', 'each'] as const) {
      const room = new TestRoom().open({ replacement }).join('a');
      room.run({ type: 'start' });
      expect(room.state.hidden.remaining).toEqual([7000, 3000]);
    }
  });
});

describe('several draws with one guess', () => {
  test('R10 only the last draw is guessed and scored', () => {
    const room = playing({}, story, 'a');
    room.run({ type: 'close' });
    const events = room.run({ type: 'next', draws: 3 });
    expect(events.map((event) => event.type === 'CookiesDrawn' && [event.round, event.guessing])).toEqual([
      [2, false],
      [3, false],
      [4, true],
    ]);
    expect(room.state.open).toMatchObject({ round: 4, drawsFrom: 2, drawn: 400 });
    expect(room.attempt(guessOf('a', 3, 0.6), 'a').code).toBe('round/other');
    room.run({ type: 'close' });
    expect(room.state.open.scored.map(({ round }) => round)).toEqual([1, 4]);
    expect(room.state.seats.get('a')?.curve).toEqual([
      null,
      expect.any(Number),
      null,
      null,
      expect.any(Number),
    ]);
  });

  test('R10 each draw finds the jar as the one before left it', () => {
    const seen: DrawRequest[] = [];
    const room = playing({}, (request, state) => {
      seen.push(request);
      return story(request, state);
    });
    room.run({ type: 'close' });
    room.run({ type: 'next', draws: 2 });
    expect(seen.map(({ remaining }) => remaining)).toEqual([
      [7000, 3000],
      [6927, 2973],
      [6858, 2942],
    ]);
  });

  test('R10 near the end there are fewer', () => {
    const room = playing({ rounds: 3 }, story, 'a');
    room.run({ type: 'close' });
    expect(room.run({ type: 'next', draws: 9 })).toHaveLength(2);
  });

  test('R10 a draw count that is no count is refused', () => {
    const room = playing({}, story, 'a');
    room.run({ type: 'close' });
    for (const draws of [0, -1, 1.5, Number.NaN]) {
      expect(room.attempt({ type: 'next', draws }).code).toBe('payload/malformed');
    }
  });

  test('G9 bots step after every draw', () => {
    const single = playing({ bots: ['svi', 'decay'] }, story, 'a');
    const several = playing({ bots: ['svi', 'decay'] }, story, 'a');
    for (const room of [single, several]) room.run({ type: 'close' });
    for (let round = 2; round <= 5; round += 1) {
      single.run({ type: 'next', draws: 1 });
      single.run({ type: 'close' });
    }
    several.run({ type: 'next', draws: 4 });
    several.run({ type: 'close' });
    expect(several.state.open.scored.at(-1)?.bots).toEqual(single.state.open.scored.at(-1)?.bots);
  });
});

describe('the bots', () => {
  test('I4 svi shows 55, 62, 66, 69, 70 and exact has no distance through the rules of the room', () => {
    const room = playing({ bots: ['exact', 'svi', 'decay'] }, story, 'a');
    const shown = new Map<number, number>();
    for (let round = 1; round <= 15; round += 1) {
      const scored = eventOf(room.run({ type: 'close' }), 'RoundScored');
      const [exact, svi, decay] = scored.bots;
      expect(exact).toMatchObject({ bot: 'exact', kl: 0, points: 1000 });
      expect(decay?.kl).toBeLessThan(1e-4);
      shown.set(round, Math.round(100 * (svi?.estimate[0] ?? 0)));
      if (round < 15) room.run({ type: 'next', draws: 1 });
    }
    expect([1, 3, 5, 10, 15].map((round) => shown.get(round))).toEqual([55, 62, 66, 69, 70]);
  });
});
