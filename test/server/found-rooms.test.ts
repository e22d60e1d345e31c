import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { foldInTurns } from '../../server/fold-in-turns.ts';
import { createRoomService } from '../../server/room-service.ts';
import type { EventStore } from '../../server/store/event-store.ts';
import { createMemoryStore } from '../../server/store/memory.ts';
import type { RecordedEvent } from '../../shared/room/events.ts';
import { fold } from '../../shared/room/evolve.ts';
import { chanceOf } from '../support/chance.ts';
import { scriptedBytes } from '../support/classroom.ts';
import { TestRoom } from '../support/room.ts';
import { createSharedMemory } from '../support/shared-memory.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { rowOf } from './store/logs.ts';

/** The log of a room with so many seats. */
function longLog(seats: number): readonly RecordedEvent[] {
  const room = new TestRoom().open({ maxPlayers: 3000 });
  for (let k = 0; k < seats; k += 1) {
    room.record({ type: 'SeatTaken', playerId: `${k}`, tokenHash: `h${k}`, cookie: 0, fromRound: 1 });
  }
  return room.log;
}

/** Counts the turns of the event loop that others have. */
function countTurns(): { readonly turns: () => number; readonly stop: () => void } {
  let turns = 0;
  let next = setImmediate(function count() {
    turns += 1;
    next = setImmediate(count);
  });
  return { turns: () => turns, stop: () => clearImmediate(next) };
}

describe('a room that is in no memory', () => {
  test('is folded in several turns to what it is in one', async () => {
    const log = longLog(2500);
    const { turns, stop } = countTurns();
    const state = await foldInTurns(log);
    expect(turns()).toBe(2);
    stop();
    expect(state).toEqual(fold(log));
  });

  test('of another server is taken in so too, with what is written meanwhile', async () => {
    const events = longLog(2500);
    const [early, late] = [events.slice(0, 2400), events.slice(2400)];
    const row = { ...rowOf('long', Date.now()), code: '123456' };
    const memory = createSharedMemory(chanceOf(1), { broken: 0, newsLost: 0 });
    const store = memory.join('a');
    const { shared } = store;
    if (shared === undefined) throw new Error('it is of one server alone');
    await store.createRoom(row, early, []);
    const { turns, stop } = countTurns();
    const seen: number[] = [];
    const elsewhere: EventStore = {
      ...store,
      async read(replayId) {
        const read = await store.read(replayId);
        await store.append(replayId, early.length, late, [{ playerId: '2499', name: 'Mina' }]);
        seen.push(turns());
        return read;
      },
      shared: {
        ...shared,
        since(replayId, followed) {
          seen.push(turns(), followed.seq);
          return shared.since(replayId, followed);
        },
      },
    };
    const service = createRoomService({
      ...{ store: elsewhere, clock: createVirtualClock(), random: scriptedBytes('taken in') },
      log: pino({ level: 'silent' }),
    });
    await service.seek(row.code);
    stop();
    const room = service.byCode(row.code);
    expect(room?.state).toEqual(fold(events));
    expect(room?.names.get('2499')).toBe('Mina');
    const [read = 0, folded = 0, from] = seen;
    expect({ turns: folded - read, from }).toEqual({ turns: 4, from: early.length });
    await service.stop();
  });

  test('is read once for all who ask at the same time, and names are those of the moment', async () => {
    const memory = createMemoryStore();
    let reads = 0;
    const store = {
      ...memory,
      async read(replayId: string, after?: number) {
        reads += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
        return memory.read(replayId, after);
      },
    };
    const [random, log] = [scriptedBytes('found'), pino({ level: 'silent' })];
    const clock = createVirtualClock();
    const before = createRoomService({ store, clock, random, log });
    const opened = await before.openRoom({ language: 'en' });
    if (!opened.ok) throw new Error(opened.code);
    const { replayId } = opened.room.row;
    const seat = await before.join(opened.room.row.code, 'Mina', 0);
    if (!seat.ok) throw new Error(seat.code);
    await before.execute(opened.room, { type: 'start' }, 'host', 's');
    await before.execute(opened.room, { type: 'end' }, 'host', 'e');
    await before.stop();

    const service = createRoomService({ store, clock, random, log });
    reads = 0;
    const asked = Array.from({ length: 5 }, () => service.byReplayId(replayId));
    await memory.forgetNames(replayId);
    const late = service.byReplayId(replayId);
    const found = await Promise.all([...asked, late]);
    expect(found.map((room) => room?.state.open.phase)).toEqual(Array(6).fill('ended'));
    expect(reads).toBe(1);
    expect(found.at(-1)?.names.size).toBe(0);
    await service.byReplayId(replayId);
    expect(reads).toBe(2);
    await service.stop();
  });
});
