import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createRoomService, type LiveRoom, type RoomService } from '../../server/room-service.ts';
import { createMemoryStore } from '../../server/store/memory.ts';
import type { SettingsInput } from '../../shared/room/settings.ts';
import { sealSteps } from '../../shared/verification/verify-lesson.ts';
import { replayOf } from '../../shared/views/replay.ts';
import { scriptedBytes } from '../support/classroom.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const hour = 3_600_000;
const mystery: SettingsInput = { mystery: { flavours: ['Chocolate', 'Vanilla'], population: 10_000 } };

function school(store = createMemoryStore(), clock = createVirtualClock()) {
  const serve = (seed: string): RoomService =>
    createRoomService({ store, clock, random: scriptedBytes(seed), log: pino({ level: 'silent' }) });
  return { store, clock, serve };
}

async function opened(service: RoomService, settings: SettingsInput = {}): Promise<LiveRoom> {
  const result = await service.openRoom(settings);
  if (!result.ok) throw new Error(result.code);
  return result.room;
}

/** The replay anybody may read, once the jar is open, with every step of its seal. */
function stepsOf({ row, state, names }: LiveRoom): readonly string[] {
  const replay = replayOf(state.open, names, { ...row, namesFor: 'public' });
  if (replay === null) return ['sealed'];
  return sealSteps(replay, { commitment: null, receipts: [] }).map(({ step, ok }) => `${step} ${ok}`);
}

describe('a room that nobody ends opens its jar by itself', () => {
  test.each([
    ['a chosen jar', {}],
    ['a mystery jar that nobody mixed', mystery],
  ])('a lobby a day later, before a single draw: %s', async (_, settings) => {
    const { clock, serve } = school();
    const service = serve('lobby');
    await service.recover();
    const room = await opened(service, settings);
    clock.advance(24 * hour - 120_000);
    await service.execute(room, { type: 'lock' }, 'host');
    expect(stepsOf(room)).toEqual(['sealed']);
    clock.advance(240_000);
    await service.execute(room, { type: 'lock' }, 'host');
    expect(room.state.open.phase).toBe('ended');
    expect(stepsOf(room)).toEqual(['commitment true', 'jar true']);
  });

  test('a game twelve hours after its start, with the rounds that were played', async () => {
    const { clock, serve } = school();
    const service = serve('game');
    await service.recover();
    const room = await opened(service, { guessSeconds: 60 });
    await service.join(room.row.code, 'Mina', 0);
    await service.execute(room, { type: 'start' }, 'host');
    clock.advance(12 * hour - 120_000);
    await service.execute(room, { type: 'lock' }, 'host');
    expect(stepsOf(room)).toEqual(['sealed']);
    clock.advance(240_000);
    await service.execute(room, { type: 'lock' }, 'host');
    expect(room.state.open.phase).toBe('ended');
    expect(stepsOf(room)).toEqual(['commitment true', 'jar true', 'draw true']);
  });
});

describe('a room that ran out while no server was there', () => {
  async function forgotten() {
    const { store, clock, serve } = school();
    const first = serve('first');
    await first.recover();
    const { row } = await opened(first, mystery);
    await first.stop();
    clock.advance(30 * 24 * hour);
    const second = serve('second');
    await second.recover();
    expect(second.byCode(row.code)).toBeUndefined();
    return { store, clock, serve, row, second };
  }

  test('opens when somebody asks for its replay, once for all who ask at the same moment', async () => {
    const { row, second, store } = await forgotten();
    const found = await Promise.all([1, 2, 3].map(() => second.byReplayId(row.replayId)));
    expect(found.map((room) => room && stepsOf(room))).toEqual(
      [1, 2, 3].map(() => ['commitment true', 'jar true']),
    );
    const reveals = (await store.read(row.replayId)).filter(({ event }) => event.type === 'JarRevealed');
    expect(reveals).toHaveLength(1);
  });

  test('does not take its code back from a newer lesson', async () => {
    const { row, second, store, clock } = await forgotten();
    const events = await store.read(row.replayId);
    const newer = { ...row, replayId: 'newer-lesson-00000', createdAt: clock.now() - hour };
    await store.createRoom(
      newer,
      events.map((event) => ({ ...event, at: clock.now() - hour })),
      [],
    );
    const third = school(store, clock).serve('third');
    await second.stop();
    await third.recover();
    expect((await third.byReplayId(row.replayId))?.state.open.phase).toBe('ended');
    expect(third.byCode(row.code)?.row.replayId).toBe(newer.replayId);
    expect(third.byCode(row.code)?.state.open.phase).toBe('lobby');
  });
});
