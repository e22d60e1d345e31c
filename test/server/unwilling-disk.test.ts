import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createRoomService, type RoomService } from '../../server/room-service.ts';
import { type EventStore, StoreUnavailable } from '../../server/store/event-store.ts';
import { createMemoryStore } from '../../server/store/memory.ts';
import type { SettingsInput } from '../../shared/room/settings.ts';
import { scriptedBytes } from '../support/classroom.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

/** A memory store that can be told to refuse what is asked of it. */
function moodyStore() {
  const memory = createMemoryStore();
  const mood = { writes: true, reads: true };
  const ask = <T>(willing: boolean, work: () => Promise<T>) =>
    willing ? work() : Promise.reject(new StoreUnavailable('not now'));
  const store: EventStore = {
    ...memory,
    append: (...args) => ask(mood.writes, () => memory.append(...args)),
    createRoom: (...args) => ask(mood.writes, () => memory.createRoom(...args)),
    read: (...args) => ask(mood.reads, () => memory.read(...args)),
  };
  return { store, mood };
}

const clock = createVirtualClock();
/** Everything that has been set off and needs no clock is through. */
const settle = () => new Promise(setImmediate);

function serviceOn(store: EventStore, seed: string): RoomService {
  return createRoomService({ store, clock, random: scriptedBytes(seed), log: pino({ level: 'silent' }) });
}

async function classOn(store: EventStore, settings: SettingsInput) {
  const service = serviceOn(store, 'disk');
  await service.recover();
  const opened = await service.openRoom(settings);
  if (!opened.ok) throw new Error(opened.code);
  const { room } = opened;
  const joined = await service.join(room.row.code, 'Mina', 0);
  if (!joined.ok) throw new Error(joined.code);
  return { service, room, playerId: joined.playerId, code: room.row.code };
}

describe('a disk that takes nothing for a while', () => {
  test('who came meanwhile is present, and who went is gone, once it writes again', async () => {
    const { store, mood } = moodyStore();
    const { service, room, playerId } = await classOn(store, {});
    mood.writes = false;
    const seat = { type: 'connect', playerId, connection: 'a' } as const;
    const came = service.notePresence(room, seat);
    await settle();
    expect(room.state.open.present).toBe(0);
    mood.writes = true;
    clock.advance(1000);
    await came;
    expect(room.state.open.present).toBe(1);
  });

  test('a tab that is gone again does not displace the one that came after it', async () => {
    const { store, mood } = moodyStore();
    const { service, room, playerId } = await classOn(store, {});
    mood.writes = false;
    let isOpen = true;
    const older = service.notePresence(
      room,
      { type: 'connect', playerId, connection: 'older' },
      () => isOpen,
    );
    await settle();
    mood.writes = true;
    isOpen = false;
    await service.notePresence(room, { type: 'connect', playerId, connection: 'newer' });
    clock.advance(1000);
    await older;
    expect(room.state.seats.get(playerId)?.connection).toBe('newer');
  });

  test('a round whose time is up is closed once it writes again', async () => {
    const { store, mood } = moodyStore();
    const { service, room } = await classOn(store, { guessSeconds: 20 });
    await service.execute(room, { type: 'start' }, 'host');
    mood.writes = false;
    clock.advance(60_000);
    await settle();
    expect(room.state.open.phase).toBe('guessing');
    mood.writes = true;
    clock.advance(1000);
    await settle();
    expect(room.state.open.phase).toBe('results');
  });

  test('after a restart nothing is decided in a round before its deadline has moved', async () => {
    const { store, mood } = moodyStore();
    const { service: first, room, playerId, code } = await classOn(store, { guessSeconds: 60 });
    await first.execute(room, { type: 'start' }, 'host');
    const closesAt = room.state.open.closesAt!;
    clock.advance(1000);
    await first.stop();
    clock.advance(40_000);

    mood.writes = false;
    const second = serviceOn(store, 'second');
    await second.recover();
    const back = second.byCode(code)!;
    mood.writes = true;
    const guess = () =>
      second.execute(
        back,
        { type: 'guess', playerId, round: 1, estimate: [0.6, 0.4], done: true },
        playerId,
        'op',
      );
    await expect(guess()).resolves.toEqual({ ok: false, code: 'store/unavailable' });
    clock.advance(1000);
    await settle();
    expect(back.state.open.closesAt).toBe(closesAt + 40_000);
    await expect(guess()).resolves.toMatchObject({ ok: true });
  });

  test('a server that falls again before it could record the restart gives back the time of both absences', async () => {
    const { store, mood } = moodyStore();
    const { service: first, room, code } = await classOn(store, { guessSeconds: 60 });
    await first.execute(room, { type: 'start' }, 'host');
    const closesAt = room.state.open.closesAt!;
    await first.stop();
    clock.advance(40_000);

    mood.writes = false;
    const second = serviceOn(store, 'second');
    await second.recover();
    clock.advance(5000);
    await settle();
    await second.stop();
    clock.advance(10_000);

    mood.writes = true;
    const third = serviceOn(store, 'third');
    await third.recover();
    expect(third.byCode(code)!.state.open.closesAt).toBe(closesAt + 55_000);
  });

  test('a repeat of what is in the log is answered as before, also by a room that waits and a server that stops', async () => {
    const { store, mood } = moodyStore();
    const { service: first, room, playerId, code } = await classOn(store, { guessSeconds: 60 });
    await first.execute(room, { type: 'start' }, 'host');
    const guessAt = (service: RoomService, opId: string) =>
      service.execute(
        service.byCode(code)!,
        { type: 'guess', playerId, round: 1, estimate: [0.6, 0.4], done: true },
        playerId,
        opId,
      );
    const answer = await guessAt(first, 'op');
    expect(answer).toMatchObject({ ok: true });
    await first.stop();
    await expect(guessAt(first, 'op')).resolves.toEqual(answer);
    await expect(guessAt(first, 'other')).resolves.toEqual({ ok: false, code: 'server/stopping' });

    mood.writes = false;
    const second = serviceOn(store, 'second');
    await second.recover();
    await expect(guessAt(second, 'op')).resolves.toEqual(answer);
    await expect(guessAt(second, 'other')).resolves.toEqual({ ok: false, code: 'store/unavailable' });
  });

  test('a store that cannot be read damages no room: the start fails, and the next one succeeds', async () => {
    const { store, mood } = moodyStore();
    const { code } = await classOn(store, {});
    mood.reads = false;
    const second = serviceOn(store, 'second');
    await expect(second.recover()).rejects.toThrow(StoreUnavailable);
    expect(second.isDamaged(code)).toBe(false);
    mood.reads = true;
    const third = serviceOn(store, 'third');
    await third.recover();
    expect(third.byCode(code)).toBeDefined();
  });
});

describe('playing again', () => {
  test('takes nobody along who was sent away while the new log was being written', async () => {
    const { store } = moodyStore();
    const { service, room, playerId, code } = await classOn(store, { guessSeconds: null });
    await service.execute(room, { type: 'start' }, 'host');
    await service.execute(room, { type: 'reveal' }, 'host');
    const removal = service.execute(room, { type: 'remove', playerId }, 'host', 'remove');
    // Decided, and on its way to the disk.
    await Promise.resolve();
    const again = service.again(room, 'again');
    const late = service.execute(room, { type: 'end' }, 'host', 'late');
    await expect(removal).resolves.toMatchObject({ ok: true });
    await expect(late).resolves.toEqual({ ok: false, code: 'phase/not-now' });
    await expect(again).resolves.toMatchObject({ ok: true });
    expect(service.byCode(code)?.state.open.players).toBe(0);
  });

  test('asked for twice under one id while the new log is being written, it happens once and both hear of it', async () => {
    const { store } = moodyStore();
    const { service, room } = await classOn(store, { guessSeconds: null });
    await service.execute(room, { type: 'start' }, 'host');
    await service.execute(room, { type: 'reveal' }, 'host');
    const [first, repeat, other] = ['again', 'again', 'other'].map((opId) => service.again(room, opId));
    const answer = await first;
    expect(answer).toMatchObject({ ok: true });
    expect(await repeat).toBe(answer);
    expect(await other).toEqual({ ok: false, code: 'phase/not-now' });
  });

  test('a room whose new log was refused goes on as it was', async () => {
    const { store, mood } = moodyStore();
    const { service, room, playerId } = await classOn(store, { guessSeconds: null });
    await service.execute(room, { type: 'start' }, 'host');
    await service.execute(room, { type: 'reveal' }, 'host');
    mood.writes = false;
    await expect(service.again(room, 'again')).resolves.toEqual({ ok: false, code: 'store/unavailable' });
    mood.writes = true;
    const removal = service.execute(room, { type: 'remove', playerId }, 'host', 'remove');
    await expect(removal).resolves.toMatchObject({ ok: true });
    await expect(service.again(room, 'again')).resolves.toMatchObject({ ok: true });
  });
});
