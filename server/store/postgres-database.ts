import { type ClientBase, Pool, type PoolClient, type PoolConfig, types } from 'pg';
import { DamagedLog, SequenceConflict, StoreUnavailable } from './event-store.ts';
import { isConnectionLost, isPassing, reasonOf } from './postgres-errors.ts';
import { migrate, requireDurable } from './postgres-schema.ts';

/** Connections of one server; three servers stay far below the hundred that PostgreSQL allows by itself. */
const CONNECTIONS = 10;
/** So long a call waits for a database that is away; then whoever asked is told, and asks again. */
const PATIENCE_MS = 3000;
const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 500;

/** Milliseconds since 1970 are longer than PostgreSQL's integer, and no longer than a number here. */
const int8 = 20;
const numbers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? Number : types.getTypeParser(oid, format),
};

export function settingsFor(url: string): PoolConfig {
  return {
    connectionString: url,
    application_name: 'bakery',
    // What need not wait for the answer before it is sent together: a turn takes two journeys instead of four.
    pipeline: true,
    keepAlive: true,
    connectionTimeoutMillis: 2000,
    // What is stuck is let go by both sides: a lock that a vanished server holds would stop its rooms everywhere.
    statement_timeout: 10_000,
    lock_timeout: 5000,
    idle_in_transaction_session_timeout: 5000,
    query_timeout: 12_000,
    types: numbers as never,
  };
}

/** One work in a transaction; `uncertain` when an earlier attempt at it may have been committed. */
export type Work<T> = (client: ClientBase, uncertain: boolean) => Promise<T>;

export interface Begun<T> {
  readonly client: ClientBase;
  readonly value: T;
  /** The last statement and the commit, sent together; after a lost connection nobody knows whether it was done. */
  finish(work: () => Promise<void>): Promise<void>;
  rollback(): Promise<void>;
}

/** Connections that are opened again after they broke, and the patience to wait for that. */
export interface Database {
  open(): Promise<void>;
  close(): Promise<void>;
  /** Statements outside a transaction that may be asked twice, on one connection. */
  ask<T>(work: (client: ClientBase) => Promise<T>): Promise<T>;
  /** One statement that may be asked twice. */
  rows<T>(text: string, values?: readonly unknown[]): Promise<readonly T[]>;
  /** All or nothing; tried again after a lost connection. */
  transact<T>(work: Work<T>): Promise<T>;
  /** A transaction that stays open until it is told to end; its first work is tried again like any other. */
  begin<T>(first: (client: ClientBase) => Promise<T>): Promise<Begun<T>>;
}

export function createDatabase(url: string): Database {
  const pool = new Pool({ ...settingsFor(url), max: CONNECTIONS, idleTimeoutMillis: 60_000 });
  // A connection that breaks says so to its next query as well; without listeners it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const safe = new WeakSet<ClientBase>();
  let closed = false;

  /** Also after a restart of the database: its settings may be others now. */
  async function connection(): Promise<PoolClient> {
    const client = await pool.connect();
    if (safe.has(client)) return client;
    try {
      await requireDurable(client);
      safe.add(client);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async function give<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await putBack(client, error);
      throw error;
    }
  }

  /** What is left of a transaction goes with the connection, or before it is used again. */
  async function putBack(client: PoolClient, error: unknown): Promise<void> {
    if (isConnectionLost(error)) return client.release(true);
    await client.query('ROLLBACK').then(
      () => client.release(),
      () => client.release(true),
    );
  }

  /** Tries until it succeeds, fails for a reason of its own, or has lasted too long. */
  async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
    const end = performance.now() + PATIENCE_MS;
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
      if (closed) throw new StoreUnavailable('the store is closed');
      try {
        return await attempt();
      } catch (error) {
        if (isOwn(error)) throw error;
        const isHopeless = !isConnectionLost(error) && !isPassing(error);
        if (isHopeless || performance.now() + wait > end) throw new StoreUnavailable(reasonOf(error));
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  async function ask<T>(work: (client: ClientBase) => Promise<T>): Promise<T> {
    return patiently(async () => {
      const client = await connection();
      const value = await give(client, () => work(client));
      client.release();
      return value;
    });
  }

  const rows: Database['rows'] = <T>(text: string, values: readonly unknown[] = []) =>
    ask(async (client) => (await client.query(text, [...values])).rows as T[]);

  async function transact<T>(work: Work<T>): Promise<T> {
    let uncertain = false;
    return patiently(async () => {
      const client = await connection();
      const value = await give(client, async () => {
        await client.query('BEGIN');
        const done = await work(client, uncertain);
        uncertain = true;
        await commitOn(client);
        return done;
      });
      client.release();
      return value;
    });
  }

  async function begin<T>(first: (client: ClientBase) => Promise<T>): Promise<Begun<T>> {
    return patiently(async () => {
      const client = await connection();
      const value = await give(client, () => first(client));
      return {
        client,
        value,
        async finish(last) {
          await give(client, () => Promise.all([last(), commitOn(client)]));
          client.release();
        },
        async rollback() {
          await putBack(client, undefined);
        },
      };
    });
  }

  return {
    async open() {
      const client = await connection().catch((error: unknown) => {
        throw new StoreUnavailable(`DATABASE_URL cannot be used: ${reasonOf(error)}`);
      });
      try {
        await migrate(client);
        client.release();
      } catch (error) {
        client.release(true);
        throw new StoreUnavailable(`DATABASE_URL cannot be used: ${reasonOf(error)}`);
      }
    },
    async close() {
      closed = true;
      if (!pool.ending) await pool.end();
    },
    ask,
    rows,
    transact,
    begin,
  };
}

async function commitOn(client: ClientBase): Promise<void> {
  const { command } = await client.query('COMMIT');
  if (command !== 'COMMIT') throw new Error('the transaction had failed before it was to be committed');
}

function isOwn(error: unknown): boolean {
  return (
    error instanceof SequenceConflict || error instanceof StoreUnavailable || error instanceof DamagedLog
  );
}
