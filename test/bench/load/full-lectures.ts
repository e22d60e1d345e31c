import { FloorServer } from '../floors/lines.ts';
import { idleOf } from '../measurement.ts';
import { Lecture } from './lecture.ts';

/** What it cost to bring a part of the crowd in, each. */
export interface Share {
  /** Without what those who are in already take for being asked whether their lines still stand. */
  readonly cpuMs: number;
  /** What they take meanwhile, for each who comes in. */
  readonly idleMs: number;
}

export interface Full<T> {
  readonly of: T;
  readonly shares: readonly Share[];
  /** Resident memory of each but the first part; a part alone may fill what others have left free. */
  readonly bytesEach: number;
  readonly inMs: number;
}

interface Crowd {
  connect(count: number): Promise<void>;
  cpuMs(): Promise<number>;
  rss(): Promise<number>;
}

/** In so many parts, so that there is a median of what one phone costs; the first warms up. */
const PARTS = 6;

async function fill(crowd: Crowd, players: number): Promise<Omit<Full<Crowd>, 'of'>> {
  const shares: Share[] = [];
  let first = { rss: 0, count: 0 };
  let inMs = 0;
  let idle = await idleOf(crowd);
  for (let k = 0; k < PARTS; k += 1) {
    const count = Math.floor(((k + 1) * players) / PARTS) - Math.floor((k * players) / PARTS);
    const [cpu, begun] = [await crowd.cpuMs(), performance.now()];
    await crowd.connect(count);
    const tookMs = performance.now() - begun;
    const cpuMs = ((await crowd.cpuMs()) - cpu) / count;
    if (k === 0) first = { rss: await crowd.rss(), count };
    const idleAfter = await idleOf(crowd);
    const idleMs = (((idle + idleAfter) / 2) * tookMs) / count;
    shares.push({ cpuMs: cpuMs - idleMs, idleMs });
    inMs += tookMs;
    idle = idleAfter;
  }
  const bytesEach = ((await crowd.rss()) - first.rss) / (players - first.count);
  return { shares: shares.slice(1), bytesEach, inMs };
}

const lectures = new Map<number, Promise<Full<Lecture>>>();
const floors = new Map<string, Promise<Full<FloorServer>>>();

async function openLecture(players: number): Promise<Full<Lecture>> {
  const of = await Lecture.open(players);
  try {
    await of.watch();
    const filled = await fill(
      { connect: (count) => of.join(count), cpuMs: () => of.cpuMs(), rss: () => of.rss() },
      players,
    );
    return { of, ...filled };
  } catch (error) {
    await of.end();
    throw error;
  }
}

async function openFloor(kind: 'tcp' | 'ws', players: number): Promise<Full<FloorServer>> {
  const of = await FloorServer.open(kind, players);
  try {
    return { of, ...(await fill(of, players)) };
  } catch (error) {
    await of.end();
    throw error;
  }
}

/** A lecture of this size with everybody in: filled once, used by every part that needs it. */
export function fullLecture(players: number): Promise<Full<Lecture>> {
  const known = lectures.get(players) ?? openLecture(players);
  lectures.set(players, known);
  return known;
}

export function fullFloor(kind: 'tcp' | 'ws', players: number): Promise<Full<FloorServer>> {
  const key = `${kind} ${players}`;
  const known = floors.get(key) ?? openFloor(kind, players);
  floors.set(key, known);
  return known;
}

export async function endLectures(): Promise<void> {
  // One that could not be filled has ended already.
  const all = await Promise.allSettled([...lectures.values(), ...floors.values()]);
  for (const one of all) if (one.status === 'fulfilled') await one.value.of.end();
  lectures.clear();
  floors.clear();
}
