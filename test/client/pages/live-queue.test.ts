import { expect, test } from 'vitest';
import { emptyQueue, enqueue, nextTurn, pauseBetweenMs } from '../../../client/pages/live-queue.ts';

const say = (kind: string, text: string, politeness: 'polite' | 'assertive' = 'polite') => ({
  kind,
  text,
  politeness,
});

test('a newer message of the same kind replaces the one that waits', () => {
  const queue = enqueue(enqueue(emptyQueue, say('count', '3 in')), say('count', '4 in'));
  expect(queue.waiting.map(({ text }) => text)).toEqual(['4 in']);
});

test('at most one polite message every three seconds', () => {
  const queue = enqueue(enqueue(emptyQueue, say('phase', 'round 1')), say('count', '4 in'));
  const first = nextTurn(queue, 0);
  expect(first.say?.text).toBe('round 1');
  const early = nextTurn(first.queue, pauseBetweenMs - 1);
  expect(early.say).toBeNull();
  expect(nextTurn(early.queue, pauseBetweenMs).say?.text).toBe('4 in');
});

test('an assertive message goes first and does not wait', () => {
  const spoken = nextTurn(enqueue(emptyQueue, say('phase', 'round 1')), 0).queue;
  const queue = enqueue(enqueue(spoken, say('count', '4 in')), say('line', 'lost', 'assertive'));
  expect(nextTurn(queue, 10).say?.text).toBe('lost');
});

test('what was just said is not said again', () => {
  const spoken = nextTurn(enqueue(emptyQueue, say('phase', 'round 1')), 0).queue;
  const again = nextTurn(enqueue(spoken, say('phase', 'round 1')), 2 * pauseBetweenMs);
  expect(again.say).toBeNull();
  expect(again.queue.waiting).toEqual([]);
});
