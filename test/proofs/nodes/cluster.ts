import { type Nginx, startNginx } from '../../support/nginx.ts';
import { PostgresServer } from '../../support/postgres-server.ts';
import { top } from '../../support/run.ts';
import { freePort, ServerProcess } from '../../support/server-process.ts';

/** Three servers of the game at one PostgreSQL, behind nginx as it ships. */
export interface Cluster {
  readonly nginx: Nginx;
  readonly postgres: PostgresServer;
  readonly databaseUrl: string;
  readonly servers: readonly [ServerProcess, ServerProcess, ServerProcess];
  remove(): Promise<void>;
}

/** The first of the servers runs the code below `root`, the others the project's. */
export async function startCluster(root: string): Promise<Cluster> {
  const postgres = await PostgresServer.make();
  const databaseUrl = await postgres.place();
  const env = { DATABASE_URL: databaseUrl, TRUST_PROXY: '1' };
  const server = async (from: string) => new ServerProcess(await freePort(), '', { root: from, env });
  const servers = [await server(root), await server(top), await server(top)] as const;
  await Promise.all(servers.map((one) => one.start()));
  const nginx = await startNginx(servers.map(({ port }) => port));
  return {
    ...{ nginx, postgres, databaseUrl, servers },
    async remove() {
      await nginx.remove();
      await Promise.all(servers.map((one) => one.end('SIGTERM')));
      await postgres.remove();
    },
  };
}
