import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { meteredStore } from '../../server/metered-store.ts';
import { createLoad } from '../../server/overload.ts';
import { createRoomService } from '../../server/room-service.ts';
import { StoreUnavailable } from '../../server/store/event-store.ts';
import { createMemoryStore } from '../../server/store/memory.ts';
import { scriptedBytes } from '../support/classroom.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { logOf, rowOf } from './store/logs.ts';

const calm = { p50Ms: 1, p99Ms: 5, mostMs: 20 };

function loadOf({ connections = 0, p99Ms = 5, heap = 0.2 } = {}) {
  return createLoad({
    maxSockets: 100,
    connections: () => connections,
    loopDelay: { recent: () => ({ ...calm, p99Ms }) },
    heapUse: () => heap,
  });
}

describe('a server that has enough to do', () => {
  test.each([
    ['nothing', {}, null, true],
    ['four fifths of the connections', { connections: 80 }, 'sockets', true],
    ['nearly all of them', { connections: 95 }, 'sockets', false],
    ['a heap that is nearly full', { heap: 0.9 }, 'memory', true],
    ['a loop that keeps everybody waiting', { p99Ms: 250, connections: 2 }, 'delay', true],
    ['a loop that somebody else keeps', { p99Ms: 250, connections: 1 }, null, true],
  ] as const)('with %s', (_, seen, reason, hasSeats) => {
    const load = loadOf(seen);
    expect(load.overload()).toBe(reason);
    expect(load.hasSeats()).toBe(hasSeats);
  });

  test('opens no room, and opens them again when it has less to do', async () => {
    let reason: string | null = null;
    const clock = createVirtualClock();
    const store = createMemoryStore();
    await store.open();
    const parts = { store, clock, random: scriptedBytes('full'), log: pino({ level: 'silent' }) };
    const service = createRoomService({ ...parts, overload: () => reason });
    const first = await service.openRoom({});
    expect(first.ok).toBe(true);
    reason = 'memory';
    expect(await service.openRoom({})).toEqual({ ok: false, code: 'server/full' });
    // Who is in a room that runs notices nothing.
    const [room] = service.all();
    expect(room && (await service.join(room.row.code, 'Mina', 0))).toMatchObject({ ok: true });
    reason = null;
    expect((await service.openRoom({})).ok).toBe(true);
    await service.stop();
  });
});

describe('a store that is metered', () => {
  let told: string[];
  let under: number;
  const meter = {
    storing: () => {
      under += 1;
    },
    stored: (call: string, isOk: boolean, ms: number) => {
      under -= 1;
      told.push(`${call} ${isOk} ${ms >= 0}`);
    },
  };

  beforeEach(() => {
    told = [];
    under = 0;
  });
  afterEach(() => expect(under).toBe(0));

  test('does what it did, and tells how it went', async () => {
    const store = meteredStore(createMemoryStore(), meter);
    await store.open();
    await store.createRoom(rowOf('a'), logOf(1, 2), []);
    await store.append('a', 2, logOf(3, 1), []);
    expect(await store.read('a')).toEqual(logOf(1, 3));
    await store.close();
    expect(told).toEqual(
      ['open', 'createRoom', 'append', 'read', 'close'].map((call) => `${call} true true`),
    );
  });

  test('fails as it did', async () => {
    const broken = { ...createMemoryStore(), append: () => Promise.reject(new StoreUnavailable('full')) };
    const store = meteredStore(broken, meter);
    await expect(store.append('a', 0, [], [])).rejects.toThrow('full');
    expect(told).toEqual(['append false true']);
  });
});
