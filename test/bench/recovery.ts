import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { systemClock } from '../../server/clock.ts';
import { createRoomService } from '../../server/room-service.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import { fold } from '../../shared/room/evolve.ts';
import { replayOf } from '../../shared/views/replay.ts';
import { LONG_LESSON, longLesson, storeLog } from './long-lesson.ts';
import { compareMs, type Measurement, median, type Options } from './measurement.ts';

/** A lecture from the disk: every sum checked, every event folded, until the first question is answered. */
export async function recovery({ runs }: Options): Promise<readonly Measurement[]> {
  const dir = mkdtempSync(join(tmpdir(), 'bakery-bench-'));
  try {
    const log = longLesson();
    const store = createSqliteStore(dir);
    await store.open();
    await storeLog(store, 'long', log);
    await store.close();
    const [parsed, floors, ours]: [number[], number[], number[]] = [[], [], []];
    const text = JSON.stringify(log);
    for (let k = 0; k <= runs; k += 1) {
      const times = [parseMs(text), bareLoadMs(join(dir, 'rooms.db')), await recoveryMs(dir)] as const;
      if (k === 0) continue;
      parsed.push(times[0]);
      floors.push(times[1]);
      ours.push(times[2]);
    }
    return [
      {
        what: `${LONG_LESSON} from disk to the first answer (floor: JSON.parse of the log)`,
        unit: 'ms',
        floor: median(parsed),
        ours: median(ours),
        reach: { ratio: 2.5 },
        beyond: { ratio: 1.5 },
        note: `${log.length} events, ${(text.length / 1e6).toFixed(0)} MB; their rows from SQLite, parsed: ${median(floors).toFixed(0)} ms`,
      },
    ];
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function parseMs(text: string): number {
  const begun = performance.now();
  JSON.parse(text);
  return performance.now() - begun;
}

function bareLoadMs(file: string): number {
  const db = new DatabaseSync(file);
  const begun = performance.now();
  for (const { body } of db.prepare('SELECT body FROM events ORDER BY seq').iterate())
    JSON.parse(String(body));
  const time = performance.now() - begun;
  db.close();
  return time;
}

async function recoveryMs(dir: string): Promise<number> {
  const log = pino({ level: 'silent' });
  const random = (size: number) => new Uint8Array(randomBytes(size));
  const begun = performance.now();
  const store = createSqliteStore(dir);
  await store.open();
  const service = createRoomService({ store, clock: systemClock(), random, log });
  await service.recover();
  const time = performance.now() - begun;
  const isThere = service.byCode('123456')?.state.open.roster.size;
  await service.stop();
  await store.close();
  if (isThere !== 10_000) throw new Error('the lecture was not recovered');
  return time;
}

/** What the replay of a whole lecture costs whoever serves it and whoever fetches it. */
export function replay({ runs }: Options): readonly Measurement[] {
  const { open } = fold(longLesson({ reveal: true }));
  const extras = { title: '', replayId: 'long', namesFor: 'public' } as const;
  const make = () => JSON.stringify(replayOf(open, new Map(), extras));
  const text = make();
  const times = compareMs(
    runs,
    () => JSON.parse(text).players.length,
    () => make().length,
  );
  return [
    {
      what: `making the replay of ${LONG_LESSON} (floor: JSON.parse of the same bytes)`,
      unit: 'ms',
      ...times,
      note: `${(text.length / 1e6).toFixed(1)} MB, ${(gzipSync(text).length / 1e6).toFixed(2)} MB by gzip`,
    },
  ];
}
