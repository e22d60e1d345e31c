import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { RoomRow } from './event-store.ts';
import { sqliteCode } from './sqlite-database.ts';
import {
  type Answer,
  type Call,
  type EventRow,
  isWrite,
  type NameRow,
  type Write,
} from './sqlite-messages.ts';
import { answerTo, createReads, Damage, type Sql, storedRoom } from './sqlite-reads.ts';
import { eventSum, type LogEnd, nameSum, roomSum, rosterWith } from './sums.ts';
import type { Testimony, Witness } from './witness.ts';

class Conflict extends Error {}

/** Runs the calls of one moment: the writes in one transaction, then the reads. */
export function createBatches(db: DatabaseSync, witness: Witness): (calls: readonly Call[]) => Answer[] {
  const statements = new Map<string, StatementSync>();
  const sql: Sql = (text) => {
    const known = statements.get(text) ?? db.prepare(text);
    statements.set(text, known);
    return known;
  };
  const lookUp = createReads(sql, witness);
  /** How far the logs have come with the transaction that is open; the newest of each counts. */
  const ends = new Map<string, Testimony>();

  function insert(replayId: string, events: readonly EventRow[], before: number): number {
    const statement = sql('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    let sum = before;
    for (const row of events) {
      const { seq, at, by, op, type, body, nonce, head } = row;
      sum = eventSum(replayId, row, sum);
      statement.run(replayId, seq, at, by, op, type, body, nonce, head, sum);
    }
    return sum;
  }

  function insertNames(replayId: string, names: readonly NameRow[]): void {
    const statement = sql('INSERT OR REPLACE INTO names VALUES (?, ?, ?, ?)');
    for (const row of names) statement.run(replayId, row.playerId, row.name, nameSum(replayId, row));
  }

  function finish(row: RoomRow, end: LogEnd): void {
    const { replayId, code, createdAt, hostTokenHash, recoveryHash, title } = row;
    const changed = 'host_token_hash = ?, recovery_hash = ?, title = ?, last_seq = ?, last_sum = ?, sum = ?';
    sql(`UPDATE rooms SET ${changed} WHERE replay_id = ?`).run(
      ...[hostTokenHash, recoveryHash, title, end.lastSeq, end.lastSum, roomSum(row, end), replayId],
    );
    ends.set(replayId, { replayId, code, createdAt, ...end });
  }

  function changeRoster(replayId: string, change: 1 | -1): void {
    const roster = String(sql("SELECT value FROM meta WHERE key = 'rooms'").get()?.value);
    sql("UPDATE meta SET value = ? WHERE key = 'rooms'").run(rosterWith(roster, replayId, change));
  }

  /** Also of a damaged room, which stays a damaged one. */
  function forgetTitle(replayId: string): void {
    try {
      const room = storedRoom(sql, replayId);
      if (room !== undefined) finish({ ...room.row, title: '' }, room.end);
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      sql("UPDATE rooms SET title = '' WHERE replay_id = ?").run(replayId);
    }
  }

  function write(call: Write): void {
    switch (call.kind) {
      case 'createRoom': {
        const { replayId, code, hostTokenHash, recoveryHash, joinKey, title, createdAt } = call.row;
        sql('INSERT INTO rooms VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0)').run(
          ...[replayId, code, hostTokenHash, recoveryHash, joinKey, title, createdAt],
        );
        const lastSum = insert(replayId, call.events, 0);
        insertNames(replayId, call.names);
        changeRoster(replayId, 1);
        finish(call.row, { lastSeq: call.events.length, lastSum });
        break;
      }
      case 'append': {
        const { replayId, expectedSeq, events, names } = call;
        const room = storedRoom(sql, replayId);
        if (room?.end.lastSeq !== expectedSeq) throw new Conflict();
        const lastSum = insert(replayId, events, room.end.lastSum);
        insertNames(replayId, names);
        finish(room.row, { lastSeq: expectedSeq + events.length, lastSum });
        break;
      }
      case 'setHostKeys': {
        const room = storedRoom(sql, call.replayId);
        if (room !== undefined) finish({ ...room.row, ...call.keys }, room.end);
        break;
      }
      case 'forgetNames': {
        sql('DELETE FROM names WHERE replay_id = ?').run(call.replayId);
        forgetTitle(call.replayId);
        break;
      }
      case 'deleteRoom': {
        const { replayId } = call;
        witness.forget(replayId);
        ends.delete(replayId);
        for (const table of ['events', 'names'])
          sql(`DELETE FROM ${table} WHERE replay_id = ?`).run(replayId);
        const gone = sql('DELETE FROM rooms WHERE replay_id = ?').run(replayId);
        if (Number(gone.changes) === 1) changeRoster(replayId, -1);
        break;
      }
      case 'setMeta':
        sql('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(call.key, call.value);
    }
  }

  /** All writes of a batch share one commit; one that is refused takes only itself back. */
  function commit(calls: readonly Write[]): Answer[] {
    ends.clear();
    try {
      sql('BEGIN IMMEDIATE').run();
      const answers = calls.map(attempt);
      sql('COMMIT').run();
      witness.saw([...ends.values()]);
      return calls.some(erases) ? afterErasing(calls, answers) : answers;
    } catch (error) {
      takeBack();
      return calls.map(() => answerTo(error));
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
      return calls.map((call, index) => (erases(call) ? answerTo(error) : (answers[index] as Answer)));
    }
  }

  function attempt(call: Write): Answer {
    sql('SAVEPOINT one').run();
    try {
      write(call);
      sql('RELEASE one').run();
      return { ok: true, value: null };
    } catch (error) {
      const refused = refusal(error);
      if (refused === null) throw error;
      sql('ROLLBACK TO one').run();
      sql('RELEASE one').run();
      return refused;
    }
  }

  return (calls) => {
    const writes = calls.filter(isWrite);
    const written = writes.length === 0 ? [] : commit(writes);
    const byCall = new Map<Call, Answer>(writes.map((call, index) => [call, written[index] as Answer]));
    return calls.map((call) => (isWrite(call) ? (byCall.get(call) as Answer) : lookUp(call)));
  };
}

/** What concerns one call only; anything else takes the whole batch back. */
function refusal(error: unknown): Answer | null {
  const constraint = 19;
  if (error instanceof Damage) return answerTo(error);
  if (!(error instanceof Conflict) && sqliteCode(error) !== constraint) return null;
  return { ok: false, why: 'conflict', message: 'somebody else wrote first' };
}

function erases(call: Write): boolean {
  return call.kind === 'forgetNames' || call.kind === 'deleteRoom';
}
