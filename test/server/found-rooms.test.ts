import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { foldInTurns } from '../../server/fold-in-turns.ts';
import { createRoomService } from '../../server/room-service.ts';
import { createMemoryStore } from '../../server/store/memory.ts';
import { fold } from '../../shared/room/evolve.ts';
import { scriptedBytes } from '../support/classroom.ts';
import { TestRoom } from '../support/room.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

describe('a room that is in no memory', () => {
  test('is folded in several turns to what it is in one', async () => {
    const room = new TestRoom().open({ maxPlayers: 3000 });
    for (let k = 0; k < 2500; k += 1) {
      room.record({ type: 'SeatTaken', playerId: `${k}`, tokenHash: `h${k}`, cookie: 0, fromRound: 1 });
    }
    const state = await foldInTurns(room.log);
    expect(state).toEqual(fold(room.log));
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
