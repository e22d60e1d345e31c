/** What is wanted of a measurement: at most so many times the floor, at most so much in its unit, or both. */
export interface Goal {
  readonly ratio?: number;
  readonly most?: number;
}

/** One line of the bench: what ours takes beside what the least possible takes in the same run. Less is better, always. */
export interface Measurement {
  readonly what: string;
  readonly unit: string;
  /** Median of the bare minimum, in the unit; null where there is none. */
  readonly floor: number | null;
  /** Median of ours, in the unit. */
  readonly ours: number;
  /** What ours must not exceed; left out, the line only tells. */
  readonly reach?: Goal;
  readonly beyond?: Goal;
  /** What else is worth saying. */
  readonly note?: string;
}

export interface Options {
  /** Of how many runs the median is taken. */
  readonly runs: number;
  /** Sizes of the lectures that are measured, smallest first. */
  readonly players: readonly number[];
  /** Classrooms of thirty, and the servers they are shared among. */
  readonly rooms: number;
  readonly servers: number;
  /** How long their lessons go on; null for one estimate of everybody. */
  readonly minutes: number | null;
}

/** A part of the bench, run alone by its name. */
export type Part = (options: Options) => Promise<readonly Measurement[]> | readonly Measurement[];

export type Verdict = 'beyond' | 'reached' | 'missed' | '';

export function verdictOf({ floor, ours, reach, beyond }: Measurement): Verdict {
  const isWithin = ({ ratio, most }: Goal) =>
    (most === undefined || ours <= most) &&
    (ratio === undefined || (floor !== null && ours <= ratio * floor));
  if (beyond !== undefined && isWithin(beyond)) return 'beyond';
  if (reach === undefined) return '';
  return isWithin(reach) ? 'reached' : 'missed';
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('no median of nothing');
  return middle;
}

/** Medians in milliseconds of some runs of two works in turn, after one of each to warm up. */
export function compareMs(
  runs: number,
  floor: () => number,
  ours: () => number,
): { readonly floor: number; readonly ours: number } {
  const [floors, times]: [number[], number[]] = [[], []];
  for (let i = 0; i <= runs; i += 1) {
    const [low, high] = [timeMs(floor), timeMs(ours)];
    if (i > 0) {
      floors.push(low);
      times.push(high);
    }
  }
  return { floor: median(floors), ours: median(times) };
}

/** The work's result is looked at, so that no engine can leave the work out. */
function timeMs(work: () => number): number {
  const start = performance.now();
  const result = work();
  const time = performance.now() - start;
  if (!Number.isFinite(result)) throw new RangeError('the measured work gave no number');
  return time;
}

const IDLE_MS = 2000;

/** CPU that a server takes for a millisecond of lying idle; it is taken off what something else cost meanwhile. */
export async function idleOf(target: { cpuMs(): Promise<number> }): Promise<number> {
  const [before, begun] = [await target.cpuMs(), performance.now()];
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  return ((await target.cpuMs()) - before) / (performance.now() - begun);
}
