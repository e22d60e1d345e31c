import type { EventCells } from './event-rows.ts';
import type { RoomRow } from './event-store.ts';
import { sqliteCode } from './sqlite-errors.ts';
import type { Answer, LogPart, NameRow, Read } from './sqlite-messages.ts';
import { everyRoom, roomAt, type Sql, type StoredRoom, selectKept } from './sqlite-rooms.ts';
import { eventSum, nameSum } from './sums.ts';
import { rowOf, type Witness } from './witness.ts';

/** What is there is not what was written. */
export class Damage extends Error {
  readonly firstBad: number | null;

  constructor(what: string, firstBad: number | null = null) {
    super(what);
    this.firstBad = firstBad;
  }
}

/** A room's row, if it is there and what was written. */
export function intactRoom(sql: Sql, replayId: string): StoredRoom | undefined {
  const room = roomAt(sql, replayId);
  if (room?.intact === false) throw new Damage('the row of the room is not what was written');
  return room;
}

/** Events of one part of a log. */
const PART = 1000;

/** Reads never give anything else than what was written. */
export function createReads(sql: Sql, witness: Witness): (call: Read) => Answer {
  function read(call: Read): unknown {
    switch (call.kind) {
      case 'read':
        return part(call);
      case 'names':
        return names(call.replayId);
      case 'rooms':
        return rooms();
      case 'kept': {
        const { any, named, unstarted } = call.openedBefore;
        return sql(selectKept).all(any, named, unstarted);
      }
      case 'room':
        return room(call.replayId);
      case 'meta':
        return sql('SELECT value FROM meta WHERE key = ?').get(call.key)?.value ?? null;
    }
  }

  /** Null where there is no such log. */
  function part({ replayId, after }: Extract<Read, { readonly kind: 'read' }>): LogPart | null {
    const room = intactRoom(sql, replayId);
    const told = witness.of(replayId);
    if (room === undefined) {
      if (told === undefined) return null;
      throw new Damage(`nothing is left of its ${told.lastSeq} events`, 1);
    }
    const { lastSeq, lastSum } = room.end;
    const events: EventCells[] = [];
    let { lastSeq: count, lastSum: sum } = after;
    for (const { cells, written } of eventsOf(replayId, count)) {
      count += 1;
      if (cells[0] !== count) throw new Damage(`event ${count} is missing`, count);
      sum = eventSum(replayId, cells, sum);
      if (sum !== written) throw new Damage(`event ${count} is not what was written`, count);
      if (count === told?.lastSeq && sum !== told.lastSum) {
        throw new Damage(`event ${count} is not the one that was acknowledged`, count);
      }
      events.push(cells);
    }
    if (events.length === PART) return { events, next: { lastSeq: count, lastSum: sum } };
    const next = count + 1;
    if (count !== lastSeq || sum !== lastSum) throw new Damage(`event ${next} is missing`, next);
    if (told !== undefined && count < told.lastSeq) {
      throw new Damage(`event ${next} was acknowledged and is missing`, next);
    }
    return { events, next: null };
  }

  /** One by one, so that the first that cannot be read has a number. */
  function* eventsOf(
    replayId: string,
    after: number,
  ): Generator<{ readonly cells: EventCells; readonly written: number | null }> {
    const statement = sql(
      'SELECT seq, at, by, op, type, body, nonce, head, sum FROM events WHERE replay_id = ? AND seq > ? ORDER BY seq LIMIT ?',
    );
    statement.setReturnArrays(true);
    let seq = after + 1;
    try {
      for (const row of statement.iterate(replayId, after, PART)) {
        const columns = row as unknown as (string | number | null)[];
        const written = columns.pop() as number | null;
        yield { cells: columns as unknown as EventCells, written };
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
    const rows = everyRoom(sql).map(asKnown);
    const listed = new Set(rows.map(({ replayId }) => replayId));
    for (const told of witness.all()) if (!listed.has(told.replayId)) rows.push(rowOf(told));
    return rows.sort(newestFirst);
  }

  function room(replayId: string): RoomRow | undefined {
    const found = roomAt(sql, replayId);
    const told = witness.of(replayId);
    return found === undefined ? told && rowOf(told) : asKnown(found);
  }

  /** A damaged row is listed like the others, under its true code: a false one would be another room's. */
  function asKnown({ row, intact }: StoredRoom): RoomRow {
    const told = witness.of(row.replayId);
    return intact || told === undefined ? row : { ...row, code: told.code, createdAt: told.createdAt };
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

function newestFirst(a: RoomRow, b: RoomRow): number {
  return b.createdAt - a.createdAt || (a.replayId < b.replayId ? -1 : 1);
}
