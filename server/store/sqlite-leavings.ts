import type { DatabaseSync } from 'node:sqlite';

/** Tables whose rows a person may ask to have erased. */
type Erasable = 'names' | 'rooms';

/**
 * What deleted rows leave behind. `secure_delete` overwrites a row where it stands, but not the copies that stay in the
 * unused part of a page when a row once moved to a neighbour. A table that is emptied whole leaves nothing, so what
 * remains of it is taken out and put back.
 */
export interface Leavings {
  note(table: Erasable): void;
  /** The log is too long to be written anew in a lesson: the next start does it. */
  noteEvents(): void;
  /** Inside the transaction that erases. */
  overwrite(): void;
  /** After its commit: the old pages must not live on in the write-ahead log either. */
  truncate(): void;
}

const vacuumDue = 'vacuum due';

export function createLeavings(db: DatabaseSync): Leavings {
  // What a crash kept from being overwritten is, once the first thing after it is.
  const noted = new Set<Erasable>(['names', 'rooms']);

  function rewrite(table: Erasable): void {
    const rows = db.prepare(`SELECT * FROM ${table}`).all();
    db.exec(`DELETE FROM ${table}`);
    const columns = Object.keys(rows[0] ?? {});
    if (columns.length === 0) return;
    const insert = db.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`);
    for (const row of rows) insert.run(...Object.values(row));
  }

  return {
    note: (table) => void noted.add(table),
    noteEvents() {
      db.prepare("INSERT OR REPLACE INTO meta VALUES (?, '')").run(vacuumDue);
    },
    overwrite() {
      for (const table of noted) rewrite(table);
    },
    truncate() {
      if (noted.size === 0) return;
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      noted.clear();
    },
  };
}

/** At the start: what a crash left in the write-ahead log, and what deleted logs left between the others. */
export function clearLeavings(db: DatabaseSync): void {
  if (db.prepare('SELECT 1 FROM meta WHERE key = ?').get(vacuumDue) !== undefined) {
    // In memory: a temporary file would be one more place with names in it.
    db.exec('PRAGMA temp_store = MEMORY; VACUUM');
    db.prepare('DELETE FROM meta WHERE key = ?').run(vacuumDue);
  }
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}
