import { run } from '../../support/run.ts';
import type { Plan, Reports } from './phones-main.ts';

export interface Run<Result> {
  readonly result: Result;
  /** How late the timers of the phones' process were, 99 in 100: what the machine adds to every time. */
  readonly loopDelayMs: number;
}

export async function runPhones<P extends Plan>(plan: P): Promise<Run<Reports[P['experiment']]>> {
  const done = await run('test/proofs/network/phones-main.ts', [JSON.stringify(plan)]);
  if (done.code !== 0) throw new Error(`the phones ended with ${done.code}: ${done.stderr}`);
  return JSON.parse(done.stdout);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN);
}

/** Text with something of it changed; what is not there cannot be changed. */
export function replaced(text: string, before: string, after: string): string {
  if (!text.includes(before)) throw new Error(`nothing to plant into: ${before}`);
  return text.replaceAll(before, after);
}
