import { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from './event-store.ts';
import { reasonOf } from './sqlite-errors.ts';
import { clearLeavings } from './sqlite-leavings.ts';
import { migrate } from './sqlite-schema.ts';

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
    db.exec('PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON; PRAGMA cell_size_check = ON');
    migrate(db, file);
    clearLeavings(db);
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
