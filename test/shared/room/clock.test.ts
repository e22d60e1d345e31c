import { describe, expect, test } from 'vitest';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { STORY_DRAWS } from '../../../shared/story/story.ts';
import { drawing, eventOf, morning, playing } from '../../support/room.ts';

const story = drawing(...STORY_DRAWS.map((chocolate) => [chocolate, 100 - chocolate]));
const untimed: SettingsInput = { guessSeconds: null };
const auto: SettingsInput = { autoClose: true };
/** A hundred cookies take all of the first showing's 8 s, after a lead of 0.5 s. */
const opensAt = morning + 8500;
const closesAt = opensAt + 40_000;

describe('the clock of a round', () => {
  test('R6 it opens after the showing and closes after the guessing time', () => {
    const room = playing({}, story, 'a');
    expect(room.state.open).toMatchObject({ opensAt, closesAt });
  });

  test('R6 later draws are shown faster, small ones in the time their cookies take', () => {
    const room = playing({ drawSize: [5, 100, 100] }, drawing([4, 1], [73, 27], [69, 31]), 'a');
    expect(room.state.open.opensAt).toBe(morning + 500 + 5 * 120);
    room.run({ type: 'close' });
    room.run({ type: 'next', draws: 1 });
    expect(room.state.open.opensAt).toBe(morning + 8500);
    room.run({ type: 'close' });
    room.run({ type: 'next', draws: 1 });
    expect(room.state.open.opensAt).toBe(morning + 4500);
  });

  test('R6 without a limit there is no deadline', () => {
    expect(playing(untimed, story, 'a').state.open.closesAt).toBeNull();
  });

  test('R6 the host can skip the showing, once', () => {
    const room = playing({}, story, 'a').wait(1000);
    expect(room.run({ type: 'skip' })).toEqual([
      { type: 'ShowingSkipped', opensAt: morning + 1500, closesAt: morning + 41_500 },
    ]);
    expect(room.run({ type: 'skip' })).toEqual([]);
  });

  test('R7 the clock closes when deadline and grace have passed, not before', () => {
    const room = playing({}, story, 'a');
    room.now = closesAt + 999;
    expect(room.run({ type: 'tick' })).toEqual([]);
    room.now = closesAt + 1000;
    expect(eventOf(room.run({ type: 'tick' }), 'RoundClosed').why).toBe('deadline');
    expect(room.run({ type: 'tick' })).toEqual([]);
  });

  test('R7 a round without a limit or in a pause is never closed by the clock', () => {
    const room = playing(untimed, story, 'a').wait(1e9);
    expect(room.run({ type: 'tick' })).toEqual([]);
    const paused = playing({}, story, 'a');
    paused.run({ type: 'pause' });
    expect(paused.wait(1e9).run({ type: 'tick' })).toEqual([]);
  });

  test('R8 a pause keeps what is left and resuming gives it back', () => {
    const room = playing({}, story, 'a');
    room.now = opensAt + 10_000;
    expect(room.run({ type: 'pause' })).toEqual([{ type: 'RoundPaused', remainingMs: 30_000 }]);
    expect(room.run({ type: 'pause' })).toEqual([]);
    expect(room.state.open).toMatchObject({ paused: true, closesAt: null });
    room.wait(60_000);
    expect(room.run({ type: 'resume' })).toEqual([
      { type: 'RoundResumed', opensAt, closesAt: opensAt + 100_000 },
    ]);
    expect(room.run({ type: 'resume' })).toEqual([]);
    expect(room.state.open).toMatchObject({ paused: false, remainingMs: null });
  });

  test('R8 a pause during the showing keeps the whole guessing time', () => {
    const room = playing({}, story, 'a').wait(1000);
    room.run({ type: 'pause' });
    expect(room.state.open.remainingMs).toBe(40_000);
    room.wait(1000).run({ type: 'resume' });
    expect(room.state.open).toMatchObject({ opensAt, closesAt });
  });

  test('R8 a pause without a limit keeps having none', () => {
    const room = playing(untimed, story, 'a');
    expect(room.run({ type: 'pause' })).toEqual([{ type: 'RoundPaused', remainingMs: null }]);
    expect(eventOf(room.run({ type: 'resume' }), 'RoundResumed').closesAt).toBeNull();
  });

  test('R8 extending adds to the deadline, to a pause, and to a deadline just passed', () => {
    const room = playing({}, story, 'a');
    const extend = { type: 'extend', seconds: 15 } as const;
    expect(room.run(extend)).toEqual([
      { type: 'RoundExtended', closesAt: closesAt + 15_000, remainingMs: null },
    ]);
    room.now = closesAt + 15_500;
    expect(eventOf(room.run(extend), 'RoundExtended').closesAt).toBe(closesAt + 30_500);
    room.run({ type: 'pause' });
    expect(room.run(extend)).toEqual([{ type: 'RoundExtended', closesAt: null, remainingMs: 30_000 }]);
    expect(playing(untimed, story, 'a').run(extend)).toEqual([]);
  });

  test('R8 who asked for more time may ask again after it was given', () => {
    const room = playing({}, story, 'a');
    const ask = { type: 'moreTime', playerId: 'a' } as const;
    expect(room.run(ask)).toEqual([{ type: 'MoreTimeAsked', playerId: 'a' }]);
    expect(room.run(ask)).toEqual([]);
    expect(room.state.open.wantTime).toBe(1);
    room.run({ type: 'extend', seconds: 15 });
    expect(room.state.open.wantTime).toBe(0);
    expect(room.run(ask)).toHaveLength(1);
  });

  test('R16 a restart moves the deadline by the time away and leaves at least 10 s', () => {
    const room = playing({}, story, 'a');
    room.now = opensAt + 25_000;
    expect(room.run({ type: 'restart', downMs: 5000 })).toEqual([
      { type: 'DeadlineMoved', opensAt, closesAt: closesAt + 5000 },
    ]);
    const late = playing({}, story, 'a');
    late.now = closesAt + 3000;
    expect(eventOf(late.run({ type: 'restart', downMs: 4000 }), 'DeadlineMoved').closesAt).toBe(
      late.now + 10_000,
    );
  });

  test('R16 a clock that was set back while the server was away takes the opening and the deadline with it', () => {
    const room = playing({}, story, 'a');
    const hourMs = 3_600_000;
    room.now = closesAt - 20_000 - hourMs;
    expect(room.run({ type: 'restart', downMs: -hourMs })).toEqual([
      { type: 'DeadlineMoved', opensAt: opensAt - hourMs, closesAt: closesAt - hourMs },
    ]);
  });

  test('R16 a restart during the showing moves the opening too; without a deadline nothing moves', () => {
    const room = playing({}, story, 'a').wait(6000);
    expect(eventOf(room.run({ type: 'restart', downMs: 4000 }), 'DeadlineMoved')).toMatchObject({
      opensAt: opensAt + 4000,
      closesAt: closesAt + 4000,
    });
    expect(playing(untimed, story, 'a').run({ type: 'restart', downMs: 4000 })).toEqual([]);
  });
});

describe('auto-close', () => {
  test('R9 the round ends with the last present seat that is done', () => {
    const room = playing(auto, story, 'a', 'b');
    expect(room.guess('a', 0.6, true).events).toHaveLength(1);
    const { events } = room.guess('b', 0.7, true);
    expect(eventOf(events, 'RoundClosed').why).toBe('done');
    const scores = eventOf(events, 'RoundScored').seats;
    expect(scores.map((seat) => seat.estimate[0])).toEqual([0.6, 0.7]);
  });

  test('R9 placing is not done, and done can be taken back', () => {
    const room = playing(auto, story, 'a', 'b');
    room.guess('a', 0.6, true);
    room.guess('a', 0.65, false);
    room.guess('b', 0.7, true);
    expect(room.state.open).toMatchObject({ phase: 'guessing', answered: 2, done: 1 });
  });

  test('R9 it is off unless the host turned it on', () => {
    const room = playing({}, story, 'a');
    room.guess('a', 0.6, true);
    expect(room.state.open.phase).toBe('guessing');
  });

  test('R9 seats that are away are not waited for', () => {
    const room = playing(auto, story, 'a', 'b');
    room.run({ type: 'disconnect', playerId: 'b', connection: 'phone-b' });
    room.guess('a', 0.6, true);
    expect(room.state.open.phase).toBe('results');
    expect(room.state.open.scored[0]?.seats).toHaveLength(2);
  });

  test.each(['leave', 'remove', 'disconnect'] as const)(
    'R9 %s of the last one thinking ends the round',
    (type) => {
      const room = playing(auto, story, 'a', 'b', 'c');
      room.guess('a', 0.6, true);
      room.guess('b', 0.7, true);
      const events = room.run({ type, playerId: 'c', connection: 'phone-c' });
      expect(eventOf(events, 'RoundClosed').why).toBe('done');
      expect(eventOf(events, 'RoundScored').seats).toHaveLength(type === 'disconnect' ? 3 : 2);
    },
  );

  test('R9 never with nobody present', () => {
    const room = playing(auto, story, 'a');
    room.run({ type: 'disconnect', playerId: 'a', connection: 'phone-a' });
    expect(room.state.open.phase).toBe('guessing');
    room.guess('a', 0.6, true);
    expect(room.state.open.phase).toBe('guessing');
  });

  test('R9 never while paused; resuming asks again', () => {
    const room = playing(auto, story, 'a');
    room.run({ type: 'pause' });
    room.guess('a', 0.6, true);
    expect(room.state.open.phase).toBe('guessing');
    expect(eventOf(room.run({ type: 'resume' }), 'RoundClosed').why).toBe('done');
  });
});
