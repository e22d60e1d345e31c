// Plays a lesson over three servers, in a process where a page's globals mean the phone at work, and prints what came of
// it as JSON: `node nodes-main.ts '{"client": …, "server": …, "phones": 12}'`.
import { installDevices } from '../network/device.ts';
import { loadClient } from '../network/phone.ts';
import { startCluster } from './cluster.ts';
import { type SpreadReport, spreadLesson } from './spread-lesson.ts';

export interface SpreadPlan {
  /** Folders: of the phones' code, and of the server's that is killed, the project's or a copy with a planted fault. */
  readonly client: string;
  readonly server: string;
  readonly phones: number;
}

async function main({ client, server, phones }: SpreadPlan): Promise<SpreadReport> {
  installDevices();
  const loaded = await loadClient(client);
  const cluster = await startCluster(server);
  try {
    return await spreadLesson(loaded, cluster, phones);
  } finally {
    await cluster.remove();
  }
}

console.log(JSON.stringify(await main(JSON.parse(process.argv[2] ?? '{}') as SpreadPlan)));
process.exit(0);
