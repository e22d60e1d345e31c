import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acknowledgementFirst, synchronousNormal, withFault } from '../crash/planted-faults.ts';
import { type SyncOrder, syncOrder } from '../crash/sync-order.ts';
import { toldLesson } from '../crash/told-lesson.ts';
import { readTrace, tracedInto } from '../crash/trace.ts';
import { freePort, ServerProcess } from '../support/server-process.ts';
import { bringStrace } from '../support/strace.ts';
import { count, type Proof, type Size, type Verdict } from './proof.ts';

interface Extent {
  /** Starts of the server on the same file, a lesson each. */
  readonly lives: number;
  readonly rounds: number;
  /** By every phone in every round. */
  readonly guesses: number;
}

const extents: Readonly<Record<Size, Extent>> = {
  ci: { lives: 4, rounds: 5, guesses: 3 },
  full: { lives: 40, rounds: 5, guesses: 3 },
};
const planted: Extent = { lives: 2, rounds: 2, guesses: 2 };

export const syncedFirst: Proof = {
  id: 'P2',
  promise: 'what is acknowledged is on the disk, not in a cache',
  async prove(size) {
    if (!bringStrace()) {
      return unable('strace is missing here: it is what sees the order of syncs and answers');
    }
    try {
      return await compare(size);
    } catch (error) {
      return unable(`no lesson could be traced: ${error instanceof Error ? error.message : String(error)}`);
    }
  },
};

function unable(why: string): Verdict {
  return { figures: 'nothing was seen', broken: [why], late: [] };
}

async function compare(size: Size): Promise<Verdict> {
  const lives = await tracedLives(extents[size]);
  const normal = await withFault(synchronousNormal, (root) => tracedLives(planted, root));
  const early = await withFault(acknowledgementFirst, (root) => tracedLives(planted, root));
  const missed = (what: string, found: readonly SyncOrder[]) =>
    total(found, 'uncovered') > 0 ? [] : [`${what} was not noticed`];
  return {
    figures: [
      `${count(total(lives, 'covered'))} of ${count(asked(lives))} acknowledgements left after a sync of what they say`,
      `${count(total(lives, 'syncs'))} syncs in ${lives.length} starts on one file`,
      `synchronous=NORMAL: ${count(total(normal, 'uncovered'))} of ${count(asked(normal))} found too early`,
      `acknowledging before the commit: ${count(total(early, 'uncovered'))} of ${count(asked(early))}`,
    ].join('; '),
    broken: [
      ...lives.flatMap(({ uncovered }) => uncovered).slice(0, 10),
      ...(lives.every(({ covered, syncs }) => covered > 0 && syncs > 0) ? [] : ['some start shows nothing']),
      ...missed('synchronous=NORMAL', normal),
      ...missed('an acknowledgement before the commit', early),
    ],
    late: [],
  };
}

/** One lesson after each start, the process killed in between: the second start opens a file that exists. */
async function tracedLives(extent: Extent, root?: string): Promise<readonly SyncOrder[]> {
  const directory = mkdtempSync(join(tmpdir(), 'bakery-traced-'));
  const port = await freePort();
  const found: SyncOrder[] = [];
  try {
    for (let life = 1; life <= extent.lives; life += 1) {
      const file = join(directory, `trace-${life}`);
      const server = new ServerProcess(port, join(directory, 'data'), {
        under: tracedInto(file),
        ...(root !== undefined && { root }),
      });
      await server.start();
      try {
        const told = await toldLesson(server.url, extent.rounds, extent.guesses);
        // Once it answers again, the answer before is in the trace; killed at once, it may be seen to begin and never to end.
        await (await fetch(`${server.url}/healthz`)).arrayBuffer();
        await server.end('SIGKILL');
        found.push(syncOrder(await readTrace(file), told));
      } finally {
        await server.end('SIGKILL');
        rmSync(file, { force: true });
      }
    }
    return found;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function asked(lives: readonly SyncOrder[]): number {
  return total(lives, 'covered') + total(lives, 'uncovered');
}

function total(lives: readonly SyncOrder[], of: 'covered' | 'uncovered' | 'syncs'): number {
  return lives.reduce((sum, life) => sum + (of === 'uncovered' ? life.uncovered.length : life[of]), 0);
}
