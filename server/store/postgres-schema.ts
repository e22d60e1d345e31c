import type { ClientBase } from 'pg';

/**
 * What was released is never changed, only added to. Numbers of milliseconds and checksums are longer than an integer of
 * PostgreSQL; texts sort as they do here.
 */
const migrations: readonly string[] = [
  `CREATE TABLE rooms (
    replay_id text COLLATE "C" PRIMARY KEY,
    code text NOT NULL,
    host_token_hash text NOT NULL,
    recovery_hash text NOT NULL,
    join_key text NOT NULL,
    created_at bigint NOT NULL,
    last_seq integer NOT NULL,
    version integer NOT NULL DEFAULT 0,
    successor text
  );
  CREATE INDEX rooms_by_code ON rooms (code, created_at);
  CREATE TABLE titles (replay_id text COLLATE "C" PRIMARY KEY, title text NOT NULL);
  CREATE TABLE events (
    replay_id text COLLATE "C" NOT NULL,
    seq integer NOT NULL,
    at bigint NOT NULL,
    by text NOT NULL,
    op text,
    type text NOT NULL,
    body text NOT NULL,
    nonce text,
    head text,
    sum bigint NOT NULL,
    PRIMARY KEY (replay_id, seq)
  );
  CREATE INDEX starts ON events (replay_id) WHERE type = 'GameStarted';
  CREATE INDEX ends ON events (replay_id, at) WHERE type = 'RoomEnded';
  CREATE TABLE names (
    replay_id text COLLATE "C" NOT NULL,
    player_id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (replay_id, player_id)
  );
  -- PostgreSQL would keep samples of them among its statistics.
  ALTER TABLE names ALTER COLUMN name SET STATISTICS 0;
  ALTER TABLE titles ALTER COLUMN title SET STATISTICS 0;
  CREATE TABLE nodes (
    node text PRIMARY KEY,
    beat bigint NOT NULL,
    beats bigint NOT NULL,
    hosting text[] NOT NULL,
    seen_at timestamptz NOT NULL
  );`,
  `ALTER TABLE nodes ADD COLUMN wrong_codes bigint NOT NULL DEFAULT 0;
  CREATE INDEX rooms_by_age ON rooms (created_at);`,
];

/** Any number, as long as it is ours: servers that start together wait for each other here. */
const migrationLock = 7_236_401;

/** Brings the database to this version's tables, all at once or not at all, however many servers start together. */
export async function migrate(client: ClientBase): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    await client.query('CREATE TABLE IF NOT EXISTS bakery_schema (version integer PRIMARY KEY)');
    const found = await client.query<{ version: number | null }>(
      'SELECT max(version) AS version FROM bakery_schema',
    );
    const version = found.rows[0]?.version ?? 0;
    if (version > migrations.length) {
      throw new Error(
        `the database has schema ${version}, this server knows ${migrations.length}. Run the version that wrote it, or set DATABASE_URL to another database.`,
      );
    }
    for (const [index, text] of migrations.entries()) {
      if (index < version) continue;
      await client.query(text);
      await client.query('INSERT INTO bakery_schema VALUES ($1)', [index + 1]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

const oldestServer = 130_000;

interface Promises {
  readonly version: number;
  readonly fsync: string;
  readonly synchronous_commit: string;
  readonly full_page_writes: string;
  readonly encoding: string;
  readonly reads_only: boolean;
}

/** Acknowledged means synced: a server that answers a commit before it is on the disk is refused, in one sentence. */
export async function requireDurable(client: ClientBase): Promise<void> {
  const { rows } = await client.query<Promises>(
    `SELECT current_setting('server_version_num')::integer AS version, current_setting('fsync') AS fsync,
      current_setting('synchronous_commit') AS synchronous_commit,
      current_setting('full_page_writes') AS full_page_writes, current_setting('server_encoding') AS encoding,
      pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' AS reads_only`,
  );
  const unsafe = rows[0] && whyUnsafe(rows[0]);
  if (unsafe !== undefined) throw new Error(unsafe);
}

export function whyUnsafe(is: Promises): string | undefined {
  if (is.version < oldestServer) return 'PostgreSQL 13 or newer is needed.';
  if (is.encoding !== 'UTF8') return `the database is encoded in ${is.encoding}, and names need UTF8.`;
  if (is.reads_only) return 'the server takes no writes: it is a standby, or set to read only.';
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'] as const) {
    if (is[setting] === 'off') {
      return `the server has ${setting} = off, and would lose in a power failure what it has acknowledged. Set ${setting} = on for this database.`;
    }
  }
  return undefined;
}
