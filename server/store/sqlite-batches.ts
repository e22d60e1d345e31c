import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { RoomRow } from './event-store.ts';
import { sqliteCode } from './sqlite-database.ts';
import {
  type Answer,
  type Call,
  type EventRow,
  isWrite,
  type NameRow,
  type Read,
  type StoredLog,
  type Write,
} from './sqlite-messages.ts';

class Conflict extends Error {}

/** Runs the calls of one moment: the writes in one transaction, then the reads. */
export function createBatches(db: DatabaseSync): (calls: readonly Call[]) => Answer[] {
  const statements = new Map<string, StatementSync>();
  const sql = (text: string): StatementSync => {
    const known = statements.get(text) ?? db.prepare(text);
    statements.set(text, known);
    return known;
  };

  function insert(replayId: string, events: readonly EventRow[], names: readonly NameRow[]): void {
    const event = sql('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)');
    for (const { seq, at, by, op, type, body } of events) event.run(replayId, seq, at, by, op, type, body);
    const name = sql('INSERT OR REPLACE INTO names VALUES (?, ?, ?)');
    for (const entry of names) name.run(replayId, entry.playerId, entry.name);
  }

  function write(call: Write): void {
    switch (call.kind) {
      case 'createRoom': {
        const { replayId, code, hostTokenHash, recoveryHash, joinKey, title, createdAt } = call.row;
        sql('INSERT INTO rooms VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
          ...[replayId, code, hostTokenHash, recoveryHash, joinKey, title, createdAt, call.events.length],
        );
        insert(replayId, call.events, call.names);
        break;
      }
      case 'append': {
        const last = call.expectedSeq + call.events.length;
        const moved = sql('UPDATE rooms SET last_seq = ? WHERE replay_id = ? AND last_seq = ?').run(
          ...[last, call.replayId, call.expectedSeq],
        );
        if (Number(moved.changes) !== 1) throw new Conflict();
        insert(call.replayId, call.events, call.names);
        break;
      }
      case 'forgetNames':
        sql('DELETE FROM names WHERE replay_id = ?').run(call.replayId);
        sql("UPDATE rooms SET title = '' WHERE replay_id = ?").run(call.replayId);
        break;
      case 'deleteRoom':
        for (const table of ['events', 'names', 'rooms']) {
          sql(`DELETE FROM ${table} WHERE replay_id = ?`).run(call.replayId);
        }
        break;
      case 'setMeta':
        sql('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(call.key, call.value);
    }
  }

  function read(call: Read): unknown {
    switch (call.kind) {
      case 'read': {
        const row = sql('SELECT last_seq FROM rooms WHERE replay_id = ?').get(call.replayId);
        const events = sql('SELECT seq, at, by, op, type, body FROM events WHERE replay_id = ? ORDER BY seq');
        return {
          lastSeq: Number(row?.last_seq ?? 0),
          events: events.all(call.replayId) as unknown as EventRow[],
        } satisfies StoredLog;
      }
      case 'names':
        return sql('SELECT player_id AS playerId, name FROM names WHERE replay_id = ?').all(call.replayId);
      case 'rooms':
        return sql(`${selectRooms} ORDER BY created_at DESC, replay_id`).all() as unknown as RoomRow[];
      case 'room':
        return sql(`${selectRooms} WHERE replay_id = ?`).get(call.replayId) as unknown as RoomRow | undefined;
      case 'meta':
        return sql('SELECT value FROM meta WHERE key = ?').get(call.key)?.value ?? null;
    }
  }

  /** All writes of a batch share one commit; one that is refused takes only itself back. */
  function commit(calls: readonly Write[]): Answer[] {
    try {
      sql('BEGIN IMMEDIATE').run();
      const answers = calls.map(attempt);
      sql('COMMIT').run();
      return calls.some(erases) ? afterErasing(calls, answers) : answers;
    } catch (error) {
      takeBack();
      return calls.map(() => unavailable(error));
    }
  }

  /** SQLite ends the transaction itself after most failures, but not after all. */
  function takeBack(): void {
    if (db.isTransaction) db.exec('ROLLBACK');
  }

  /** What was deleted must not live on in the write-ahead log; until it is gone the deletion is not done. */
  function afterErasing(calls: readonly Write[], answers: readonly Answer[]): Answer[] {
    try {
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      return [...answers];
    } catch (error) {
      return calls.map((call, index) => (erases(call) ? unavailable(error) : (answers[index] as Answer)));
    }
  }

  function attempt(call: Write): Answer {
    const constraint = 19;
    sql('SAVEPOINT one').run();
    try {
      write(call);
      sql('RELEASE one').run();
      return { ok: true, value: null };
    } catch (error) {
      if (!(error instanceof Conflict) && sqliteCode(error) !== constraint) throw error;
      sql('ROLLBACK TO one').run();
      sql('RELEASE one').run();
      return { ok: false, why: 'conflict', message: 'somebody else wrote first' };
    }
  }

  function lookUp(call: Read): Answer {
    try {
      return { ok: true, value: read(call) };
    } catch (error) {
      return unavailable(error);
    }
  }

  return (calls) => {
    const writes = calls.filter(isWrite);
    const written = writes.length === 0 ? [] : commit(writes);
    const byCall = new Map<Call, Answer>(writes.map((call, index) => [call, written[index] as Answer]));
    return calls.map((call) => (isWrite(call) ? (byCall.get(call) as Answer) : lookUp(call)));
  };
}

const selectRooms = `SELECT replay_id AS replayId, code, host_token_hash AS hostTokenHash,
  recovery_hash AS recoveryHash, join_key AS joinKey, title, created_at AS createdAt FROM rooms`;

function erases(call: Write): boolean {
  return call.kind === 'forgetNames' || call.kind === 'deleteRoom';
}

function unavailable(error: unknown): Answer {
  return { ok: false, why: 'unavailable', message: error instanceof Error ? error.message : String(error) };
}
