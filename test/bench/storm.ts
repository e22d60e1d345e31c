import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../proofs/load/crowd.ts';
import { FloorServer } from './floors/lines.ts';
import { fullLecture } from './load/full-lectures.ts';
import type { Lecture } from './load/lecture.ts';
import type { Pattern } from './load/patterns.ts';
import { machineMs } from './load/phone.ts';
import type { Phones } from './load/phones.ts';
import type { Guessed } from './load/phones-main.ts';
import { idleOf, type Measurement, median, type Options } from './measurement.ts';

const WITHIN_MS = 1000;
const LEAD_MS = 300;
/** The counts of the storm before have gone out; else they would be taken for idling. */
const CALM_MS = 2500;
const PATTERN_MS = 5000;
const RETURN_MS = 5000;

interface Stormed extends Guessed {
  readonly cpuUs: number;
}

async function storm(
  phones: Phones,
  cpuMs: () => Promise<number>,
  order: { readonly pattern: Pattern; readonly withinMs: number; readonly round: number },
): Promise<Stormed> {
  await sleep(CALM_MS);
  const idle = await idleOf({ cpuMs });
  const [before, begun] = [await cpuMs(), machineMs()];
  const guessed = await phones.guess({ ...order, startAt: begun + LEAD_MS });
  const idled = idle * (machineMs() - begun);
  const cpuUs = (1000 * ((await cpuMs()) - before - idled)) / guessed.answersMs.length;
  if (Object.keys(guessed.lost).length > 0) throw new Error(`lost answers: ${JSON.stringify(guessed.lost)}`);
  return { ...guessed, cpuUs };
}

async function repeated(runs: number, work: () => Promise<Stormed>): Promise<readonly Stormed[]> {
  await work();
  const all: Stormed[] = [];
  for (let k = 0; k < runs; k += 1) all.push(await work());
  return all;
}

function at(part: number, all: readonly Stormed[]): number {
  return median(all.map(({ answersMs }) => percentile(answersMs, part)));
}

function noteOf(all: readonly Stormed[]): string {
  const delay = median(all.map(({ loopDelayMs }) => loopDelayMs));
  return `p50 ${at(0.5, all).toFixed(1)} ms, generators' loop delay p99 ${delay.toFixed(0)} ms`;
}

/** The same phones against bare ws that acknowledges what it is sent. */
async function bareStorm(players: number, runs: number): Promise<readonly Stormed[]> {
  const floor = await FloorServer.open('ws', players);
  try {
    await floor.phones.join(floor.port, [{ room: '1', key: '1' }], players);
    return await repeated(runs, () =>
      storm(floor.phones, () => floor.cpuMs(), { pattern: 'spread', withinMs: WITHIN_MS, round: 1 }),
    );
  } finally {
    await floor.end();
  }
}

function classStorm(lecture: Lecture, pattern: Pattern, withinMs: number): Promise<Stormed> {
  return storm(lecture.phones, () => lecture.cpuMs(), { pattern, withinMs, round: lecture.round });
}

/** Everybody answers at once, durably; with host and projector looking on, and with nobody. */
export async function stormPart({ runs, players: sizes }: Options): Promise<readonly Measurement[]> {
  const players = sizes.at(-1) ?? 0;
  const { of: lecture } = await fullLecture(players);
  if (lecture.round === 0) await lecture.draw();
  const bare = await bareStorm(players, runs);
  const [watched, alone]: [Stormed[], Stormed[]] = [[], []];
  // In turn: a server is quicker the longer it has run.
  for (let k = 0; k <= runs; k += 1) {
    await lecture.watch();
    const seen = await classStorm(lecture, 'spread', WITHIN_MS);
    await lecture.lookAway();
    const unseen = await classStorm(lecture, 'spread', WITHIN_MS);
    if (k === 0) continue;
    watched.push(seen);
    alone.push(unseen);
  }
  await lecture.watch();
  const results: Measurement[] = [
    {
      what: `${players} guesses in 1 s: CPU each, durable (floor: bare ws ack)`,
      unit: 'µs',
      floor: median(bare.map(({ cpuUs }) => cpuUs)),
      ours: median(watched.map(({ cpuUs }) => cpuUs)),
      reach: { ratio: 2.2 },
      beyond: { ratio: 1.9 },
      note: `nobody looking on ${median(alone.map(({ cpuUs }) => cpuUs)).toFixed(0)} µs`,
    },
    {
      what: `${players} guesses in 1 s: ack p99, host and projector on (floor: nobody looking on)`,
      unit: 'ms',
      floor: at(0.99, alone),
      ours: at(0.99, watched),
      reach: { ratio: 2, most: 40 },
      beyond: { ratio: 1.3, most: 40 },
      note: `${noteOf(watched)}; bare ws p99 ${at(0.99, bare).toFixed(1)} ms (${noteOf(bare)})`,
    },
  ];
  for (const pattern of ['spread', 'burst', 'straggler'] as const) {
    const all = [await classStorm(lecture, pattern, PATTERN_MS)];
    results.push({
      what: `${players} guesses within ${PATTERN_MS / 1000} s, ${pattern}: ack p99 (one run)`,
      unit: 'ms',
      floor: null,
      ours: at(0.99, all),
      note: noteOf(all),
    });
  }
  const before = await lecture.cpuMs();
  const back = await lecture.phones.returnAll(RETURN_MS);
  const cpuMs = ((await lecture.cpuMs()) - before) / players;
  results.push({
    what: `all ${players} lines cut, everybody back within ${RETURN_MS / 1000} s: welcome p99 (one run)`,
    unit: 'ms',
    floor: null,
    ours: percentile(back.answersMs, 0.99),
    note: `p50 ${percentile(back.answersMs, 0.5).toFixed(1)} ms, CPU ${cpuMs.toFixed(2)} ms each, generators' loop delay p99 ${back.loopDelayMs.toFixed(0)} ms`,
  });
  return results;
}
