import type { Database } from './postgres-database.ts';

/**
 * PostgreSQL marks what is deleted and leaves its bytes where they are, and a vacuum gives the space back without
 * overwriting it. So what remains of the tables that hold names is taken out and put into new files, and the old ones go.
 * Out of reach are the write-ahead log until it is recycled, and the operator's archives and backups.
 */
export interface Leavings {
  /** A name or a title was deleted or replaced. */
  note(): void;
  /** Resolves when nothing of what was noted is left in the files of the tables. */
  overwrite(): Promise<void>;
}

const tables = ['names', 'titles'];

export function createLeavings(database: Database): Leavings {
  // What a crash kept from being overwritten is, at the first occasion.
  let noted = 1;
  let done = 0;

  return {
    note() {
      noted += 1;
    },
    async overwrite() {
      const until = noted;
      if (done >= until) return;
      await database.transact(async (client) => {
        // A backup may hold the tables for minutes: nobody is to wait behind us for so long.
        await client.query('SET LOCAL lock_timeout = 500');
        await client.query(`LOCK TABLE ${tables.join(', ')} IN ACCESS EXCLUSIVE MODE`);
        for (const table of tables) {
          await client.query(`CREATE TEMPORARY TABLE kept_${table} ON COMMIT DROP AS TABLE ${table}`);
          await client.query(`TRUNCATE ${table}`);
          await client.query(`INSERT INTO ${table} TABLE kept_${table}`);
        }
      });
      done = Math.max(done, until);
    },
  };
}
