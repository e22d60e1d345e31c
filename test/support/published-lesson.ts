import { pino } from 'pino';
import { createRoomService } from '../../server/room-service.ts';
import { createMemoryStore } from '../../server/store/memory.ts';
import type { Kept } from '../../shared/verification/steps.ts';
import type { PublishedLesson } from '../../shared/verification/verify-lesson.ts';
import { publicLog } from '../../shared/views/public-log.ts';
import { replayOf } from '../../shared/views/replay.ts';
import { scriptedBytes } from './classroom.ts';
import { type Lesson, playLesson } from './played-lesson.ts';
import { createVirtualClock } from './virtual-clock.ts';

export interface KeptLesson {
  readonly lesson: PublishedLesson;
  readonly kept: Kept;
}

/** A lesson as anybody can read it after the reveal, and what a device kept of it that was there all the time. */
export async function publishedLesson(lesson: Lesson): Promise<KeptLesson> {
  const store = createMemoryStore();
  const clock = createVirtualClock();
  const scripted = scriptedBytes(`lesson ${lesson.seed}`);
  // Seeds and salts are 32 bytes long, ids and nonces are not: the same people, another jar.
  const random = (size: number) => {
    const bytes = scripted(size);
    return lesson.otherwise === 'seal' && size === 32 ? bytes.map((byte) => byte ^ 1) : bytes;
  };
  const start = async () => createRoomService({ store, clock, random, log: pino({ level: 'warn' }) });
  const { room, service, receipts } = await playLesson(start, clock, lesson);
  await service.stop();
  const { replayId, title } = room.row;
  const { open } = room.state;
  const replay = replayOf(open, room.names, { replayId, title, namesFor: 'public' });
  const log = publicLog(await store.read(replayId));
  return {
    // As it travels: what JSON does not carry is not there.
    lesson: JSON.parse(JSON.stringify({ replay, log })) as PublishedLesson,
    kept: {
      commitment: open.commitment,
      receipts: receipts.map(({ seq, head }) => ({ seq, head: head ?? '' })),
      placed: receipts.flatMap(({ seq, numbers }) => (numbers === undefined ? [] : [{ seq, numbers }])),
    },
  };
}
