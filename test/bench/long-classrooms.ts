import type { PublicLog } from '../../shared/views/public-log.ts';
import { percentile } from '../proofs/load/crowd.ts';
import { slopeOf } from '../proofs/memory/trend.ts';
import type { Diary } from './load/diary.ts';
import { machineMs } from './load/phone.ts';
import type { Guessed } from './load/phones-main.ts';
import { School, STUDENTS } from './load/school.ts';
import type { Measurement, Options } from './measurement.ts';
import { type Faults, faultsIn } from './second-reading.ts';

/** One estimate of every thirty is placed each second, in every classroom. */
export const PACE_MS = 30_000;
/** Short lessons: of as many as fit into ten minutes the ends are compared. */
const ROUNDS = 3;
const settings = { drawSize: 10, guessSeconds: 600, autoClose: false, rounds: ROUNDS } as const;
/** What comes for the first time, such as compiled code, has come by the end of the first lesson. */
const FIRST_LESSONS = 1;
/** Fewer say nothing of a slope. */
const FEWEST_SAMPLES = 3;
/** A heap breathes: what is left of a room and its lesson is less. */
const MOST_BYTES_A_ROOM = 1024;
/** The pages of a process breathe more than what lies in them. */
const MOST_RESIDENT_SHARE = 0.01;

/** At the same moment of each lesson: all its estimates are in. */
interface Sample {
  /** Of all servers together. */
  readonly rss: number;
  readonly heap: number;
}

interface Held {
  readonly heard: readonly Guessed[];
  readonly beginning: Sample;
  readonly samples: readonly Sample[];
  readonly faults: Faults;
  readonly seconds: number;
  /** So long the hosts took to close all rounds and draw anew. */
  readonly turnsS: readonly number[];
  readonly cpuMs: readonly number[];
}

export function namesOf(rooms: number, servers: number): string {
  return `${rooms} classrooms of ${STUDENTS} in ${servers} process${servers > 1 ? 'es' : ''}`;
}

/**
 * Whole lessons side by side, one after the other in every classroom: a round a pass, its close and the next draw between two;
 * in the end everything is read again, and the same classes begin anew.
 */
export async function lessonsOf(
  { rooms, servers }: Options,
  minutes: number,
): Promise<readonly Measurement[]> {
  const schools = await School.openAll(rooms, servers, settings);
  try {
    const held = await hold(schools, minutes);
    return measured(`${namesOf(rooms, servers)} for ${minutes} min`, rooms, held);
  } finally {
    for (const school of schools) await school.end();
  }
}

async function hold(schools: readonly School[], minutes: number): Promise<Held> {
  const [heard, turnsS, samples]: [Guessed[], number[], Sample[]] = [[], [], []];
  const [lost, wrong]: [string[], string[]] = [[], []];
  const [cpu, beginning] = [await cpuOf(schools), await sample(schools)];
  const begun = performance.now();
  for (;;) {
    heard.push(...(await lesson(schools, turnsS, samples)));
    for (const faults of await Promise.all(schools.map(readAgain))) {
      lost.push(...faults.lost);
      wrong.push(...faults.wrong);
    }
    const seconds = (performance.now() - begun) / 1000;
    if (seconds >= 60 * minutes) {
      const cpuMs = (await cpuOf(schools)).map((ms, k) => ms - (cpu[k] ?? 0));
      return { heard, beginning, samples, faults: { lost, wrong }, seconds, turnsS, cpuMs };
    }
    await Promise.all(schools.map((school) => school.sayAgain()));
  }
}

async function lesson(
  schools: readonly School[],
  turnsS: number[],
  samples: Sample[],
): Promise<readonly Guessed[]> {
  const heard: Guessed[] = [];
  for (let round = 1; ; round += 1) {
    const guesses = { round, pattern: 'spread', withinMs: PACE_MS, startAt: machineMs() + 500 } as const;
    heard.push(...(await Promise.all(schools.map(({ phones }) => phones.guess(guesses)))));
    if (round === ROUNDS) {
      // The class looks up now: nobody waits while memory is looked at.
      samples.push(await sample(schools));
      return heard;
    }
    const turn = performance.now();
    await Promise.all(schools.map((school) => school.say('close', 'next')));
    turnsS.push((performance.now() - turn) / 1000);
  }
}

function cpuOf(schools: readonly School[]): Promise<readonly number[]> {
  return Promise.all(schools.map(({ lecture }) => lecture.cpuMs()));
}

async function sample(schools: readonly School[]): Promise<Sample> {
  const all = await Promise.all(schools.map(({ lecture }) => lecture.memory()));
  const sum = (of: 'rss' | 'bytes') => all.reduce((total, one) => total + one[of], 0);
  return { rss: sum('rss'), heap: sum('bytes') };
}

/** Opens every jar and holds every log against what the phones of its class were promised and told. */
async function readAgain(school: School): Promise<Faults> {
  const { lecture, phones } = school;
  await school.say('close', 'reveal');
  const logs: PublicLog['events'][] = [];
  await school.eachRoom(async ({ replayId }) => {
    const response = await fetch(`${lecture.server.url}/api/replays/${replayId}/log`);
    if (!response.ok) throw new Error(`a log was not given: ${response.status}`);
    logs.push(((await response.json()) as PublicLog).events);
  });
  // What is told when the jar opens has been heard by now.
  const diaries = new Map((await phones.takeDiaries()).map((diary) => [diary.playerId, diary]));
  const [lost, wrong]: [string[], string[]] = [[], []];
  for (const events of logs) {
    const here = events.flatMap(({ event }): Diary[] => {
      const diary = event.type === 'SeatTaken' ? diaries.get(event.playerId) : undefined;
      return diary === undefined ? [] : [diary];
    });
    for (const { playerId } of here) diaries.delete(playerId);
    const played = Array.from({ length: ROUNDS }, (_, k) => k + 1);
    const faults = faultsIn(events, here, played);
    lost.push(...faults.lost);
    wrong.push(...faults.wrong);
  }
  for (const playerId of diaries.keys()) lost.push(`the seat ${playerId} is in no log`);
  return { lost, wrong };
}

function measured(
  what: string,
  rooms: number,
  { heard, beginning, samples, faults: { lost, wrong }, seconds, turnsS, cpuMs }: Held,
): readonly Measurement[] {
  const answers = heard.flatMap(({ answersMs }) => answersMs);
  const refused = heard.flatMap((one) => Object.entries(one.lost));
  const unanswered = refused.reduce((sum, [, count]) => sum + count, 0);
  const core = cpuMs.map((ms) => `${(ms / seconds / 10).toFixed(0)} %`).join(' and ');
  for (const fault of [...lost.slice(0, 3), ...wrong.slice(0, 3)]) console.error(fault);
  return [
    {
      what: `${what}: ack p99`,
      unit: 'ms',
      floor: null,
      ours: percentile(answers, 0.99),
      reach: { most: 150 },
      note: `${answers.length} estimates in ${samples.length} lessons, p50 ${percentile(answers, 0.5).toFixed(1)} ms, most ${percentile(answers, 1).toFixed(0)} ms, ${core} of a core; all closed and drawn anew within ${Math.max(0, ...turnsS).toFixed(0)} s; generators' loop delay p99 ${Math.max(...heard.map((one) => one.loopDelayMs)).toFixed(0)} ms`,
    },
    {
      what: `${what}: estimates lost`,
      unit: 'estimates',
      floor: null,
      ours: unanswered + lost.length,
      reach: { most: 0 },
      note: `${lost.length} acknowledged and not in the log; not acknowledged: ${unanswered}${unanswered > 0 ? ` (${[...new Set(refused.map(([code]) => code))].join(', ')})` : ''}`,
    },
    {
      what: `${what}: ranks and totals told wrongly`,
      unit: 'scores',
      floor: null,
      ours: wrong.length,
      reach: { most: 0 },
    },
    growth(`${what}: the heaps grow a lesson`, 'heap', beginning, samples, rooms * MOST_BYTES_A_ROOM),
    growth(
      `${what}: resident memory grows a lesson`,
      'rss',
      beginning,
      samples,
      (samples.at(-1)?.rss ?? 0) * MOST_RESIDENT_SHARE,
    ),
  ];
}

/** From the end of one lesson to the end of the next, of all servers together. */
function growth(
  what: string,
  of: keyof Sample,
  beginning: Sample,
  samples: readonly Sample[],
  most: number,
): Measurement {
  const later = samples.slice(FIRST_LESSONS);
  const isEnough = later.length >= FEWEST_SAMPLES;
  const steady = isEnough ? later : samples;
  const slope = slopeOf(steady.map((one, lesson) => [lesson, one[of]] as const));
  const seen = [beginning, ...samples].map((one) => (one[of] / 1e6).toFixed(0)).join(', ');
  return {
    ...{ what, unit: 'MB', floor: null, ours: slope / 1e6 },
    ...(isEnough && { reach: { most: most / 1e6 } }),
    note: `${seen} MB, before the first and at the end of each${isEnough ? '' : '; too few lessons for a goal'}`,
  };
}
