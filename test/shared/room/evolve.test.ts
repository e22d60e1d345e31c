import { describe, expect, test } from 'vitest';
import type { RecordedEvent } from '../../../shared/room/events.ts';
import { emptyState, evolve, fold, isTerminal } from '../../../shared/room/evolve.ts';
import { STORY_DRAWS } from '../../../shared/story/story.ts';
import { drawing, guessOf, morning, TestRoom } from '../../support/room.ts';

const story = drawing(...STORY_DRAWS.map((chocolate) => [chocolate, 100 - chocolate]));

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

function wholeLesson(): readonly RecordedEvent[] {
  const room = new TestRoom(story).open().join('a', 'b');
  room.run(guessOf('a', 0, 0.7), 'a', { id: '1', digest: 'x' });
  room.run({ type: 'mix', words: 'bread' });
  room.wait(1000).run({ type: 'start' });
  room.guess('a', 0.6);
  room.run({ type: 'pause' });
  room.run({ type: 'resume' });
  room.run({ type: 'close' });
  room.run({ type: 'next', draws: 2 });
  room.wait(1000).run({ type: 'reveal' });
  room.wait(1000).run({ type: 'end' });
  return room.log;
}

describe('evolve', () => {
  test('R19 it changes nothing of the events it is given', () => {
    const log = deepFreeze(structuredClone(wholeLesson()));
    expect(isTerminal(fold(log))).toBe(true);
  });

  test('R19 two rooms folded from one log share nothing that changes', () => {
    const log = wholeLesson();
    const first = fold(log);
    const second = fold(log.slice(0, 8));
    const kept = structuredClone(second);
    evolve(first, { seq: 99, at: morning, by: 'a', event: { type: 'SeatLeft', playerId: 'a' } });
    expect(second).toEqual(kept);
    expect(emptyState()).toEqual(emptyState());
    expect(emptyState().open.roster).not.toBe(emptyState().open.roster);
  });

  test('R18 the moments of a lesson are those of its events', () => {
    const { open } = fold(wholeLesson());
    expect(open).toMatchObject({
      openedAt: morning,
      startedAt: morning + 1000,
      revealedAt: morning + 2000,
      endedAt: morning + 3000,
      seq: wholeLesson().length,
    });
  });

  test('R18 a log that names an unknown seat is not folded in silence', () => {
    const stray: RecordedEvent = {
      seq: 1,
      at: morning,
      by: 'a',
      event: { type: 'EstimatePlaced', playerId: 'ghost', round: 1, estimate: [0.5, 0.5], done: false },
    };
    expect(() => evolve(emptyState(), stray)).toThrow('ghost');
  });

  test('R18 a seat is found by its token’s hash, also after it is gone', () => {
    const room = new TestRoom(story).open().join('a');
    room.run({ type: 'remove', playerId: 'a' });
    expect(room.state.hidden.tokens.get('hash-a')).toBe('a');
  });
});
