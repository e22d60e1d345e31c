import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createRoomService } from '../../../server/room-service.ts';
import { createMemoryStore } from '../../../server/store/memory.ts';
import type { Command } from '../../../shared/room/commands.ts';
import { GRACE_MS, MOST_LAG_MS } from '../../../shared/room/timing.ts';
import { verifyLesson } from '../../../shared/verification/verify-lesson.ts';
import { publicLog } from '../../../shared/views/public-log.ts';
import { replayOf } from '../../../shared/views/replay.ts';
import { scriptedBytes } from '../../support/classroom.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

/** A lesson whose server stood still at a deadline and read an estimate so much later. */
async function lateBy(ms: number) {
  const store = createMemoryStore();
  const clock = createVirtualClock();
  let lagMs = 0;
  const service = createRoomService({
    ...{ store, clock, random: scriptedBytes('stalled'), log: pino({ level: 'silent' }) },
    lagMs: () => lagMs,
  });
  const opened = await service.openRoom({ guessSeconds: 20 });
  if (!opened.ok) throw new Error(opened.code);
  const { room } = opened;
  const joined = await service.join(room.row.code, 'Mina', 0);
  if (!joined.ok) throw new Error(joined.code);
  const { playerId } = joined;
  await service.execute(room, { type: 'start' }, 'host');
  lagMs = 2 * MOST_LAG_MS;
  clock.advance((room.state.open.closesAt ?? 0) + ms - clock.now());
  const guess: Command = { type: 'guess', playerId, round: 1, estimate: [0.6, 0.4], done: false };
  const placed = await service.execute(room, guess, playerId);
  for (const type of ['close', 'end'] as const) await service.execute(room, { type }, 'host');
  await service.stop();
  const { replayId, title } = room.row;
  const log = publicLog(await store.read(replayId));
  const replay = replayOf(room.state.open, room.names, { replayId, title, namesFor: 'public' });
  if (log === null || replay === null) throw new Error('the jar did not open');
  return { placed, lesson: { log, replay } };
}

test('F5 an estimate that counts because the server stood still is no false alarm', async () => {
  const { placed, lesson } = await lateBy(GRACE_MS + MOST_LAG_MS);
  expect(placed).toMatchObject({ ok: true });
  expect(verifyLesson(lesson, { commitment: null, receipts: [] }).filter(({ ok }) => !ok)).toEqual([]);
});

test('F5 one that came after every excuse is found', async () => {
  const { lesson } = await lateBy(GRACE_MS + MOST_LAG_MS);
  const place = lesson.log.events.findIndex(({ event }) => event.type === 'EstimatePlaced');
  const events = lesson.log.events.map((record, k) =>
    k < place ? record : { ...record, at: record.at + 1 },
  );
  const told = { ...lesson, log: { ...lesson.log, events } };
  const order = verifyLesson(told, { commitment: null, receipts: [] }).find(({ step }) => step === 'order');
  expect(order).toMatchObject({ ok: false, firstBad: place + 1 });
});
