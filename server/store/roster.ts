import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { StoreUnavailable } from './event-store.ts';
import { reasonOf } from './sqlite-errors.ts';
import { everyRoom } from './sqlite-rooms.ts';
import { testimonyOf, type Witness } from './witness.ts';

/** How many rooms there are and which, whatever they hold: one that is gone from the list leaves no other trace in it. */
const emptyRoster = '0 0';

export function rosterWith(roster: string, replayId: string, change: 1 | -1): string {
  const [count, mixed] = roster.split(' ').map(Number);
  return `${(count ?? 0) + change} ${((mixed ?? 0) ^ crc32(replayId)) >>> 0}`;
}

function rosterOf(replayIds: Iterable<string>): string {
  let roster = emptyRoster;
  for (const replayId of replayIds) roster = rosterWith(roster, replayId, 1);
  return roster;
}

function listed(db: DatabaseSync): readonly string[] {
  return db
    .prepare('SELECT replay_id FROM rooms')
    .all()
    .map((row) => String(row.replay_id));
}

export function writeRoster(db: DatabaseSync): void {
  db.prepare("INSERT OR REPLACE INTO meta VALUES ('rooms', ?)").run(rosterOf(listed(db)));
}

/**
 * Once at the start. A room that is missing from the list must at least be known beside it, so that it can be told to be
 * damaged; a file that has lost rooms nobody can name is refused. The witness learns what it did not know.
 */
export function callRoll(db: DatabaseSync, witness: Witness, file: string): void {
  try {
    const written = db.prepare("SELECT value FROM meta WHERE key = 'rooms'").get()?.value;
    const found = rosterOf(listed(db));
    if (written !== found) {
      const known = rosterOf(Array.from(witness.all(), ({ replayId }) => replayId));
      if (known !== written && known !== found) throw new Error(lostRooms(file));
      writeRoster(db);
    }
    const unknown = everyRoom((text) => db.prepare(text)).filter(
      ({ row, intact }) => intact && witness.of(row.replayId) === undefined,
    );
    witness.saw(unknown.map(({ row, end }) => testimonyOf(row, end)));
  } catch (error) {
    throw new StoreUnavailable(reasonOf(error, file));
  }
}

function lostRooms(file: string): string {
  return `${file} is damaged: its list of rooms is not what was written. Put a backup of DATA_DIR in its place, or set DATA_DIR to another directory.`;
}
