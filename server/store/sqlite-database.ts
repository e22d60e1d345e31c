import { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from './event-store.ts';

const schemaVersion = 1;

const schema = `
  CREATE TABLE rooms (
    replay_id TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    host_token_hash TEXT NOT NULL,
    recovery_hash TEXT NOT NULL,
    join_key TEXT NOT NULL,
    title TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seq INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE events (
    replay_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    op TEXT,
    type TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (replay_id, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE names (
    replay_id TEXT NOT NULL,
    player_id TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (replay_id, player_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** Opens the file for this process alone, with every commit on the disk before it is acknowledged. */
export function openDatabase(file: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { timeout: 1000 });
    // Exclusive before the first access: no shared-memory file, and a second server is refused.
    require(db, 'locking_mode', 'EXCLUSIVE', 'exclusive');
    require(db, 'journal_mode', 'WAL', 'wal');
    // Asserted at every open: some builds fall back to NORMAL when an existing file is opened again.
    require(db, 'synchronous', 'FULL', 2);
    require(db, 'secure_delete', 'ON', 1);
    db.exec('PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON');
    migrate(db, file);
    return db;
  } catch (error) {
    db?.close();
    throw new StoreUnavailable(reasonOf(error, file));
  }
}

function require(db: DatabaseSync, pragma: string, value: string, expected: string | number): void {
  db.exec(`PRAGMA ${pragma} = ${value}`);
  const now = db.prepare(`PRAGMA ${pragma}`).get()?.[pragma];
  if (now !== expected) throw new Error(`SQLite refuses ${pragma}=${value}: it is ${String(now)}`);
}

function migrate(db: DatabaseSync, file: string): void {
  db.exec('BEGIN EXCLUSIVE');
  try {
    const version = db.prepare('PRAGMA user_version').get()?.user_version;
    if (version === 0) db.exec(schema);
    else if (version !== schemaVersion) {
      throw new Error(
        `${file} has schema ${String(version)}, this server knows ${schemaVersion}. Run the version that wrote it, or set DATA_DIR to another directory.`,
      );
    }
    // Written at every start: a disk that takes no writes is noticed here and not in the lesson.
    db.exec(`PRAGMA user_version = ${schemaVersion}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function reasonOf(error: unknown, file: string): string {
  const busy = 5;
  const message = error instanceof Error ? error.message : String(error);
  if (sqliteCode(error) === busy) {
    return `Another server already uses ${file}. Stop it, or set DATA_DIR to another directory.`;
  }
  return sqliteCode(error) === undefined ? message : `${file} cannot be opened: ${message}.`;
}

/** The primary result code of SQLite, if this is one of its errors. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}
