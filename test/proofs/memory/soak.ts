import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Held, Inspector } from '../../support/inspector.ts';
import { freePort, ServerProcess } from '../../support/server-process.ts';
import { playAndLeave } from './lesson.ts';
import { slopeOf } from './trend.ts';

export interface SoakOrder {
  readonly seconds: number;
  /** So many lessons are looked at, however long a busy machine takes for them. */
  readonly lessons?: number;
  /** Where the code is taken from: this project, or a copy with a leak planted. */
  readonly root?: string;
}

export interface Soaked {
  readonly lessons: number;
  readonly connections: number;
  /** What grows in a lesson when the beginning is over; `entries` are those of all maps and sets. */
  readonly perLesson: Readonly<Record<keyof Held, number>>;
  readonly last: Held;
  readonly faults: readonly string[];
}

/** Few enough that the rooms that are over are soon as many as are kept. */
const rooms = 3;
/** Lessons until the replays are as many as are kept ready, and what is often done is compiled. */
const warmUp = 16;
/** Fewer say nothing of a slope. */
const fewest = 8;
const quietMs = 500;
/** The server lets a connection that says nothing be for half a minute. */
const patienceMs = 40_000;

/** Lessons one after the other on one server, looked at in the quiet between them. */
export async function soak({ seconds, lessons = fewest, root }: SoakOrder): Promise<Soaked> {
  const dir = mkdtempSync(join(tmpdir(), 'bakery-soak-'));
  const server = new ServerProcess(await freePort(), dir, {
    node: ['--inspect=127.0.0.1:0'],
    env: { MAX_ROOMS: String(rooms) },
    ...(root !== undefined && { root }),
  });
  await server.start();
  const inspector = await Inspector.attach(server.complaints);
  const seen: Held[] = [];
  const faults: string[] = [];
  let connections = 0;
  try {
    // Odd ones, whose rooms stay.
    for (let k = 0; k < warmUp; k += 1) await playAndLeave(server, 2 * k + 1);
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end || seen.length < lessons) {
      connections += await playAndLeave(server, seen.length);
      const held = await quiet(inspector);
      if (held.sockets > 0) faults.push(`${held.sockets} sockets were open when everybody had gone`);
      seen.push(held);
      if (!server.isRunning) throw new Error('the server ended');
    }
  } finally {
    inspector.close();
    await server.end();
    rmSync(dir, { recursive: true, force: true });
  }
  const steady = seen.slice(Math.floor(seen.length / 4));
  const last = steady.at(-1);
  if (last === undefined) throw new Error('no lesson was held');
  const trend = (of: keyof Held) => slopeOf(steady.map((held, k) => [k, held[of]] as const));
  const keys = Object.keys(last) as (keyof Held)[];
  const perLesson = Object.fromEntries(keys.map((of) => [of, trend(of)])) as Record<keyof Held, number>;
  return { lessons: seen.length, connections, perLesson, last, faults: faults.slice(0, 3) };
}

/** Waits for those who have gone to be gone here too. */
async function quiet(inspector: Inspector): Promise<Held> {
  const patience = performance.now() + patienceMs;
  await sleep(quietMs);
  for (;;) {
    const held = await inspector.held();
    if (held.sockets === 0 || performance.now() > patience) return held;
    await sleep(200);
  }
}
