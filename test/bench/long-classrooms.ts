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
const MOST_ROUNDS = 200;
const settings = { drawSize: 10, guessSeconds: 600, autoClose: false } as const;
/** What comes for the first time, such as compiled code, has come by then. */
const BEGINNING_MIN = 2;
/** Fewer say nothing of a slope. */
const FEWEST_SAMPLES = 3;
/**
 * A room keeps no log in memory. It keeps, of every estimate, the operation by which a repeat is known (the last 8 of a
 * seat, folded twice), and of every score a row and a step of the curve: 300 bytes each, counted by folding such logs alone.
 */
const KEPT_BYTES = 600;
/** The resident pages of a heap are more than what lies in them. */
const SLACK = 2;

interface Sample {
  readonly minute: number;
  /** Of all servers together. */
  readonly rss: number;
  readonly heap: number;
}

interface Held {
  readonly heard: readonly Guessed[];
  readonly samples: readonly Sample[];
  readonly rounds: number;
  readonly seconds: number;
  /** So long the hosts took to close all rounds and draw anew. */
  readonly turnsS: readonly number[];
  readonly cpuMs: readonly number[];
}

export function namesOf(rooms: number, servers: number): string {
  return `${rooms} classrooms of ${STUDENTS} in ${servers} process${servers > 1 ? 'es' : ''}`;
}

/** Whole lessons side by side: a round a pass, its close and the next draw between two, and everything read again in the end. */
export async function lessonsOf(
  { rooms, servers }: Options,
  minutes: number,
): Promise<readonly Measurement[]> {
  // A pass takes half a minute and the turn after it some seconds.
  const rounds = Math.min(MOST_ROUNDS, 2 * minutes + 1);
  const schools = await School.openAll(rooms, servers, { ...settings, rounds });
  try {
    const held = await hold(schools, minutes, rounds);
    const faults = await Promise.all(schools.map((school) => readAgain(school, held.rounds)));
    return measured(`${namesOf(rooms, servers)} for ${minutes} min`, held, {
      lost: faults.flatMap(({ lost }) => lost),
      wrong: faults.flatMap(({ wrong }) => wrong),
    });
  } finally {
    for (const school of schools) await school.end();
  }
}

async function hold(schools: readonly School[], minutes: number, rounds: number): Promise<Held> {
  const begun = performance.now();
  const minute = () => (performance.now() - begun) / 60_000;
  const [heard, turnsS]: [Guessed[], number[]] = [[], []];
  const cpu = await cpuOf(schools);
  const samples = [await sample(schools, minute())];
  for (let round = 1; ; ) {
    const guesses = { round, pattern: 'spread', withinMs: PACE_MS, startAt: machineMs() + 500 } as const;
    heard.push(...(await Promise.all(schools.map(({ phones }) => phones.guess(guesses)))));
    // The class looks up now: nobody waits while memory is looked at.
    samples.push(await sample(schools, minute()));
    if (minute() >= minutes) {
      const cpuMs = (await cpuOf(schools)).map((ms, k) => ms - (cpu[k] ?? 0));
      await Promise.all(schools.map((school) => school.say('close')));
      return { heard, samples, rounds: round, seconds: 60 * minute(), turnsS, cpuMs };
    }
    if (round === rounds) continue;
    const turn = performance.now();
    await Promise.all(schools.map((school) => school.say('close', 'next')));
    turnsS.push((performance.now() - turn) / 1000);
    round += 1;
  }
}

function cpuOf(schools: readonly School[]): Promise<readonly number[]> {
  return Promise.all(schools.map(({ lecture }) => lecture.cpuMs()));
}

async function sample(schools: readonly School[], minute: number): Promise<Sample> {
  const all = await Promise.all(schools.map(({ lecture }) => lecture.memory()));
  const sum = (of: 'rss' | 'bytes') => all.reduce((total, one) => total + one[of], 0);
  return { minute, rss: sum('rss'), heap: sum('bytes') };
}

/** Opens every jar and holds every log against what the phones of its class were promised and told. */
async function readAgain(school: School, rounds: number): Promise<Faults> {
  const { lecture, phones } = school;
  const diaries = new Map((await phones.diaries()).map((diary) => [diary.playerId, diary]));
  await school.say('reveal');
  const [lost, wrong]: [string[], string[]] = [[], []];
  await school.eachRoom(async ({ replayId }) => {
    const response = await fetch(`${lecture.server.url}/api/replays/${replayId}/log`);
    if (!response.ok) throw new Error(`a log was not given: ${response.status}`);
    const { events } = (await response.json()) as PublicLog;
    const here = events.flatMap(({ event }): Diary[] => {
      const diary = event.type === 'SeatTaken' ? diaries.get(event.playerId) : undefined;
      return diary === undefined ? [] : [diary];
    });
    for (const { playerId } of here) diaries.delete(playerId);
    const played = Array.from({ length: rounds }, (_, k) => k + 1);
    const faults = faultsIn(events, here, played);
    lost.push(...faults.lost);
    wrong.push(...faults.wrong);
  });
  for (const playerId of diaries.keys()) lost.push(`the seat ${playerId} is in no log`);
  return { lost, wrong };
}

function measured(
  what: string,
  { heard, samples, rounds, seconds, turnsS, cpuMs }: Held,
  { lost, wrong }: Faults,
): readonly Measurement[] {
  const answers = heard.flatMap(({ answersMs }) => answersMs);
  const refused = heard.flatMap((one) => Object.entries(one.lost));
  const unanswered = refused.reduce((sum, [, count]) => sum + count, 0);
  const core = cpuMs.map((ms) => `${(ms / seconds / 10).toFixed(0)} %`).join(' and ');
  const late = samples.filter(({ minute }) => minute >= BEGINNING_MIN);
  const isEnough = late.length >= FEWEST_SAMPLES;
  const steady = isEnough ? late : samples;
  const slope = (of: 'rss' | 'heap') => slopeOf(steady.map((one) => [one.minute, one[of]] as const));
  const perMinute = (60 * answers.length) / seconds;
  const [first, last] = [samples[0], samples.at(-1)];
  for (const fault of [...lost.slice(0, 3), ...wrong.slice(0, 3)]) console.error(fault);
  return [
    {
      what: `${what}: ack p99`,
      unit: 'ms',
      floor: null,
      ours: percentile(answers, 0.99),
      reach: { most: 150 },
      note: `${answers.length} estimates in ${rounds} rounds, p50 ${percentile(answers, 0.5).toFixed(1)} ms, most ${percentile(answers, 1).toFixed(0)} ms, ${core} of a core; all closed and drawn anew within ${Math.max(0, ...turnsS).toFixed(0)} s; generators' loop delay p99 ${Math.max(...heard.map((one) => one.loopDelayMs)).toFixed(0)} ms`,
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
    {
      what: `${what}: memory grows a minute, all processes (floor: what a room keeps by design)`,
      unit: 'MB',
      floor: (perMinute * KEPT_BYTES) / 1e6,
      ours: slope('rss') / 1e6,
      ...(isEnough && { reach: { ratio: SLACK } }),
      note: `${isEnough ? `after the first ${BEGINNING_MIN} minutes` : 'the beginning included, it was too short'}: ${(slope('rss') / perMinute).toFixed(0)} B resident and ${(slope('heap') / perMinute).toFixed(0)} B of the heap an estimate; by design ${KEPT_BYTES} B until a seat has placed 8, then 300; ${samples.map(({ rss }) => (rss / 1e6).toFixed(0)).join(', ')} MB; heap ${((first?.heap ?? 0) / 1e6).toFixed(0)} to ${((last?.heap ?? 0) / 1e6).toFixed(0)} MB`,
    },
  ];
}
