// Runs classes of phones that are interrupted, in a process where a page's globals mean the phone at work, and prints
// what came of it as JSON: `node interruptions-main.ts '{"client": …, "server": …, "kinds": […], …}'`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { freePort, ServerProcess } from '../../support/server-process.ts';
import { interruptClass, type Outcome } from './class-of-phones.ts';
import { installDevices } from './device.ts';
import type { Kind } from './interruptions.ts';
import { loadClient } from './phone.ts';

export interface Plan {
  /** Folders that hold `client` and `server`: the project's, or copies with a planted fault. */
  readonly client: string;
  readonly server: string;
  readonly kinds: readonly Kind[];
  readonly phones: number;
  readonly turns: number;
  readonly patienceMs: number;
}

export interface Report {
  readonly outcomes: readonly Outcome[];
  /** How late the timers of this process were, 99 in 100. */
  readonly loopDelayMs: number;
}

async function main({ client: folder, server, kinds, phones, turns, patienceMs }: Plan): Promise<Report> {
  installDevices();
  const client = await loadClient(folder);
  const dataDirs = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'bakery-network-')));
  const [calm, restarted] = await Promise.all(
    dataDirs.map(async (dataDir) => new ServerProcess(await freePort(), dataDir, { root: server })),
  );
  if (calm === undefined || restarted === undefined) throw new Error('no server');
  await Promise.all([calm.start(), restarted.start()]);
  const delay = monitorEventLoopDelay();
  delay.enable();
  try {
    const outcomes = await Promise.all(
      kinds.map((kind) =>
        interruptClass({
          ...{ kind, phones, turns, client, patienceMs },
          server: kind === 'server restart' ? restarted : calm,
        }),
      ),
    );
    return { outcomes, loopDelayMs: Math.round(delay.percentile(99) / 1e6) };
  } finally {
    await Promise.all([calm.end('SIGTERM'), restarted.end('SIGTERM')]);
    for (const dataDir of dataDirs) rmSync(dataDir, { recursive: true, force: true });
  }
}

const report = await main(JSON.parse(process.argv[2] ?? '{}') as Plan);
console.log(JSON.stringify(report));
process.exit(0);
