import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { EventStore } from '../../server/store/event-store.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import type { RecordedEvent } from '../../shared/room/events.ts';
import { plantedCopy } from '../support/planted-copy.ts';
import { share } from '../support/room.ts';
import { bareAppendUs } from './floors/file-log.ts';
import { type Measurement, median, type Options } from './measurement.ts';

const SINGLE = 500;
const BATCHED = 10_000;
const BATCH = 100;
const FLUSH_MS = 8;
const LOOK_MS = 2000;

/** Events of some 200 bytes, as the log of a class holds them. */
function events(from: number, count: number): readonly RecordedEvent[] {
  return Array.from({ length: count }, (_, k) => ({
    ...{ seq: from + k + 1, at: 1_790_000_000_000, by: `p${k % 30}` },
    event: { type: 'EstimatePlaced', playerId: `p${k % 30}`, round: 1, estimate: share(0.7), done: false },
    ...{ nonce: '0'.repeat(32), head: 'ab'.repeat(32) },
  }));
}

async function within<T>(
  store: (dir: string) => EventStore,
  work: (store: EventStore, dir: string) => Promise<T>,
): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'bakery-bench-'));
  const opened = store(dir);
  try {
    await opened.open();
    const row = { replayId: 'log', code: '1', hostTokenHash: '', recoveryHash: '', joinKey: '', title: '' };
    await opened.createRoom({ ...row, createdAt: 1 }, events(0, 1), []);
    return await work(opened, dir);
  } finally {
    await opened.close();
    rmSync(dir, { recursive: true });
  }
}

async function appendUs(
  store: EventStore,
  from: number,
  log: readonly RecordedEvent[],
  atOnce: number,
): Promise<number> {
  const begun = performance.now();
  for (let k = 0; k < log.length; k += atOnce) {
    await store.append('log', from + k, log.slice(k, k + atOnce), []);
  }
  return (1000 * (performance.now() - begun)) / log.length;
}

/** In turn with the bare file, in the same directory. */
function compared(runs: number, count: number, atOnce: number): Promise<{ floor: number; ours: number }> {
  return within(createSqliteStore, async (store, dir) => {
    const [floors, times]: [number[], number[]] = [[], []];
    for (let k = 0; k <= runs; k += 1) {
      const from = 1 + k * count;
      const log = events(from, count);
      const floor = bareAppendUs(
        join(dir, 'bare'),
        log.map((one) => JSON.stringify(one)),
        atOnce,
      );
      const ours = await appendUs(store, from, log, atOnce);
      if (k === 0) continue;
      floors.push(floor);
      times.push(ours);
    }
    return { floor: median(floors), ours: median(times) };
  });
}

/** The loop's own delay while events are appended one after the other. */
function delayBesideMs(store: (dir: string) => EventStore): Promise<number> {
  return within(store, async (opened) => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const end = performance.now() + LOOK_MS;
    for (let from = 1; performance.now() < end; from += 10) {
      await opened.append('log', from, events(from, 10), []);
      await sleep(1);
    }
    delay.disable();
    return delay.percentile(99) / 1e6;
  });
}

/** The loop never waits for the disk: with a disk that needs 8 ms more for every commit it is as free as with this one. */
async function slowDisk(runs: number): Promise<Measurement> {
  const copy = plantedCopy();
  try {
    copy.plant('server/store/sqlite-batches.ts', (text) => {
      if (!text.includes("sql('COMMIT').run();")) throw new Error('nothing to plant');
      const wait = `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${FLUSH_MS});`;
      return text.replace("sql('COMMIT').run();", `${wait} sql('COMMIT').run();`);
    });
    const slow = await import(pathToFileURL(join(copy.path, 'server/store/sqlite.ts')).href);
    const [quick, slowed]: [number[], number[]] = [[], []];
    for (let k = 0; k < runs; k += 1) {
      quick.push(await delayBesideMs(createSqliteStore));
      slowed.push(await delayBesideMs(slow.createSqliteStore));
    }
    return {
      what: `delay of the loop p99 while each commit takes ${FLUSH_MS} ms more (floor: this disk)`,
      unit: 'ms',
      floor: median(quick),
      ours: median(slowed),
      reach: { ratio: 1.3 },
      beyond: { ratio: 1 },
    };
  } finally {
    copy.remove();
  }
}

/** How fast facts become durable, and who waits for it. */
export async function durableLog({ runs }: Options): Promise<readonly Measurement[]> {
  const single = await compared(runs, SINGLE, 1);
  const batched = await compared(runs, BATCHED, BATCH);
  const perSecond = (us: number) => `${Math.round(1e6 / us).toLocaleString('en')} events a second`;
  return [
    {
      what: 'a durable append, one event per commit (floor: file and fdatasync)',
      unit: 'µs',
      ...single,
      reach: { ratio: 1 / 0.9 },
      beyond: { ratio: 1 },
      note: perSecond(single.ours),
    },
    {
      what: `a durable append, ${BATCH} per commit: each (floor: file and fdatasync)`,
      unit: 'µs',
      ...batched,
      reach: { ratio: 1 / 0.6 },
      beyond: { ratio: 1 / 0.8 },
      note: perSecond(batched.ours),
    },
    await slowDisk(runs),
  ];
}
