import { Session } from 'node:inspector/promises';
import { queryObjects } from 'node:v8';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createCodeBudget } from '../../server/code-budget.ts';
import { OwnRoom } from '../../server/own-room.ts';
import { createRoomService } from '../../server/room-service.ts';
import { createMemoryStore } from '../../server/store/memory.ts';
import { eventually, openClassroom, scriptedBytes } from '../support/classroom.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

/** Runs where the maps are; a prototype that classes of maps share has no size of its own. */
function sumOfSizes(this: readonly Map<unknown, unknown>[]): number {
  const sizeOf = (map: Map<unknown, unknown>) => {
    try {
      return map.size;
    } catch {
      return 0;
    }
  };
  return this.reduce((sum, map) => sum + sizeOf(map), 0);
}

/** Entries of all maps of this process, past everything they say of themselves. */
async function entries(): Promise<number> {
  const session = new Session();
  session.connect();
  const { result } = await session.post('Runtime.evaluate', { expression: 'Map.prototype' });
  const { objects } = await session.post('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
  });
  const counted = await session.post('Runtime.callFunctionOn', {
    ...(objects.objectId !== undefined && { objectId: objects.objectId }),
    functionDeclaration: String(sumOfSizes),
    returnByValue: true,
  });
  session.disconnect();
  return Number(counted.result.value);
}

describe('what nobody has forgotten has an end', () => {
  test('an hour of wrong codes from ever new addresses leaves ten thousand of them', async () => {
    const clock = createVirtualClock();
    const budget = createCodeBudget(clock, scriptedBytes('budget'));
    const before = await entries();
    for (let k = 0; k < 36_000; k += 1) {
      budget.miss(`2001:db8::${k.toString(16)}`);
      clock.advance(100);
    }
    const grown = (await entries()) - before;
    expect(grown).toBeGreaterThan(9_000);
    expect(grown).toBeLessThanOrEqual(10_500);
    expect(budget.wait('2001:db8::1')).toBeGreaterThanOrEqual(0);
  });

  test('rooms that are over are kept as many as may run, the newest; the replays of the others remain', async () => {
    const clock = createVirtualClock();
    const [random, log] = [scriptedBytes('rooms'), pino({ level: 'silent' })];
    const service = createRoomService({ store: createMemoryStore(), clock, random, log, maxRooms: 3 });
    const rooms = [];
    for (let k = 0; k < 8; k += 1) {
      const opened = await service.openRoom({ title: `${k}` });
      if (!opened.ok) throw new Error(opened.code);
      rooms.push(opened.room.row);
      await service.execute(opened.room, { type: 'start' }, 'host', 's');
      await service.execute(opened.room, { type: 'end' }, 'host', 'e');
      clock.advance(1000);
    }
    const kept = rooms.filter(({ code }) => service.byCode(code) !== undefined);
    expect(kept.map(({ title }) => title)).toEqual(['4', '5', '6', '7']);
    for (const { replayId } of rooms) {
      expect((await service.byReplayId(replayId))?.state.open.phase).toBe('ended');
    }
  });

  test.each([
    [3, 3],
    [1000, 16],
  ])(
    'of a lesson played again and again on a server for %i rooms the last %i logs are kept',
    async (maxRooms, most) => {
      const clock = createVirtualClock();
      const [random, log] = [scriptedBytes('again'), pino({ level: 'silent' })];
      const service = createRoomService({ store: createMemoryStore(), clock, random, log, maxRooms });
      const opened = await service.openRoom({});
      if (!opened.ok) throw new Error(opened.code);
      const { code } = opened.room.row;
      const logs: string[] = [];
      for (let k = 0; k < 20; k += 1) {
        const room = service.byCode(code);
        if (room === undefined) throw new Error('the room is gone');
        logs.push(room.row.replayId);
        for (const type of ['start', 'close', 'reveal'] as const) {
          expect(await service.execute(room, { type }, 'host', `${type}${k}`)).toMatchObject({ ok: true });
        }
        clock.advance(1000);
        expect(await service.again(room, `again${k}`)).toMatchObject({ ok: true });
      }
      expect(service.byCode(code)?.state.open.phase).toBe('lobby');
      // One that is in memory is the same whenever it is asked for; any other is read anew.
      const kept = [];
      for (const id of logs) {
        const [once, twice] = [await service.byReplayId(id), await service.byReplayId(id)];
        if (once === twice) kept.push(id);
      }
      expect(kept).toEqual(logs.slice(-most));
    },
  );

  test('phones that stay through many lessons hold the one they are in and no other', async () => {
    const classroom = await openClassroom();
    const lessons = 20;
    try {
      const { code, hostToken } = await classroom.openRoom({ guessSeconds: null });
      const phones = await Promise.all([1, 2, 3].map(() => classroom.player(code)));
      const inMemory = () => Number(queryObjects(OwnRoom, { format: 'count' }));
      for (let k = 1; k <= lessons; k += 1) {
        const host = await classroom.host({ code, hostToken });
        for (const event of ['start', 'close', 'reveal', 'again']) {
          expect(await host.send(event, { opId: `${event}-${k}` })).toMatchObject({ ok: true });
        }
        host.close();
        await Promise.all(
          phones.map((phone) => eventually(() => phone.all('welcome').length === k + 1, 'a new lesson')),
        );
      }
      // The host's lines are gone a moment after their last word.
      await eventually(() => inMemory() <= 1 + 16, 'the lessons before to be let go');
    } finally {
      await classroom.close();
    }
  });
});
