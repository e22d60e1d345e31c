import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import type { RecordedEvent } from '../../shared/room/events.ts';

export interface StoredLog {
  readonly events: readonly RecordedEvent[];
  readonly names: ReadonlyMap<string, string>;
}

export interface StoredRooms {
  /** By replay id. */
  readonly logs: ReadonlyMap<string, StoredLog>;
  /** The newest log under each code. */
  readonly current: ReadonlyMap<string, string>;
  /** `ok`, or what SQLite complains of. */
  readonly integrity: string;
}

/** What is on the disk of a server that does not run; read from a copy, so that nothing is mended before it starts again. */
export async function storedRooms(dataDir: string): Promise<StoredRooms> {
  const copy = mkdtempSync(join(tmpdir(), 'bakery-copy-'));
  try {
    for (const file of ['rooms.db', 'rooms.db-wal', 'rooms.db-acks']) {
      if (existsSync(join(dataDir, file))) copyFileSync(join(dataDir, file), join(copy, file));
    }
    const integrity = integrityOf(join(copy, 'rooms.db'));
    const store = createSqliteStore(copy);
    await store.open();
    try {
      const logs = new Map<string, StoredLog>();
      const current = new Map<string, string>();
      for (const { replayId, code } of await store.rooms()) {
        logs.set(replayId, { events: await store.read(replayId), names: await store.names(replayId) });
        if (!current.has(code)) current.set(code, replayId);
      }
      return { logs, current, integrity };
    } finally {
      await store.close();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function integrityOf(file: string): string {
  const db = new DatabaseSync(file);
  try {
    return String(db.prepare('PRAGMA integrity_check').get()?.integrity_check);
  } finally {
    db.close();
  }
}
