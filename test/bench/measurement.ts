/** One line of the bench: what ours takes beside what the least possible takes in the same run. */
export interface Measurement {
  readonly what: string;
  readonly unit: string;
  /** Median of the bare minimum, in the unit. */
  readonly floor: number;
  /** Median of ours, in the unit. */
  readonly ours: number;
  /** What ours must not exceed. */
  readonly goal: number;
  /** What else is worth saying. */
  readonly note?: string;
}

/** A part of the bench, run alone by its name. */
export type Part = () => Promise<readonly Measurement[]> | readonly Measurement[];

const RUNS = 5;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('no median of nothing');
  return middle;
}

/** Medians in milliseconds of five runs of two works in turn, after one of each to warm up. */
export function compareMs(
  floor: () => number,
  ours: () => number,
): { readonly floor: number; readonly ours: number } {
  const [floors, times]: [number[], number[]] = [[], []];
  for (let i = 0; i <= RUNS; i += 1) {
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
