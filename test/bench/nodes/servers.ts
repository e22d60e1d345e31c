import { type PostgresServer, run } from '../../support/postgres-server.ts';
import { freePort, ServerProcess } from '../../support/server-process.ts';

export interface Nodes {
  readonly databaseUrl: string;
  readonly servers: readonly ServerProcess[];
  end(): Promise<void>;
}

/** So many servers at a database of their own: those of another one would hear every notification too. */
export async function startNodes(postgres: PostgresServer, name: string, count: number): Promise<Nodes> {
  await run(postgres.url, `CREATE DATABASE ${name}`);
  const address = new URL(postgres.url);
  address.pathname = name;
  const databaseUrl = address.href;
  const servers: ServerProcess[] = [];
  const end = async () => void (await Promise.all(servers.map((one) => one.end('SIGTERM'))));
  try {
    while (servers.length < count) {
      const server = new ServerProcess(await freePort(), '', { env: { DATABASE_URL: databaseUrl } });
      servers.push(server);
      await server.start();
    }
  } catch (error) {
    await end();
    throw error;
  }
  return { databaseUrl, servers, end };
}
