import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { top } from '../support/run.ts';
import type { Outcome } from './simulate.ts';

interface Seeds {
  readonly from: number;
  readonly to: number;
  /** Stops at the first seed that breaks something. */
  readonly first?: boolean;
  /** The project, or a copy of it with a bug in it. */
  readonly folder?: string;
}

/** Runs seeds in a process of their own: pages and servers need globals to themselves. */
export async function runSeeds(
  { from, to, first = false, folder = top }: Seeds,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  const words = ['--seeds', `${from}..${to}`, '--json', ...(first ? ['--first'] : [])];
  const child = spawn(process.execPath, [join(folder, 'test/simulation/main.ts'), ...words], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  let seen = 0;
  let isBroken = false;
  for await (const line of createInterface(child.stdout)) {
    const outcome = JSON.parse(line) as Outcome;
    seen += 1;
    isBroken ||= outcome.violations.length > 0;
    onOutcome(outcome);
  }
  const [code] = await ended;
  const isWhole = seen === to - from + 1 || (first && isBroken);
  if (!isWhole || code !== (isBroken ? 1 : 0)) {
    throw new Error(`seeds ${from}..${to} ended with ${code} after ${seen}: ${complaints}`);
  }
}

/** Works through a list with as many hands as the machine has. */
export async function inParallel<T>(tasks: readonly T[], work: (task: T) => Promise<void>): Promise<void> {
  const waiting = [...tasks];
  const hand = async () => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await work(task);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, hand));
}
