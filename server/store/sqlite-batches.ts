import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EventCells } from './event-rows.ts';
import type { RoomRow } from './event-store.ts';
import { rosterWith } from './roster.ts';
import { sqliteCode } from './sqlite-errors.ts';
import { createLeavings } from './sqlite-leavings.ts';
import { type Answer, type Call, isWrite, type NameRow, type Write } from './sqlite-messages.ts';
import { answerTo, createReads, Damage, intactRoom } from './sqlite-reads.ts';
import type { Sql } from './sqlite-rooms.ts';
import { eventSum, type LogEnd, nameSum, roomSum } from './sums.ts';
import { type Testimony, testimonyOf, type Witness } from './witness.ts';

class Conflict extends Error {}

const ROW = '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';
const ROWS_AT_ONCE = 10;

/** Runs the calls of one moment: the writes in one transaction, then the reads. */
export function createBatches(db: DatabaseSync, witness: Witness): (calls: readonly Call[]) => Answer[] {
  const statements = new Map<string, StatementSync>();
  const sql: Sql = (text) => {
    const known = statements.get(text) ?? db.prepare(text);
    statements.set(text, known);
    return known;
  };
  const lookUp = createReads(sql, witness);
  const leavings = createLeavings(db);
  /** How far the logs have come with the transaction that is open; the newest of each counts. */
  const ends = new Map<string, Testimony>();

  /** Ten rows in one statement take two thirds of the time of ten statements. */
  function insert(replayId: string, events: readonly EventCells[], before: number): number {
    let sum = before;
    let from = 0;
    const put = (rows: number) => {
      const values: (string | number | null)[] = [];
      for (const cells of events.slice(from, from + rows)) {
        sum = eventSum(replayId, cells, sum);
        values.push(replayId, ...cells, sum);
      }
      sql(`INSERT INTO events VALUES ${Array(rows).fill(ROW).join(', ')}`).run(...values);
      from += rows;
    };
    while (events.length - from >= ROWS_AT_ONCE) put(ROWS_AT_ONCE);
    while (from < events.length) put(1);
    return sum;
  }

  function insertNames(replayId: string, names: readonly NameRow[]): void {
    const before = sql('DELETE FROM names WHERE replay_id = ? AND player_id = ?');
    const statement = sql('INSERT INTO names VALUES (?, ?, ?, ?)');
    for (const row of names) {
      if (Number(before.run(replayId, row.playerId).changes) > 0) leavings.note('names');
      statement.run(replayId, row.playerId, row.name, nameSum(replayId, row));
    }
  }

  function finish(row: RoomRow, end: LogEnd): void {
    const { replayId, hostTokenHash, recoveryHash, title } = row;
    const changed = 'host_token_hash = ?, recovery_hash = ?, title = ?, last_seq = ?, last_sum = ?, sum = ?';
    sql(`UPDATE rooms SET ${changed} WHERE replay_id = ?`).run(
      ...[hostTokenHash, recoveryHash, title, end.lastSeq, end.lastSum, roomSum(row, end), replayId],
    );
    ends.set(replayId, testimonyOf(row, end));
  }

  function changeRoster(replayId: string, change: 1 | -1): void {
    const roster = String(sql("SELECT value FROM meta WHERE key = 'rooms'").get()?.value);
    sql("UPDATE meta SET value = ? WHERE key = 'rooms'").run(rosterWith(roster, replayId, change));
  }

  function forgetNames(replayId: string, playerId: string | undefined): void {
    leavings.note('names');
    if (playerId !== undefined) {
      sql('DELETE FROM names WHERE replay_id = ? AND player_id = ?').run(replayId, playerId);
      return;
    }
    leavings.note('rooms');
    sql('DELETE FROM names WHERE replay_id = ?').run(replayId);
    forgetTitle(replayId);
  }

  /** Also of a damaged room, which stays a damaged one. */
  function forgetTitle(replayId: string): void {
    try {
      const room = intactRoom(sql, replayId);
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
        const room = intactRoom(sql, replayId);
        if (room?.end.lastSeq !== expectedSeq) throw new Conflict();
        const lastSum = insert(replayId, events, room.end.lastSum);
        insertNames(replayId, names);
        finish(room.row, { lastSeq: expectedSeq + events.length, lastSum });
        break;
      }
      case 'setHostKeys': {
        const room = intactRoom(sql, call.replayId);
        if (room !== undefined) finish({ ...room.row, ...call.keys }, room.end);
        break;
      }
      case 'forgetNames':
        forgetNames(call.replayId, call.playerId);
        break;
      case 'deleteRoom': {
        const { replayId } = call;
        witness.forget(replayId);
        ends.delete(replayId);
        for (const table of ['events', 'names'])
          sql(`DELETE FROM ${table} WHERE replay_id = ?`).run(replayId);
        const gone = sql('DELETE FROM rooms WHERE replay_id = ?').run(replayId);
        if (Number(gone.changes) === 1) changeRoster(replayId, -1);
        for (const table of ['names', 'rooms'] as const) leavings.note(table);
        leavings.noteEvents();
        break;
      }
      case 'tidy':
        break;
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
      const notErased = calls.some(erases) ? aside(() => leavings.overwrite()) : null;
      sql('COMMIT').run();
      witness.saw([...ends.values()]);
      return calls.some(erases) ? afterErasing(calls, answers, notErased) : answers;
    } catch (error) {
      takeBack();
      return calls.map(() => answerTo(error));
    }
  }

  /** SQLite ends the transaction itself after most failures, but not after all. */
  function takeBack(): void {
    if (db.isTransaction) db.exec('ROLLBACK');
  }

  /** Until what was deleted is overwritten, in the file and in the write-ahead log, the deletion is not done. */
  function afterErasing(
    calls: readonly Write[],
    answers: readonly Answer[],
    notErased: Answer | null,
  ): Answer[] {
    const failed = notErased ?? aside(() => leavings.truncate());
    if (failed === null) return [...answers];
    return calls.map((call, index) => (erases(call) ? failed : (answers[index] as Answer)));
  }

  /** What fails here takes nothing else of the batch with it. */
  function aside(work: () => void): Answer | null {
    const isInside = db.isTransaction;
    if (isInside) sql('SAVEPOINT aside').run();
    try {
      work();
      return null;
    } catch (error) {
      if (isInside) sql('ROLLBACK TO aside').run();
      return answerTo(error);
    } finally {
      if (isInside) sql('RELEASE aside').run();
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
  return call.kind === 'forgetNames' || call.kind === 'deleteRoom' || call.kind === 'tidy';
}
