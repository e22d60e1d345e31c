// Runs phones in a process where a page's globals mean the phone at work, and prints what came of it as JSON:
// `node phones-main.ts '{"experiment": "clocks", "client": …, "server": …}'`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { freePort, ServerProcess } from '../../support/server-process.ts';
import { interruptClass, type Outcome } from './class-of-phones.ts';
import { installDevices } from './device.ts';
import { type HostPlan, type HostReport, hostRecovery } from './host-recovery.ts';
import type { Kind } from './interruptions.ts';
import { type Client, loadClient } from './phone.ts';
import { type PollingReport, pollingLesson } from './polling-lesson.ts';
import { type StampedeReport, stampede } from './stampede.ts';
import { type ClockReport, wrongClocks } from './wrong-clocks.ts';

/** Folders that hold `client` and `server`: the project's, or copies with a planted fault. */
interface Folders {
  readonly client: string;
  readonly server: string;
}

export interface InterruptionPlan {
  readonly experiment: 'interruptions';
  readonly kinds: readonly Kind[];
  readonly phones: number;
  readonly turns: number;
  readonly patienceMs: number;
}

export type Plan = Folders &
  (
    | InterruptionPlan
    | ({ readonly experiment: 'host' } & HostPlan)
    | { readonly experiment: 'polling'; readonly phones: number; readonly rounds: number }
    | { readonly experiment: 'clocks'; readonly rounds: number }
    | { readonly experiment: 'stampede'; readonly phones: number }
  );

export interface Reports {
  readonly interruptions: readonly Outcome[];
  readonly host: HostReport;
  readonly polling: PollingReport;
  readonly clocks: ClockReport;
  readonly stampede: StampedeReport;
}

function experiment(plan: Plan, client: Client, calm: ServerProcess, restarted: ServerProcess) {
  switch (plan.experiment) {
    case 'interruptions':
      return Promise.all(
        plan.kinds.map((kind) => {
          const server = kind === 'server restart' ? restarted : calm;
          // The long one is given to twice the phones at once.
          const times = kind === 'silence of 30 s' ? 2 : 1;
          const size = { phones: plan.phones * times, turns: plan.turns / times };
          return interruptClass({ ...plan, ...size, kind, client, server });
        }),
      );
    case 'host':
      return hostRecovery(client, restarted, plan);
    case 'polling':
      return pollingLesson(client, calm, plan);
    case 'clocks':
      return wrongClocks(client, calm, plan);
    case 'stampede':
      return stampede(client, calm, plan);
  }
}

async function main(plan: Plan): Promise<object> {
  installDevices();
  const client = await loadClient(plan.client);
  const dataDirs = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'bakery-network-')));
  const servers = await Promise.all(
    dataDirs.map(async (dataDir) => new ServerProcess(await freePort(), dataDir, { root: plan.server })),
  );
  const [calm, restarted] = servers;
  if (calm === undefined || restarted === undefined) throw new Error('no server');
  await Promise.all(servers.map((server) => server.start()));
  const delay = monitorEventLoopDelay();
  delay.enable();
  try {
    const result = await experiment(plan, client, calm, restarted);
    return { result, loopDelayMs: Math.round(delay.percentile(99) / 1e6) };
  } finally {
    await Promise.all(servers.map((server) => server.end('SIGTERM')));
    for (const dataDir of dataDirs) rmSync(dataDir, { recursive: true, force: true });
  }
}

console.log(JSON.stringify(await main(JSON.parse(process.argv[2] ?? '{}') as Plan)));
process.exit(0);
