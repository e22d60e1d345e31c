import type { RoomRow } from './event-store.ts';
import { sqliteCode } from './sqlite-database.ts';
import type { Answer, EventRow, NameRow, Read } from './sqlite-messages.ts';
import { selectKept, selectRooms } from './sqlite-schema.ts';
import { eventSum, type LogEnd, nameSum, roomSum } from './sums.ts';
import { rowOf, type Witness } from './witness.ts';

/** What is there is not what was written. */
export class Damage extends Error {
  readonly firstBad: number | null;

  constructor(what: string, firstBad: number | null = null) {
    super(what);
    this.firstBad = firstBad;
  }
}

export type Sql = (text: string) => import('node:sqlite').StatementSync;

/** A room's row with the end of its log, if it is what was written. */
export function storedRoom(
  sql: Sql,
  replayId: string,
): { readonly row: RoomRow; readonly end: LogEnd } | undefined {
  const end = ', last_seq AS lastSeq, last_sum AS lastSum, sum FROM rooms';
  const found = sql(`${selectRooms.replace(/ FROM rooms$/, end)} WHERE replay_id = ?`).get(replayId);
  if (found === undefined) return undefined;
  const { lastSeq, lastSum, sum, ...row } = found as unknown as RoomRow & LogEnd & { readonly sum: number };
  if (sum !== roomSum(row, { lastSeq, lastSum }))
    throw new Damage('the row of the room is not what was written');
  return { row, end: { lastSeq, lastSum } };
}

/** Reads never give anything else than what was written. */
export function createReads(sql: Sql, witness: Witness): (call: Read) => Answer {
  function read(call: Read): unknown {
    switch (call.kind) {
      case 'read':
        return log(call.replayId);
      case 'names':
        return names(call.replayId);
      case 'rooms':
        return rooms();
      case 'kept': {
        const { any, named, unstarted } = call.openedBefore;
        return sql(selectKept).all(any, named, unstarted);
      }
      case 'room': {
        const found = sql(`${selectRooms} WHERE replay_id = ?`).get(call.replayId);
        return found === undefined ? lostRow(call.replayId) : typed(found);
      }
      case 'meta':
        return sql('SELECT value FROM meta WHERE key = ?').get(call.key)?.value ?? null;
    }
  }

  function log(replayId: string): readonly EventRow[] {
    const room = storedRoom(sql, replayId);
    const told = witness.of(replayId);
    if (room === undefined) {
      if (told === undefined) return [];
      throw new Damage(`nothing is left of its ${told.lastSeq} events`, 1);
    }
    const { lastSeq, lastSum } = room.end;
    const events: EventRow[] = [];
    let sum = 0;
    for (const { sum: written, ...event } of eventsOf(replayId)) {
      const seq = events.length + 1;
      if (event.seq !== seq) throw new Damage(`event ${seq} is missing`, seq);
      sum = eventSum(replayId, event, sum);
      if (sum !== written) throw new Damage(`event ${seq} is not what was written`, seq);
      if (seq === told?.lastSeq && sum !== told.lastSum) {
        throw new Damage(`event ${seq} is not the one that was acknowledged`, seq);
      }
      events.push(event);
    }
    const next = events.length + 1;
    if (events.length !== lastSeq || sum !== lastSum) throw new Damage(`event ${next} is missing`, next);
    if (told !== undefined && events.length < told.lastSeq) {
      throw new Damage(`event ${next} was acknowledged and is missing`, next);
    }
    return events;
  }

  /** One by one, so that the first that cannot be read has a number. */
  function* eventsOf(replayId: string): Generator<EventRow & { readonly sum: number }> {
    const rows = sql(
      'SELECT seq, at, by, op, type, body, nonce, head, sum FROM events WHERE replay_id = ? ORDER BY seq',
    ).iterate(replayId);
    let seq = 1;
    try {
      for (const row of rows) {
        yield row as unknown as EventRow & { readonly sum: number };
        seq += 1;
      }
    } catch (error) {
      if (!isCorrupt(error)) throw error;
      throw new Damage(`event ${seq} cannot be read`, seq);
    }
  }

  function names(replayId: string): readonly NameRow[] {
    const rows = sql('SELECT player_id AS playerId, name, sum FROM names WHERE replay_id = ?').all(replayId);
    return rows.map((found) => {
      const { sum, ...row } = found as unknown as NameRow & { readonly sum: number };
      if (sum !== nameSum(replayId, row)) throw new Damage('a name is not what was written');
      return row;
    });
  }

  function rooms(): readonly RoomRow[] {
    const rows = sql(selectRooms).all().map(typed);
    const known = new Set(rows.map(({ replayId }) => replayId));
    for (const told of witness.all()) if (!known.has(told.replayId)) rows.push(rowOf(told));
    return rows.sort(newestFirst);
  }

  function lostRow(replayId: string): RoomRow | undefined {
    const told = witness.of(replayId);
    return told && rowOf(told);
  }

  return (call) => {
    try {
      return { ok: true, value: read(call) };
    } catch (error) {
      return answerTo(error);
    }
  };
}

export function answerTo(error: unknown): Answer {
  if (error instanceof Damage) {
    return { ok: false, why: 'damaged', message: error.message, firstBad: error.firstBad };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (isCorrupt(error)) return { ok: false, why: 'damaged', message, firstBad: null };
  return { ok: false, why: 'unavailable', message };
}

function isCorrupt(error: unknown): boolean {
  const corrupt = 11;
  const notWhole = error instanceof Error && 'code' in error && error.code === 'ERR_OUT_OF_RANGE';
  return sqliteCode(error) === corrupt || notWhole;
}

/** A damaged row is listed like the others, so that its room can be told to be damaged. */
function typed(row: Record<string, unknown>): RoomRow {
  const text = (key: keyof RoomRow) => String(row[key] ?? '');
  return {
    replayId: text('replayId'),
    code: text('code'),
    hostTokenHash: text('hostTokenHash'),
    recoveryHash: text('recoveryHash'),
    joinKey: text('joinKey'),
    title: text('title'),
    createdAt: Number(row.createdAt),
  };
}

function newestFirst(a: RoomRow, b: RoomRow): number {
  return b.createdAt - a.createdAt || (a.replayId < b.replayId ? -1 : 1);
}
