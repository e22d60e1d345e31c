import { expect, test } from 'vitest';
import { type PastRoom, parsePastRooms, withRoom } from '../../../client/pages/host/past-rooms-store.ts';

const room = (replayId: string, openedAt: number): PastRoom => ({
  code: '482917',
  replayId,
  hostToken: 'token',
  recoveryCode: 'AAAA',
  joinUrl: 'http://bakery.example/play/482917',
  title: '',
  flavours: ['Chocolate', 'Vanilla'],
  rounds: 6,
  openedAt,
});

test('the newest lesson stands first, even under the same code', () => {
  const rooms = withRoom(withRoom([], room('a', 1)), room('b', 2));
  expect(rooms.map(({ replayId }) => replayId)).toEqual(['b', 'a']);
});

test('a lesson is kept once', () => {
  const rooms = withRoom([room('a', 1)], { ...room('a', 1), title: 'Class 2' });
  expect(rooms).toHaveLength(1);
  expect(rooms[0]?.title).toBe('Class 2');
});

test('what is not a list of lessons is read as none', () => {
  expect(parsePastRooms(null)).toEqual([]);
  expect(parsePastRooms('{')).toEqual([]);
  expect(parsePastRooms('{"a":1}')).toEqual([]);
  expect(parsePastRooms(JSON.stringify([room('a', 1), { code: 3 }, null]))).toEqual([room('a', 1)]);
});
