import { expect, test } from 'vitest';
import { createCommitPace } from '../../server/commit-pace.ts';
import { foldTwice } from '../../server/fold-in-turns.ts';
import { OwnRoom } from '../../server/own-room.ts';
import type { EventStore } from '../../server/store/event-store.ts';
import { createMemoryStore } from '../../server/store/memory.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { logOf, rowOf } from './store/logs.ts';

test('S2 the first commits wait for nothing, those of a steady stream for twenty milliseconds each', async () => {
  const clock = createVirtualClock();
  const pace = createCommitPace(clock);
  for (let k = 0; k < 20; k += 1) expect(pace()).toBeNull();
  for (let k = 0; k < 5; k += 1) {
    const wait = pace();
    let isOver = false;
    void wait?.then(() => {
      isOver = true;
    });
    expect(wait).not.toBeNull();
    clock.advance(19);
    await Promise.resolve();
    expect(isOver).toBe(false);
    clock.advance(1);
    await wait;
    expect(isOver).toBe(true);
  }
  clock.advance(400);
  for (let k = 0; k < 20; k += 1) expect(pace()).toBeNull();
  expect(pace()).not.toBeNull();
});

test('S2 what is decided while a commit waits goes into it, in order, and is answered after it', async () => {
  const memory = createMemoryStore();
  const events = logOf(1, 40);
  await memory.createRoom(rowOf('a'), events.slice(0, 1), []);
  const appended: number[] = [];
  const store: EventStore = {
    ...memory,
    append(replayId, seq, some, names) {
      appended.push(some.length);
      return memory.append(replayId, seq, some, names);
    },
  };
  const clock = createVirtualClock();
  const pace = createCommitPace(clock);
  while (pace() === null);
  const room = new OwnRoom(store, rowOf('a'), foldTwice(events.slice(0, 1)), new Map(), () => {}, pace);
  const answered: number[] = [];
  const writes = events.slice(1).map((event) => {
    return room.write([event], []).then(() => answered.push(event.seq));
  });
  await new Promise(setImmediate);
  expect([appended, answered]).toEqual([[], []]);
  clock.advance(40);
  await Promise.all(writes);
  expect(appended).toEqual([39]);
  expect(answered).toEqual(events.slice(1).map(({ seq }) => seq));
  expect(await memory.read('a')).toEqual(events);
});
