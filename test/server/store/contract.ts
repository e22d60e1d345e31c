import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EventStore, SequenceConflict } from '../../../server/store/event-store.ts';
import { logOf, rowOf } from './logs.ts';

/** What every store promises to the room service. */
export function describeStore(name: string, make: () => Promise<EventStore>): void {
  describe(`event store: ${name}`, () => {
    let store: EventStore;
    beforeEach(async () => {
      store = await make();
    });
    afterEach(() => store.close());

    test('S4 reads back what was appended, in order, with operation stamps, nonces and heads', async () => {
      const events = logOf(1, 3);
      await store.createRoom(rowOf('a'), events.slice(0, 1), []);
      await store.append('a', 1, events.slice(1), []);
      expect(await store.read('a')).toEqual(events);
    });

    test('reads only what follows, up to nothing at all', async () => {
      const events = logOf(1, 3);
      await store.createRoom(rowOf('a'), events, []);
      expect(await store.read('a', 1)).toEqual(events.slice(1));
      expect(await store.read('a', 3)).toEqual([]);
      expect(await store.read('nobody', 3)).toEqual([]);
    });

    test.each([2999, 3000, 3001])(
      'S4 a long log of %i events reads back whole, and what follows',
      async (length) => {
        const events = logOf(1, length);
        await store.createRoom(rowOf('a'), events, []);
        await store.createRoom(rowOf('b'), logOf(1, 2), []);
        expect(await store.read('a')).toEqual(events);
        expect(await store.read('a', 1500)).toEqual(events.slice(1500));
        expect(await store.read('a', length)).toEqual([]);
      },
    );

    test('keeps numbers to the last bit', async () => {
      const estimate = [0.1 + 0.2, 1 - (0.1 + 0.2)];
      await store.createRoom(rowOf('a'), [], []);
      const event = { type: 'HunchPlaced', playerId: 'p', estimate } as const;
      await store.append('a', 0, [{ seq: 1, at: 1, by: 'p', event }], []);
      expect((await store.read('a'))[0]?.event).toEqual(event);
    });

    test('an unknown log is empty and has no row', async () => {
      expect(await store.read('nobody')).toEqual([]);
      expect(await store.room('nobody')).toBeUndefined();
      expect(await store.names('nobody')).toEqual(new Map());
    });

    test('refuses an append behind or ahead of the log, and changes nothing', async () => {
      await store.createRoom(rowOf('a'), logOf(1, 2), []);
      await expect(store.append('a', 1, logOf(2, 1), [])).rejects.toThrow(SequenceConflict);
      await expect(store.append('a', 3, logOf(4, 1), [{ playerId: 'p', name: 'x' }])).rejects.toThrow(
        SequenceConflict,
      );
      expect(await store.read('a')).toEqual(logOf(1, 2));
      expect(await store.names('a')).toEqual(new Map());
    });

    test('refuses an append to a log that is not there', async () => {
      await expect(store.append('nobody', 0, logOf(1, 1), [])).rejects.toThrow(SequenceConflict);
    });

    test('refuses events that leave a gap', async () => {
      await store.createRoom(rowOf('a'), logOf(1, 1), []);
      await expect(store.append('a', 1, logOf(3, 1), [])).rejects.toThrow(RangeError);
      expect(await store.read('a')).toHaveLength(1);
    });

    test('refuses a second room of the same id', async () => {
      await store.createRoom(rowOf('a'), logOf(1, 1), []);
      await expect(store.createRoom(rowOf('a'), logOf(1, 2), [])).rejects.toThrow(SequenceConflict);
      expect(await store.read('a')).toHaveLength(1);
    });

    test('S1 of two writers with the same expectation one wins', async () => {
      await store.createRoom(rowOf('a'), logOf(1, 1), []);
      const outcomes = await Promise.allSettled([
        store.append('a', 1, logOf(2, 1, 'first'), []),
        store.append('a', 1, logOf(2, 1, 'second'), []),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
      expect((await store.read('a'))[1]?.by).toBe('first');
    });

    test('a conflict does not fail the other appends of its moment', async () => {
      await store.createRoom(rowOf('a'), logOf(1, 1), []);
      await store.createRoom(rowOf('b'), logOf(1, 1), []);
      const outcomes = await Promise.allSettled([
        store.append('a', 1, logOf(2, 1), []),
        store.append('b', 7, logOf(8, 1), []),
        store.append('a', 2, logOf(3, 2), []),
        store.append('b', 1, logOf(2, 1), []),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
        'fulfilled',
      ]);
      expect(await store.read('a')).toEqual(logOf(1, 4));
      expect(await store.read('b')).toEqual(logOf(1, 2));
    });

    test('names live beside the log; the newest counts; forgetting takes names and title, not the log', async () => {
      await store.createRoom(rowOf('a'), logOf(1, 1), [{ playerId: 'p', name: '미나' }]);
      await store.append('a', 1, logOf(2, 1), [
        { playerId: 'p', name: '미나 2' },
        { playerId: '__proto__', name: 'q' },
      ]);
      expect(await store.names('a')).toEqual(
        new Map([
          ['p', '미나 2'],
          ['__proto__', 'q'],
        ]),
      );
      await store.forgetNames('a');
      expect(await store.names('a')).toEqual(new Map());
      expect((await store.room('a'))?.title).toBe('');
      expect(await store.read('a')).toEqual(logOf(1, 2));
    });

    test('the host can be given other keys, and nothing else of the row changes', async () => {
      await store.createRoom(rowOf('a'), logOf(1, 2), []);
      await store.createRoom(rowOf('b'), logOf(1, 1), []);
      const keys = { hostTokenHash: 'another token', recoveryHash: 'another.code' };
      await store.setHostKeys('a', keys);
      await store.setHostKeys('nobody', keys);
      expect(await store.room('a')).toEqual({ ...rowOf('a'), ...keys });
      expect(await store.room('b')).toEqual(rowOf('b'));
      expect(await store.room('nobody')).toBeUndefined();
      await store.append('a', 2, logOf(3, 1), []);
      expect(await store.read('a')).toEqual(logOf(1, 3));
    });

    test('lists the rows of all logs, newest first', async () => {
      await store.createRoom(rowOf('old', 1), [], []);
      await store.createRoom(rowOf('new', 3), [], []);
      await store.createRoom(rowOf('mid', 2), [], []);
      expect(await store.rooms()).toEqual([rowOf('new', 3), rowOf('mid', 2), rowOf('old', 1)]);
      expect(await store.room('mid')).toEqual(rowOf('mid', 2));
    });

    test('a deleted room is gone, and its neighbour is not', async () => {
      await store.createRoom(rowOf('a'), logOf(1, 2), [{ playerId: 'p', name: 'x' }]);
      await store.createRoom(rowOf('b'), logOf(1, 2), [{ playerId: 'p', name: 'y' }]);
      await store.deleteRoom('a');
      expect(await store.room('a')).toBeUndefined();
      expect(await store.read('a')).toEqual([]);
      expect(await store.names('a')).toEqual(new Map());
      expect(await store.read('b')).toHaveLength(2);
      expect(await store.names('b')).toEqual(new Map([['p', 'y']]));
    });

    test('remembers the last heartbeat', async () => {
      expect(await store.lastHeartbeat()).toBeNull();
      await store.heartbeat(5);
      await store.heartbeat(1_790_000_000_000);
      expect(await store.lastHeartbeat()).toBe(1_790_000_000_000);
    });

    test('is ready', async () => {
      expect(await store.ready()).toBe(true);
    });
  });
}
