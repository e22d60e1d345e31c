import { expect, test } from 'vitest';
import { foldTwice } from '../../server/fold-in-turns.ts';
import { OwnRoom } from '../../server/own-room.ts';
import { createMemoryStore } from '../../server/store/memory.ts';
import { logOf, rowOf } from './store/logs.ts';

test('S1 what is decided the moment something else is stored is stored too', async () => {
  const store = createMemoryStore();
  const events = logOf(1, 4);
  await store.createRoom(rowOf('a'), events.slice(0, 1), []);
  const room = new OwnRoom(
    store,
    rowOf('a'),
    foldTwice(events.slice(0, 1)),
    new Map(),
    () => {},
    () => null,
  );
  await room.write(events.slice(1, 2), []).then(() => room.write(events.slice(2, 3), []));
  await room.write(events.slice(3, 4), []);
  expect(await store.read('a')).toHaveLength(4);
});
