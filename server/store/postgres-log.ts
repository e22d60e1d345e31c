import type { ClientBase } from 'pg';
import type { RecordedEvent } from '../../shared/room/events.ts';
import { type EventCells, fromCells, toCells } from './event-rows.ts';
import { DamagedLog, type NameEntry, type RoomRow } from './event-store.ts';
import { eventSum } from './sums.ts';

/** Where servers tell each other how far a log has come, and how often its row and names were changed beside it. */
export const newsChannel = 'bakery';
export const tellOthers = `pg_notify('${newsChannel}', replay_id || ' ' || last_seq || ' ' || version)`;

export const roomColumns = `rooms.replay_id AS "replayId", code, host_token_hash AS "hostTokenHash",
  recovery_hash AS "recoveryHash", join_key AS "joinKey", coalesce(title, '') AS title, created_at AS "createdAt"`;

export const roomTables = 'rooms LEFT JOIN titles ON titles.replay_id = rooms.replay_id';

/** Nobody else writes to the log, and no name of it changes, until the transaction ends. */
export async function lockLog(client: ClientBase, replayId: string): Promise<LogEnd | undefined> {
  const { rows } = await client.query<LogEnd>(
    'SELECT last_seq AS "lastSeq", successor FROM rooms WHERE replay_id = $1 FOR UPDATE',
    [replayId],
  );
  return rows[0];
}

interface LogEnd {
  readonly lastSeq: number;
  /** The log that the lesson goes on in; nothing is written here any more. */
  readonly successor: string | null;
}

/** False if there is one of this id. */
export async function insertRoom(client: ClientBase, row: RoomRow): Promise<boolean> {
  const { replayId, code, hostTokenHash, recoveryHash, joinKey, title, createdAt } = row;
  const { rowCount } = await client.query(
    'INSERT INTO rooms VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT DO NOTHING',
    [replayId, code, hostTokenHash, recoveryHash, joinKey, createdAt],
  );
  if (rowCount === 0) return false;
  if (title !== '') await client.query('INSERT INTO titles VALUES ($1, $2)', [replayId, title]);
  return true;
}

/** One statement for a whole batch: the counter moves, the rows are there, and the other servers hear of it. */
const put = `
  WITH new_events AS (
    INSERT INTO events SELECT $1, * FROM unnest($2::integer[], $3::bigint[], $4::text[], $5::text[], $6::text[],
      $7::text[], $8::text[], $9::text[], $10::bigint[])
  ), new_names AS (
    INSERT INTO names SELECT $1, * FROM unnest($11::text[], $12::text[])
    ON CONFLICT (replay_id, player_id) DO UPDATE SET name = excluded.name
    RETURNING xmax <> 0 AS replaced
  )
  UPDATE rooms SET last_seq = last_seq + cardinality($2::integer[]) WHERE replay_id = $1
  RETURNING (SELECT coalesce(bool_or(replaced), false) FROM new_names) AS replaced, ${tellOthers}`;

/** Under the lock of the log. Whether a name has taken the place of another. */
export async function insertEvents(
  client: ClientBase,
  replayId: string,
  events: readonly RecordedEvent[],
  names: readonly NameEntry[],
): Promise<boolean> {
  const rows = events.map(toCells);
  const columns = [0, 1, 2, 3, 4, 5, 6, 7].map((place) => rows.map((row) => row[place]));
  // The newest name of a seat counts, and one statement takes one of each.
  const newest = new Map(names.map(({ playerId, name }) => [playerId, name]));
  const values = [
    ...[replayId, ...columns, rows.map((row) => sumOf(replayId, row))],
    ...[[...newest.keys()], [...newest.values()]],
  ];
  const found = await client.query<{ replaced: boolean }>({ name: 'put', text: put, values });
  return found.rows[0]?.replaced ?? false;
}

/** Whether the log holds just these events: asked when nobody knows whether they were committed. */
export async function holds(
  client: ClientBase,
  replayId: string,
  events: readonly RecordedEvent[],
): Promise<boolean> {
  const { rows } = await client.query<{ sum: number }>(
    'SELECT sum FROM events WHERE replay_id = $1 AND seq = ANY($2::integer[]) ORDER BY seq',
    [replayId, events.map(({ seq }) => seq)],
  );
  const sums = events.map((event) => sumOf(replayId, toCells(event)));
  return rows.length === sums.length && rows.every(({ sum }, index) => sum === sums[index]);
}

interface Stored {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly op: string | null;
  readonly type: string;
  readonly body: string;
  readonly nonce: string | null;
  readonly head: string | null;
  readonly sum: number;
}

const cellsOf = ({ seq, at, by, op, type, body, nonce, head }: Stored): EventCells => [
  seq,
  at,
  by,
  op,
  type,
  body,
  nonce,
  head,
];

/** The room's counter and what follows, up to so many or all (null), as of one moment. */
export const selectLog = `
  SELECT last_seq AS "lastSeq", seq, at, by, op, type, body, nonce, head, sum
  FROM rooms LEFT JOIN events ON events.replay_id = rooms.replay_id AND seq > $2
  WHERE rooms.replay_id = $1 ORDER BY seq LIMIT $3`;

export type LogRow = { readonly lastSeq: number } & (Stored | { readonly seq: null });

/** What was written after `after`, or DamagedLog; undefined where there is no such log. A part may end before the log does. */
export function eventsOf(
  replayId: string,
  after: number,
  found: readonly LogRow[],
  isPart = false,
): readonly RecordedEvent[] | undefined {
  const first = found[0];
  if (first === undefined) return undefined;
  const events: RecordedEvent[] = [];
  for (const row of found) {
    if (row.seq === null) break;
    const seq = after + events.length + 1;
    if (row.seq !== seq) throw new DamagedLog(replayId, `event ${seq} is missing`, seq);
    const cells = cellsOf(row);
    if (row.sum !== sumOf(replayId, cells)) {
      throw new DamagedLog(replayId, `event ${seq} is not what was written`, seq);
    }
    events.push(fromCells(replayId, cells));
  }
  const end = after + events.length;
  if (!isPart && end < first.lastSeq) throw new DamagedLog(replayId, `event ${end + 1} is missing`, end + 1);
  if (events.length > 0 && end > first.lastSeq) {
    throw new DamagedLog(replayId, `event ${end} is not known to its room`, first.lastSeq + 1);
  }
  return events;
}

/** Of this event alone: writers take turns, and none knows the sums of the others. */
function sumOf(replayId: string, cells: EventCells): number {
  return eventSum(replayId, cells, 0);
}
