import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '../../server/store/event-store.ts';
import { createMemoryStore } from '../../server/store/memory.ts';
import { createPostgresStore } from '../../server/store/postgres.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import { postgresPlaces } from './postgres-server.ts';

export interface MadeStore {
  readonly store: EventStore;
  /** After the store is closed. */
  remove(): Promise<void>;
}

/** Every store there is, each with nothing in it: what passes on one passes on all. */
export const everyStore: readonly (readonly [name: string, make: () => Promise<MadeStore>])[] = [
  ['memory', async () => ({ store: createMemoryStore(), remove: async () => {} })],
  [
    'SQLite',
    async () => {
      const dir = mkdtempSync(join(tmpdir(), 'bakery-lesson-'));
      return {
        store: createSqliteStore(dir),
        remove: async () => rmSync(dir, { recursive: true, force: true }),
      };
    },
  ],
  [
    'PostgreSQL',
    async () => {
      const places = await postgresPlaces();
      return {
        store: createPostgresStore(await places.place(), 'only'),
        remove: () => places.remove(),
      };
    },
  ],
];
