import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { findPostgres } from '../../server/scripts/find-servers.mjs';
import { freePort } from './server-process.ts';

/** New, empty places for tables on one server: nothing that a test does is seen by the next. */
export interface Places {
  /** The address of a new one. */
  place(): Promise<string>;
  remove(): Promise<void>;
}

/** The server named in TEST_DATABASE_URL, else one of our own. */
export async function postgresPlaces(): Promise<Places> {
  const named = process.env.TEST_DATABASE_URL;
  if (named === undefined) {
    const own = await PostgresServer.make();
    return { place: () => own.place(), remove: () => own.remove() };
  }
  const made: string[] = [];
  return {
    async place() {
      const schema = newSchema();
      made.push(schema);
      return schemaOn(named, schema);
    },
    async remove() {
      for (const schema of made) await run(named, `DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    },
  };
}

const patienceMs = 20_000;

/** A real server on a directory of its own, which can be stopped, killed and started again. */
export class PostgresServer {
  readonly dataDir: string;
  readonly port: number;
  readonly #top: string;
  #postmaster: ChildProcess | undefined;

  private constructor(top: string, port: number) {
    this.#top = top;
    this.dataDir = join(top, 'data');
    this.port = port;
  }

  static async make(): Promise<PostgresServer> {
    const top = mkdtempSync(join(tmpdir(), 'bakery-postgres-'));
    const server = new PostgresServer(top, await freePort());
    const { uid, gid } = owner();
    chmodSync(top, 0o755);
    mkdirSync(server.dataDir, { mode: 0o700 });
    if (uid !== undefined && gid !== undefined) chownSync(server.dataDir, uid, gid);
    const words = [
      '-D',
      server.dataDir,
      '-U',
      'bakery',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C',
      '-k',
      '-N',
    ];
    const made = spawnSync(join(programs(), 'initdb'), words, { ...owner(), cwd: '/', encoding: 'utf8' });
    if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
    await server.start();
    return server;
  }

  get url(): string {
    return `postgres://bakery@127.0.0.1:${this.port}/postgres`;
  }

  async place(): Promise<string> {
    return schemaOn(this.url, newSchema());
  }

  /** Resolves once it takes connections. */
  async start(...settings: readonly string[]): Promise<void> {
    const own = [
      'unix_socket_directories=',
      'listen_addresses=127.0.0.1',
      'shared_buffers=32MB',
      ...settings,
    ];
    const words = ['-D', this.dataDir, '-p', String(this.port), ...own.flatMap((one) => ['-c', one])];
    const options = { ...owner(), cwd: '/', stdio: 'ignore' } as const;
    this.#postmaster = spawn(join(programs(), 'postgres'), words, options);
    const { pid } = this.#postmaster;
    process.once('exit', () => pid !== undefined && this.#isRunning && process.kill(pid, 'SIGQUIT'));
    const end = performance.now() + patienceMs;
    while (!(await run(this.url, 'SELECT 1').catch(() => false))) {
      if (!this.#isRunning || performance.now() > end) throw new Error('PostgreSQL did not start');
      await sleep(50);
    }
  }

  /** `fast` as an operator stops it; `immediate` as a power failure does. */
  stop(how: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const postmaster = this.#postmaster;
    if (postmaster === undefined || !this.#isRunning) return Promise.resolve();
    return new Promise((resolve) => {
      postmaster.once('exit', () => resolve());
      postmaster.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    });
  }

  async remove(): Promise<void> {
    await this.stop('immediate');
    rmSync(this.#top, { recursive: true, force: true });
  }

  get #isRunning(): boolean {
    return this.#postmaster?.exitCode === null && this.#postmaster.signalCode === null;
  }
}

/** One statement on a connection of its own; what it gives. */
export async function run(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function schemaOn(url: string, schema: string): Promise<string> {
  await run(url, `CREATE SCHEMA ${schema}`);
  const address = new URL(url);
  address.searchParams.set('options', `-c search_path=${schema}`);
  return address.href;
}

function newSchema(): string {
  return `bakery_${randomBytes(6).toString('hex')}`;
}

function programs(): string {
  const found = findPostgres();
  if (found === undefined) throw new Error('the tests need the programs of PostgreSQL: run npm test');
  return found;
}

/** PostgreSQL refuses to run as root. */
function owner(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  const line =
    users.find((user) => user.startsWith('postgres:')) ?? users.find((user) => user.startsWith('nobody:'));
  const [, , uid, gid] = (line ?? '').split(':');
  return { uid: Number(uid), gid: Number(gid) };
}
