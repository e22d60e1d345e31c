import type { DatabaseSync } from 'node:sqlite';
import type { RoomRow } from './event-store.ts';
import { writeRoster } from './roster.ts';
import type { NameRow } from './sqlite-messages.ts';
import { eventSum, heartbeatWith, nameSum, roomSum } from './sums.ts';

const schemaVersion = 2;

const schema = `
  CREATE TABLE rooms (
    replay_id TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    host_token_hash TEXT NOT NULL,
    recovery_hash TEXT NOT NULL,
    join_key TEXT NOT NULL,
    title TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    last_sum INTEGER NOT NULL,
    sum INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE events (
    replay_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    op TEXT,
    type TEXT NOT NULL,
    body TEXT NOT NULL,
    nonce TEXT,
    head TEXT,
    sum INTEGER NOT NULL,
    PRIMARY KEY (replay_id, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE names (
    replay_id TEXT NOT NULL,
    player_id TEXT NOT NULL,
    name TEXT NOT NULL,
    sum INTEGER NOT NULL,
    PRIMARY KEY (replay_id, player_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** For the sweeps of what is kept too long. */
const indices = `
  CREATE INDEX IF NOT EXISTS starts ON events (replay_id) WHERE type = 'GameStarted';
  CREATE INDEX IF NOT EXISTS ends ON events (replay_id, at) WHERE type = 'RoomEnded';
`;

/** Brings the file to this version's tables, all at once or not at all. */
export function migrate(db: DatabaseSync, file: string): void {
  db.exec('BEGIN EXCLUSIVE');
  try {
    const version = db.prepare('PRAGMA user_version').get()?.user_version;
    if (version === 0) {
      db.exec(schema);
      writeRoster(db);
    } else if (version === 1) fromFirst(db);
    else if (version !== schemaVersion) {
      throw new Error(
        `${file} has schema ${String(version)}, this server knows ${schemaVersion}. Run the version that wrote it, or set DATA_DIR to another directory.`,
      );
    }
    db.exec(indices);
    // Written at every start: a disk that takes no writes is noticed here and not in the lesson.
    db.exec(`PRAGMA user_version = ${schemaVersion}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

const firstRooms = `SELECT replay_id AS replayId, code, host_token_hash AS hostTokenHash,
  recovery_hash AS recoveryHash, join_key AS joinKey, title, created_at AS createdAt FROM first_rooms`;

type FirstCells = readonly [
  seq: number,
  at: number,
  by: string,
  op: string | null,
  type: string,
  body: string,
];

/** Schema 1 had no chain and no sums: its events stay without nonce and head, and are summed as they are found. */
function fromFirst(db: DatabaseSync): void {
  const tables = ['rooms', 'events', 'names'];
  for (const table of tables) db.exec(`ALTER TABLE ${table} RENAME TO first_${table}`);
  db.exec(schema.replace('CREATE TABLE meta', 'CREATE TABLE IF NOT EXISTS meta'));
  const event = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL, ?)');
  const events = db.prepare(
    'SELECT seq, at, by, op, type, body FROM first_events WHERE replay_id = ? ORDER BY seq',
  );
  events.setReturnArrays(true);
  const room = db.prepare('INSERT INTO rooms VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const lastSeqOf = db.prepare('SELECT last_seq FROM first_rooms WHERE replay_id = ?');
  for (const found of db.prepare(firstRooms).all()) {
    const row = found as unknown as RoomRow;
    const { replayId, code, hostTokenHash, recoveryHash, joinKey, title, createdAt } = row;
    let lastSum = 0;
    for (const stored of events.iterate(replayId)) {
      const cells = stored as unknown as FirstCells;
      lastSum = eventSum(replayId, [...cells, null, null], lastSum);
      event.run(replayId, ...cells, lastSum);
    }
    const lastSeq = Number(lastSeqOf.get(replayId)?.last_seq);
    room.run(
      ...[replayId, code, hostTokenHash, recoveryHash, joinKey, title, createdAt, lastSeq, lastSum],
      roomSum(row, { lastSeq, lastSum }),
    );
  }
  const name = db.prepare('INSERT INTO names VALUES (?, ?, ?, ?)');
  for (const found of db.prepare('SELECT * FROM first_names').all()) {
    const { replay_id: replayId, player_id: playerId, name: said } = found;
    const row = { playerId, name: said } as NameRow;
    name.run(String(replayId), row.playerId, row.name, nameSum(String(replayId), row));
  }
  const beat = db.prepare("SELECT value FROM meta WHERE key = 'heartbeat'").get()?.value;
  if (beat !== undefined) {
    db.prepare("UPDATE meta SET value = ? WHERE key = 'heartbeat'").run(heartbeatWith(String(beat)));
  }
  for (const table of tables) db.exec(`DROP TABLE first_${table}`);
  writeRoster(db);
}
