/** `ci`: what every change must pass, in seconds to a few minutes; `full`: the figure the promise is made with. */
export type Size = 'ci' | 'full';

export interface Verdict {
  /** What was seen, with its numbers: `0 lost of 12,345 acknowledged in 100 crashes`. */
  readonly figures: string;
  /** What does not hold, one sentence each; empty when the promise is kept. */
  readonly broken: readonly string[];
  /** Times over their bound: they count in `npm run prove`, but a busy machine fails no test. */
  readonly late: readonly string[];
}

/** One promise of SECURITY.md with the experiment that shows it. */
export interface Proof {
  readonly id: `P${number}`;
  /** What it may be called beside its number. */
  readonly name?: string;
  readonly promise: string;
  /** Runs the experiment anew; it must also find the fault that was planted for it, if it has one. */
  prove(size: Size): Promise<Verdict> | Verdict;
}

/** Whole numbers as a reader wants them: 12,345. */
export function count(value: number): string {
  return value.toLocaleString('en');
}
