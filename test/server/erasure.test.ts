import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createRoomService, type LiveRoom, type RoomService } from '../../server/room-service.ts';
import { createMemoryStore } from '../../server/store/memory.ts';
import { scriptedBytes } from '../support/classroom.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const day = 24 * 3_600_000;

/** A class that has played twice under its code, and another class. */
async function playedTwice() {
  const store = createMemoryStore();
  const clock = createVirtualClock();
  const log = pino({ level: 'silent' });
  const serve = (seed: string): RoomService =>
    createRoomService({ store, clock, random: scriptedBytes(seed), log });
  const service = serve('first');
  await service.recover();
  const open = async (): Promise<LiveRoom> => {
    const opened = await service.openRoom({ title: '2-3', rounds: 1, guessSeconds: null });
    if (!opened.ok) throw new Error(opened.code);
    return opened.room;
  };
  const join = async ({ row }: LiveRoom, name: string) => {
    const joined = await service.join(row.code, name, 0);
    if (!joined.ok) throw new Error(joined.code);
    return { playerId: joined.playerId, token: joined.token ?? '' };
  };
  const first = await open();
  const mina = await join(first, 'Mina');
  await join(first, 'Juno');
  await service.execute(first, { type: 'start' }, 'host', 'start');
  await service.execute(first, { type: 'end' }, 'host', 'end');
  const again = await service.again(first, 'again');
  if (!again.ok) throw new Error(again.code);
  const other = await open();
  await join(other, 'Sora');
  const names = async ({ row }: LiveRoom) => [...(await store.names(row.replayId)).values()];
  return { store, clock, serve, service, first, second: again.room, other, mina, names };
}

describe('S9 a forgotten name', () => {
  test('is gone from every lesson its seat has played, when the student asks', async () => {
    const { service, first, second, other, mina, names } = await playedTwice();
    expect(await service.forgetSeat(first.row.code, mina.token)).toBe(true);
    expect(await Promise.all([first, second, other].map(names))).toEqual([['Juno'], ['Juno'], ['Sora']]);
    expect(second.names.has(mina.playerId)).toBe(false);
  });

  test('is gone also when the lesson is over for weeks and nobody has it in memory', async () => {
    const { service, serve, clock, first, second, mina, names } = await playedTwice();
    await service.execute(second, { type: 'end' }, 'host', 'end');
    await service.stop();
    clock.advance(20 * day);
    const later = serve('later');
    await later.recover();
    expect(later.byCode(first.row.code)).toBeUndefined();
    expect(await later.forgetSeat(first.row.code, mina.token)).toBe(true);
    expect(await Promise.all([first, second].map(names))).toEqual([['Juno'], ['Juno']]);
  });

  test('is gone from every lesson when the host erases one seat, or all', async () => {
    const { service, first, second, other, mina, names } = await playedTwice();
    await service.forgetEverywhere(second, mina.playerId);
    expect(await Promise.all([first, second].map(names))).toEqual([['Juno'], ['Juno']]);
    await service.forgetEverywhere(second);
    expect(await Promise.all([first, second, other].map(names))).toEqual([[], [], ['Sora']]);
    expect([first, second].map(({ row }) => row.title)).toEqual(['', '']);
  });

  test('stays where somebody else asks', async () => {
    const { service, first, other, mina, names } = await playedTwice();
    expect(await service.forgetSeat(first.row.code, 'another token')).toBe(false);
    expect(await service.forgetSeat(other.row.code, mina.token)).toBe(false);
    expect(await names(first)).toEqual(['Mina', 'Juno']);
  });
});
