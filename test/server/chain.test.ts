import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, describe, expect, test } from 'vitest';
import { createRoomService, type LiveRoom, type RoomService } from '../../server/room-service.ts';
import type { EventStore } from '../../server/store/event-store.ts';
import { createMemoryStore } from '../../server/store/memory.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import { canonical, chainNext, chainStart } from '../../shared/fairness/chain.ts';
import type { GuessAnswer, Reply } from '../../shared/protocol.ts';
import type { RecordedEvent } from '../../shared/room/events.ts';
import { publicEvent } from '../../shared/room/public-event.ts';
import { headsOf } from '../../shared/verification/verify-lesson.ts';
import { type PublicLog, publicLog } from '../../shared/views/public-log.ts';
import { eventually, openClassroom, scriptedBytes } from '../support/classroom.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const data = mkdtempSync(join(tmpdir(), 'bakery-chain-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

function serviceOn(store: EventStore, clock = createVirtualClock(), seed = 'chain'): RoomService {
  return createRoomService({ store, clock, random: scriptedBytes(seed), log: pino({ level: 'silent' }) });
}

async function playing(service: RoomService) {
  const opened = await service.openRoom({ guessSeconds: null, drawSize: 5, rounds: 2, bet: true });
  if (!opened.ok) throw new Error(opened.code);
  const joined = await service.join(opened.room.row.code, 'Mina', 0);
  if (!joined.ok) throw new Error(joined.code);
  await service.execute(opened.room, { type: 'start' }, 'host');
  return { room: opened.room, playerId: joined.playerId };
}

function guess(service: RoomService, room: LiveRoom, playerId: string, opId: string, first = 0.6) {
  const estimate = [first, 1 - first];
  return service.execute(room, { type: 'guess', playerId, round: 1, estimate, done: false }, playerId, opId);
}

function publishedOf(log: readonly RecordedEvent[]): PublicLog {
  const published = publicLog(log);
  if (published === null) throw new Error('the jar is not open');
  return published;
}

describe('the chain of a room', () => {
  test('F4 every event has a nonce of its own and the head after it', async () => {
    const store = createMemoryStore();
    const service = serviceOn(store);
    const { room, playerId } = await playing(service);
    await guess(service, room, playerId, 'a');
    await service.execute(room, { type: 'close' }, 'host');
    await service.execute(room, { type: 'end' }, 'host');
    const log = await store.read(room.row.replayId);
    expect(new Set(log.map(({ nonce }) => nonce)).size).toBe(log.length);
    expect(headsOf(publishedOf(log))).toEqual(log.map(({ head }) => head));
    expect(room.state.open.head).toBe(log.at(-1)?.head);
  });

  test('F4 who knows an event all but for its estimate and nonce cannot tell the estimate by the head', async () => {
    const store = createMemoryStore();
    const service = serviceOn(store);
    const { room, playerId } = await playing(service);
    await guess(service, room, playerId, 'a');
    const log = await store.read(room.row.replayId);
    const { seq, at, by, event, nonce = '', head } = log.at(-1)!;
    const before = log.at(-2)!.head!;
    const link = (guessed: string) =>
      chainNext(before, { seq, at, by, event: publicEvent(event), nonce: guessed });
    expect(link(nonce)).toBe(head);
    expect(link('00'.repeat(16))).not.toBe(head);
  });

  test('F4 no name, token, connection or operation enters it, nor what is in the jar', async () => {
    const texts: string[] = [];
    const store = createMemoryStore();
    const service = serviceOn(store);
    const { room, playerId } = await playing(service);
    await service.execute(room, { type: 'connect', playerId, connection: 'line-of-mina' }, playerId);
    await guess(service, room, playerId, 'operation-a');
    const log = await store.read(room.row.replayId);
    let head = chainStart(room.state.open.commitment, (_, text) => text);
    for (const { seq, at, by, event, nonce = '' } of log) {
      const record = { seq, at, by, event: publicEvent(event), nonce };
      // A hash that keeps what it is given shows all that enters.
      head = chainNext(head, record, (bytes, text) => {
        texts.push(bytes, text);
        return 'sealed';
      });
    }
    const { hidden } = room.state;
    const entered = texts.join();
    expect(entered).toContain(playerId);
    for (const secret of [
      'Mina',
      'line-of-mina',
      'operation-a',
      hidden.seed,
      hidden.salt,
      canonical(hidden.counts),
    ]) {
      expect(entered).not.toContain(secret);
    }
  });

  test('F6 the answer names the event and the head after it, the same on a repeat and after a restart', async () => {
    const clock = createVirtualClock();
    const first = createSqliteStore(data);
    await first.open();
    const service = serviceOn(first, clock);
    await service.recover();
    const { room, playerId } = await playing(service);
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((opId, k) => guess(service, room, playerId, opId, 0.3 + k / 10)),
    );
    expect(await guess(service, room, playerId, 'b', 0.4)).toEqual(answers[1]);
    await service.stop();
    await first.close();

    const second = createSqliteStore(data);
    await second.open();
    const again = serviceOn(second, clock, 'second');
    await again.recover();
    const back = again.byCode(room.row.code)!;
    expect(await guess(again, back, playerId, 'b', 0.4)).toEqual(answers[1]);
    await again.execute(back, { type: 'end' }, 'host');
    const heads = headsOf(publishedOf(await second.read(room.row.replayId)));
    for (const answer of answers)
      expect(answer).toEqual({ ok: true, seq: expect.any(Number), head: expect.any(String) });
    for (const answer of answers) if (answer.ok) expect(heads[answer.seq - 1]).toBe(answer.head);
    await again.stop();
    await second.close();
  });

  test('F6 playing again begins another chain', async () => {
    const store = createMemoryStore();
    const service = serviceOn(store);
    const { room } = await playing(service);
    await service.execute(room, { type: 'end' }, 'host');
    const result = await service.again(room, 'again');
    if (!result.ok) throw new Error(result.code);
    const [first] = await store.read(result.room.row.replayId);
    const { event, seq, at, by, nonce = '' } = first!;
    const start = chainStart(result.room.state.open.commitment);
    expect(first?.head).toBe(chainNext(start, { seq, at, by, event: publicEvent(event), nonce }));
    expect(result.room.state.open.commitment).not.toBe(room.state.open.commitment);
  });

  test('F5 a log from before the chain goes on without one, and says so', async () => {
    const store = createMemoryStore();
    const { room, playerId } = await playing(serviceOn(store));
    const older: EventStore = {
      ...store,
      read: async (id) => (await store.read(id)).map(({ nonce: _, head: __, ...recorded }) => recorded),
    };
    const service = serviceOn(older, createVirtualClock(), 'later');
    await service.recover();
    const back = service.byCode(room.row.code)!;
    expect(await guess(service, back, playerId, 'a')).toMatchObject({ ok: true, head: null });
    await service.execute(back, { type: 'end' }, 'host');
    expect(publicLog(await store.read(room.row.replayId))).toMatchObject({ chain: null, head: null });
  });
});

test('F6 phones, projectors and hosts hear where the room stands, and a phone where its estimate does', async () => {
  const classroom = await openClassroom({});
  try {
    const opened = await classroom.openRoom({ guessSeconds: null });
    const mina = await classroom.player(opened.code, { name: 'Mina' });
    const host = await classroom.host(opened);
    await eventually(() => opened.room.state.open.present === 1, 'the phone to be present');
    await host.send('start');
    const answer = (await mina.send('guess', {
      round: 1,
      estimate: { p: [0.6, 0.4] },
    })) as Reply<GuessAnswer>;
    const { open } = opened.room.state;
    expect(answer).toMatchObject({ ok: true, seq: open.seq, head: open.head });
    expect(open.head).toMatch(/^[0-9a-f]{64}$/);
    await host.send('close');
    const { seq, head } = opened.room.state.open;
    for (const client of [mina, host]) {
      await client.until('view', (view) => view.seq === seq);
      expect(client.last('view')).toMatchObject({ seq, head });
    }
  } finally {
    await classroom.close();
  }
});
