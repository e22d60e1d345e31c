import type { StatementSync } from 'node:sqlite';
import type { RoomRow } from './event-store.ts';
import { type LogEnd, roomSum } from './sums.ts';

export type Sql = (text: string) => StatementSync;

/** A room's row with the end of its log, whole or not. */
export interface StoredRoom {
  readonly row: RoomRow;
  readonly end: LogEnd;
  /** It is what was written. */
  readonly intact: boolean;
}

/** As REAL: a damaged number may be larger than JavaScript reads as an integer, and would hide all other rows. */
const select = `SELECT replay_id AS replayId, code, host_token_hash AS hostTokenHash, recovery_hash AS recoveryHash,
  join_key AS joinKey, title, CAST(created_at AS REAL) AS createdAt, CAST(last_seq AS REAL) AS lastSeq,
  CAST(last_sum AS REAL) AS lastSum, CAST(sum AS REAL) AS sum FROM rooms`;

/** What may have to go because of its age, see retention.ts. */
export const selectKept = `SELECT replay_id AS replayId, created_at AS createdAt,
  (SELECT min(at) FROM events WHERE events.replay_id = rooms.replay_id AND type = 'RoomEnded') AS endedAt,
  EXISTS (SELECT 1 FROM events WHERE events.replay_id = rooms.replay_id AND type = 'GameStarted') AS started,
  title <> '' OR EXISTS (SELECT 1 FROM names WHERE names.replay_id = rooms.replay_id) AS named
  FROM rooms WHERE created_at < ? OR (created_at < ? AND named) OR (created_at < ? AND NOT started)`;

export function everyRoom(sql: Sql): readonly StoredRoom[] {
  return sql(select).all().map(storedAs);
}

export function roomAt(sql: Sql, replayId: string): StoredRoom | undefined {
  const found = sql(`${select} WHERE replay_id = ?`).get(replayId);
  return found && storedAs(found);
}

function storedAs(found: Record<string, unknown>): StoredRoom {
  const { lastSeq, lastSum, sum, ...row } = found as unknown as RoomRow & LogEnd & { readonly sum: number };
  const end = { lastSeq, lastSum };
  return { row, end, intact: sum === roomSum(row, end) };
}
