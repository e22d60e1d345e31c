import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createRoomService, type RoomService } from '../../server/room-service.ts';
import { type EventStore, StoreUnavailable } from '../../server/store/event-store.ts';
import { createMemoryStore } from '../../server/store/memory.ts';
import type { SettingsInput } from '../../shared/room/settings.ts';
import { scriptedBytes } from '../support/classroom.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const fair = [0.6, 0.4] as const;

function serviceOn(store: EventStore, clock = createVirtualClock(), seed = 'service'): RoomService {
  return createRoomService({ store, clock, random: scriptedBytes(seed), log: pino({ level: 'silent' }) });
}

async function opened(service: RoomService, settings: SettingsInput = {}) {
  const result = await service.openRoom(settings);
  if (!result.ok) throw new Error(result.code);
  return result;
}

async function seated(service: RoomService, code: string, name: string) {
  const result = await service.join(code, name, 0);
  if (!result.ok) throw new Error(result.code);
  return result;
}

describe('a room in memory', () => {
  test('shows nothing before it is stored, and decides on it meanwhile', async () => {
    const memory = createMemoryStore();
    const commits: (() => void)[] = [];
    const slow: EventStore = {
      ...memory,
      async append(...args) {
        await new Promise<void>((resolve) => commits.push(resolve));
        await memory.append(...args);
      },
    };
    const service = serviceOn(slow);
    const { room } = await opened(service);
    const told: number[] = [];
    service.onAppended((_, events) => told.push(...events.map(({ seq }) => seq)));
    const before = room.state.open.seq;
    const mina = service.join(room.row.code, 'Mina', 0);
    const twin = service.join(room.row.code, 'mina', 0);
    const jun = service.join(room.row.code, 'Jun', 0);
    await expect(twin).resolves.toEqual({ ok: false, code: 'name/taken' });
    expect(room.state.open.players).toBe(0);
    expect(told).toEqual([]);

    commits.shift()?.();
    await expect(mina).resolves.toMatchObject({ ok: true, name: 'Mina' });
    expect(room.state.open.players).toBe(1);
    commits.shift()?.();
    await expect(jun).resolves.toMatchObject({ ok: true });
    expect(told).toEqual([before + 1, before + 2]);
    expect([...room.names.values()]).toEqual(['Mina', 'Jun']);
  });

  test('refuses what cannot be stored, and goes on from the log when it can', async () => {
    const memory = createMemoryStore();
    let full = false;
    const store: EventStore = {
      ...memory,
      append: (...args) => (full ? Promise.reject(new StoreUnavailable('full')) : memory.append(...args)),
    };
    const service = serviceOn(store);
    const { room } = await opened(service, { guessSeconds: null });
    const { playerId } = await seated(service, room.row.code, 'Mina');
    await service.execute(room, { type: 'start' }, 'host', 'start');
    const { seq } = room.state.open;
    const guess = (opId: string) =>
      service.execute(
        room,
        { type: 'guess', playerId, round: 1, estimate: fair, done: true },
        playerId,
        opId,
      );

    full = true;
    const both = Promise.all([guess('a'), guess('b')]);
    await expect(both).resolves.toEqual([
      { ok: false, code: 'store/unavailable' },
      { ok: false, code: 'store/unavailable' },
    ]);
    expect(room.state.open).toMatchObject({ seq, answered: 0 });
    full = false;
    await expect(guess('a')).resolves.toMatchObject({ ok: true, seq: seq + 1 });
    await expect(guess('a')).resolves.toMatchObject({ ok: true, seq: seq + 1 });
    expect(room.state.open).toMatchObject({ seq: seq + 1, answered: 1 });
    expect(await memory.read(room.row.replayId)).toHaveLength(seq + 1);
  });

  test('takes in what was stored although the store said otherwise', async () => {
    const memory = createMemoryStore();
    let lies = false;
    const store: EventStore = {
      ...memory,
      async append(...args) {
        await memory.append(...args);
        if (lies) throw new StoreUnavailable('the answer was lost');
      },
    };
    const service = serviceOn(store);
    const { room } = await opened(service);
    const told: string[] = [];
    service.onAppended((_, events) => told.push(...events.map(({ event }) => event.type)));
    lies = true;
    const lock = () => service.execute(room, { type: 'lock' }, 'host', 'lock');
    await expect(lock()).resolves.toEqual({ ok: false, code: 'store/unavailable' });
    lies = false;
    await expect(lock()).resolves.toMatchObject({ ok: true });
    expect(room.state.open.locked).toBe(true);
    expect(told).toEqual(['RoomLocked']);
  });

  test('closes its round when deadline and grace have passed', async () => {
    const clock = createVirtualClock();
    const service = serviceOn(createMemoryStore(), clock);
    const { room } = await opened(service, { guessSeconds: 20 });
    await seated(service, room.row.code, 'Mina');
    await service.execute(room, { type: 'start' }, 'host');
    clock.advance(room.state.open.closesAt! + 1000 - clock.now());
    await service.execute(room, { type: 'extend', seconds: 30 }, 'host');
    clock.advance(30_000);
    await Promise.resolve();
    expect(room.state.open.phase).toBe('guessing');
    clock.advance(1001);
    await service.execute(room, { type: 'lock' }, 'host');
    expect(room.state.open.phase).toBe('results');
  });

  test('takes made-up names where the host wants them, and keeps them', async () => {
    const service = serviceOn(createMemoryStore());
    const { room } = await opened(service, { names: 'generated', language: 'en' });
    const joined = await seated(service, room.row.code, 'Mina');
    expect(joined.name).not.toBe('Mina');
    const { playerId } = joined;
    await expect(service.rename(room, playerId, 'Mina', playerId, 'r')).resolves.toEqual({
      ok: false,
      code: 'phase/not-now',
    });
    await expect(service.rename(room, playerId, 'Mina', 'host', 'r')).resolves.toEqual({
      ok: true,
      name: 'Mina',
    });
  });

  test('changes only the settings that were asked for, and seals anew', async () => {
    const service = serviceOn(createMemoryStore());
    const flavours = [
      { name: 'salt', count: 10 },
      { name: 'mint', count: 30 },
    ];
    const { room } = await opened(service, { flavours, drawSize: [5, 10], language: 'en' });
    const { commitment, settings } = room.state.open;
    await expect(service.changeSettings(room, { autoClose: true }, 's')).resolves.toMatchObject({ ok: true });
    expect(room.state.open.settings).toEqual({ ...settings, autoClose: true });
    expect(room.state.hidden.counts).toEqual([10, 30]);
    expect(room.state.open.commitment).not.toBe(commitment);
  });
});

describe('playing again', () => {
  test('keeps code, seats, tokens and names, under a new log and a new seal', async () => {
    const store = createMemoryStore();
    const service = serviceOn(store);
    const { room, hostToken } = await opened(service, { guessSeconds: null });
    const { code } = room.row;
    const mina = await seated(service, code, 'Mina');
    const gone = await seated(service, code, 'Gone');
    await service.execute(room, { type: 'leave', playerId: gone.playerId }, gone.playerId);
    await expect(service.again(room, 'again')).resolves.toEqual({ ok: false, code: 'phase/not-now' });
    await service.execute(room, { type: 'start' }, 'host');
    await service.execute(room, { type: 'reveal' }, 'host');

    const again = await service.again(room, 'again');
    if (!again.ok) throw new Error(again.code);
    const after = again.room;
    expect(after.row.replayId).not.toBe(room.row.replayId);
    expect(after.state.open).toMatchObject({ code, phase: 'lobby', players: 1, jar: null });
    expect(after.state.open.commitment).not.toBe(room.state.open.commitment);
    expect(after.state.hidden.counts).toEqual(room.state.hidden.counts);
    expect(service.byCode(code)).toBe(after);
    expect(service.isHost(after, hostToken)).toBe(true);
    expect(service.resume(code, mina.token!)).toMatchObject({ ok: true, name: 'Mina', room: after });
    expect(service.resume(code, gone.token!)).toMatchObject({ ok: false });
    await expect(service.again(after, 'again')).resolves.toMatchObject({ ok: true, room: after });
    await expect(service.again(room, 'other')).resolves.toEqual({ ok: false, code: 'phase/not-now' });
    expect(await service.byReplayId(room.row.replayId)).toBe(room);
  });
});

describe('after a restart', () => {
  test('rooms go on, deadlines move by the time away, and who does not come back is gone', async () => {
    const store = createMemoryStore();
    const clock = createVirtualClock();
    const first = serviceOn(store, clock);
    await first.recover();
    const { room } = await opened(first, { guessSeconds: 60 });
    const { playerId, token } = await seated(first, room.row.code, 'Mina');
    await first.execute(room, { type: 'connect', playerId, connection: 'old' }, playerId);
    await first.execute(room, { type: 'start' }, 'host');
    const closesAt = room.state.open.closesAt!;
    clock.advance(5000);
    await first.stop();
    clock.advance(40_000);

    const second = serviceOn(store, clock, 'second');
    await second.recover();
    const back = second.byCode(room.row.code)!;
    expect(back.state.open).toMatchObject({ phase: 'guessing', round: 1, present: 1 });
    expect(back.state.open.closesAt).toBe(closesAt + 40_000);
    expect(second.resume(room.row.code, token!)).toMatchObject({ ok: true, playerId, name: 'Mina' });
    clock.advance(20_000);
    await second.execute(back, { type: 'lock' }, 'host');
    expect(back.state.open.present).toBe(0);
  });

  test('a ticket asked for again while its seat is being written takes no second seat', async () => {
    const service = serviceOn(createMemoryStore());
    const { room } = await opened(service);
    const ticket = 'one-moment'.padEnd(43, 'y');
    const [first, second] = await Promise.all([
      service.join(room.row.code, 'Mina', 0, ticket),
      service.join(room.row.code, 'Mina', 0, ticket),
    ]);
    expect(first).toMatchObject({ ok: true, name: 'Mina', token: ticket });
    expect(second).toEqual({ ok: false, code: 'room/queued' });
    expect(room.state.open.players).toBe(1);
    expect(service.resume(room.row.code, ticket)).toMatchObject({ ok: true, name: 'Mina' });
  });

  test('a log that cannot be read concerns its own room only', async () => {
    const memory = createMemoryStore();
    const first = serviceOn(memory);
    const sound = await opened(first);
    const broken = await opened(first);
    const store: EventStore = {
      ...memory,
      read: async (replayId) => {
        const events = await memory.read(replayId);
        if (replayId !== broken.room.row.replayId) return events;
        return [
          ...events,
          { seq: 3, at: 0, by: 'host', event: { type: 'SeatGone', playerId: 'x', connection: '' } },
        ];
      },
    };
    const second = serviceOn(store, createVirtualClock(), 'second');
    await second.recover();
    const { code } = broken.room.row;
    expect(second.byCode(sound.room.row.code)?.state.open.phase).toBe('lobby');
    expect(second.byCode(code)).toBeUndefined();
    expect(second.isDamaged(code)).toBe(true);
    await expect(second.join(code, 'Mina', 0)).resolves.toEqual({ ok: false, code: 'room/damaged' });
  });
});

describe('the service as a whole', () => {
  test('opens so many rooms and no more', async () => {
    const parts = { store: createMemoryStore(), clock: createVirtualClock(), random: scriptedBytes('full') };
    const service = createRoomService({ ...parts, log: pino({ level: 'silent' }), maxRooms: 2 });
    await opened(service);
    await opened(service);
    await expect(service.openRoom({})).resolves.toEqual({ ok: false, code: 'server/full' });
  });

  test('takes nothing more once it stops', async () => {
    const service = serviceOn(createMemoryStore());
    const { room } = await opened(service);
    const under = service.execute(room, { type: 'lock' }, 'host');
    await service.stop();
    await expect(under).resolves.toMatchObject({ ok: true });
    const refused = { ok: false, code: 'server/stopping' };
    await expect(service.execute(room, { type: 'unlock' }, 'host')).resolves.toEqual(refused);
    await expect(service.openRoom({})).resolves.toEqual(refused);
  });

  test('forgets a room and its names on request', async () => {
    const service = serviceOn(createMemoryStore());
    const { room } = await opened(service, { title: 'Class 2-3' });
    await seated(service, room.row.code, 'Mina');
    await service.forgetNames(room);
    expect(room.names.size).toBe(0);
    expect(room.row.title).toBe('');
    const gone: string[] = [];
    service.onDeleted((replayId) => gone.push(replayId));
    await service.deleteRoom(room);
    expect(gone).toEqual([room.row.replayId]);
    expect(service.byCode(room.row.code)).toBeUndefined();
    expect(await service.byReplayId(room.row.replayId)).toBeUndefined();
  });
});
