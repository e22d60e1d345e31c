import { fullLecture } from './load/full-lectures.ts';
import { Lecture } from './load/lecture.ts';
import { machineMs } from './load/phone.ts';
import { type Measurement, median, type Options } from './measurement.ts';

/** What Quizzle's server took and sent per player and round at 1,000, without rank and without board. */
const QUIZZLE_CPU_MS = 1.08;
const QUIZZLE_BYTES = 281;
/** So long the class takes to place one estimate each. */
const GUESS_MS = 3000;
const REAL = 100;

interface Played {
  readonly cpuMs: number;
  readonly down: number;
  readonly up: number;
  readonly frames: number;
}

/** The draw, one estimate and its acknowledgement, the counts meanwhile, own score, own rank, top list. */
async function playRound(lecture: Lecture, players: number): Promise<Played> {
  const [before, cpu] = [await lecture.phones.traffic(), await lecture.cpuMs()];
  await lecture.draw();
  await lecture.phones.guess({
    ...{ round: lecture.round, pattern: 'spread', withinMs: GUESS_MS },
    startAt: machineMs() + 100,
  });
  await lecture.close();
  const [after, cpuAfter] = [await lecture.phones.traffic(), await lecture.cpuMs()];
  const each = (of: 'received' | 'sent' | 'frames') => (after[of] - before[of]) / players;
  return {
    cpuMs: (cpuAfter - cpu) / players,
    down: each('received'),
    up: each('sent'),
    frames: each('frames'),
  };
}

async function rounds(lecture: Lecture, players: number, runs: number): Promise<readonly Played[]> {
  if (lecture.round > 0) await lecture.close();
  await playRound(lecture, players);
  const all: Played[] = [];
  for (let k = 0; k < runs; k += 1) all.push(await playRound(lecture, players));
  // Guessing is open again for whoever comes after.
  await lecture.draw();
  return all;
}

function of(all: readonly Played[], what: keyof Played): number {
  return median(all.map((one) => one[what]));
}

function noteOf(all: readonly Played[]): string {
  return `down ${of(all, 'down').toFixed(0)} B, up ${of(all, 'up').toFixed(0)} B, ${of(all, 'frames').toFixed(1)} frames`;
}

/** A whole round as a phone sees it, and how it grows with the class. */
export async function wholeRound({ runs, players: sizes }: Options): Promise<readonly Measurement[]> {
  const results: Measurement[] = [];
  const cpuAt = new Map<number, number>();
  for (const players of sizes) {
    const { of: lecture } = await fullLecture(players);
    const all = await rounds(lecture, players, runs);
    cpuAt.set(players, of(all, 'cpuMs'));
    const isJudged = players === 1000;
    results.push(
      {
        what: `a whole round at ${players}: CPU per phone (floor: Quizzle, elsewhere)`,
        unit: 'ms',
        floor: QUIZZLE_CPU_MS,
        ours: of(all, 'cpuMs'),
        ...(isJudged && { reach: { ratio: 0.8 }, beyond: { ratio: 0.5 } }),
        note: `generators' loop delay p99 ${(await lecture.phones.loopDelayMs()).toFixed(0)} ms`,
      },
      {
        what: `a whole round at ${players}: bytes to a phone (beside it: Quizzle, no board)`,
        unit: 'B',
        floor: QUIZZLE_BYTES,
        ours: of(all, 'down'),
        ...(isJudged && { reach: { most: 1600 }, beyond: { most: 800 } }),
        note: noteOf(all),
      },
    );
  }
  const [small, large] = [cpuAt.get(1000), cpuAt.get(10_000)];
  if (small !== undefined && large !== undefined) {
    results.push({
      what: 'growth: CPU per phone and round at 10,000 (floor: at 1,000)',
      unit: 'ms',
      floor: small,
      ours: large,
      reach: { ratio: 1.1 },
      beyond: { ratio: 1 },
    });
  }
  return [...results, await asTheLibraryDoes(runs)];
}

/** The hand-written phones against the library's own, so that what is measured with them is true of pages. */
async function asTheLibraryDoes(runs: number): Promise<Measurement> {
  const lean = await rounds((await fullLecture(REAL)).of, REAL, runs);
  const lecture = await Lecture.open(REAL);
  try {
    await lecture.join(REAL, true);
    const real = await rounds(lecture, REAL, runs);
    return {
      what: `a whole round at ${REAL} with socket.io-client: CPU per phone (floor: our lean phones)`,
      unit: 'ms',
      floor: of(lean, 'cpuMs'),
      ours: of(real, 'cpuMs'),
      note: `${noteOf(real)}; lean: ${noteOf(lean)}`,
    };
  } finally {
    await lecture.end();
  }
}
