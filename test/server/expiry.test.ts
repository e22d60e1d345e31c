import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createRoomService, type LiveRoom, type RoomService } from '../../server/room-service.ts';
import { DamagedLog } from '../../server/store/event-store.ts';
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
  /** A lobby and a running game, and then a month without a server. */
  async function leftBehind() {
    const { store, clock, serve } = school();
    const first = serve('first');
    await first.recover();
    const lobby = (await opened(first, mystery)).row;
    const game = await opened(first);
    await first.join(game.row.code, 'Mina', 0);
    await first.execute(game, { type: 'start' }, 'host');
    await first.stop();
    clock.advance(30 * 24 * hour);
    const reveals = async (replayId: string) =>
      (await store.read(replayId)).filter(({ event }) => event.type === 'JarRevealed').length;
    return { store, clock, serve, lobby, game: game.row, reveals };
  }

  test('opens once a server is there again, though nobody asks', async () => {
    const { serve, lobby, game, reveals } = await leftBehind();
    const second = serve('second');
    await second.recover();
    for (const { replayId } of [lobby, game]) await expect.poll(() => reveals(replayId)).toBe(1);
    await second.stop();
    const third = serve('third');
    await third.recover();
    const found = await Promise.all([lobby, game].map(({ replayId }) => third.byReplayId(replayId)));
    expect(found.map((room) => room && stepsOf(room))).toEqual([
      ['commitment true', 'jar true'],
      ['commitment true', 'jar true', 'draw true'],
    ]);
    for (const { replayId } of [lobby, game]) expect(await reveals(replayId)).toBe(1);
  });

  test('opens although the log before it cannot be read', async () => {
    const { store, serve, lobby, game, reveals } = await leftBehind();
    const [newest, other] = (await store.rooms()).map(({ replayId }) => replayId);
    expect([newest, other].toSorted()).toEqual([lobby.replayId, game.replayId].toSorted());
    const { read } = store;
    store.read = async (replayId) => {
      if (replayId === newest) throw new DamagedLog(replayId, 'a record is another');
      return read(replayId);
    };
    await serve('second').recover();
    await expect.poll(() => reveals(other ?? '')).toBe(1);
  });

  test('is read at no later start: only what ran out since the last server was there', async () => {
    const { store, clock, serve, lobby, game, reveals } = await leftBehind();
    await serve('second').recover();
    for (const { replayId } of [lobby, game]) await expect.poll(() => reveals(replayId)).toBe(1);
    clock.advance(2 * hour);
    const asked: string[] = [];
    const { read } = store;
    store.read = async (replayId) => {
      asked.push(replayId);
      return read(replayId);
    };
    await serve('third').recover();
    await serve('fourth').recover();
    expect(asked).toEqual([]);
  });

  test('and was missed then, opens when somebody asks, once for all who ask at the same moment', async () => {
    const { store, clock, serve, lobby, reveals } = await leftBehind();
    // As if a server without this rule had been there meanwhile.
    await store.heartbeat(clock.now());
    const second = serve('second');
    await second.recover();
    expect(await reveals(lobby.replayId)).toBe(0);
    const found = await Promise.all([1, 2, 3].map(() => second.byReplayId(lobby.replayId)));
    expect(found.map((room) => room && stepsOf(room))).toEqual(
      [1, 2, 3].map(() => ['commitment true', 'jar true']),
    );
    expect(await reveals(lobby.replayId)).toBe(1);
  });

  test('does not take its code back from a newer lesson', async () => {
    const { store, clock, serve, lobby, reveals } = await leftBehind();
    const at = clock.now() - hour;
    const newer = { ...lobby, replayId: 'newer-lesson-00000', createdAt: at };
    const events = await store.read(lobby.replayId);
    await store.createRoom(
      newer,
      events.map((event) => ({ ...event, at })),
      [],
    );
    const second = serve('second');
    await second.recover();
    await expect.poll(() => reveals(lobby.replayId)).toBe(1);
    expect((await second.byReplayId(lobby.replayId))?.state.open.phase).toBe('ended');
    expect(second.byCode(lobby.code)?.row.replayId).toBe(newer.replayId);
    expect(second.byCode(lobby.code)?.state.open.phase).toBe('lobby');
  });
});
