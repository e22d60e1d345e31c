import type { RoomRow } from './event-store.ts';
import { sqliteCode } from './sqlite-errors.ts';
import type { Answer, EventRow, NameRow, Read } from './sqlite-messages.ts';
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
      case 'room':
        return room(call.replayId);
      case 'meta':
        return sql('SELECT value FROM meta WHERE key = ?').get(call.key)?.value ?? null;
    }
  }

  function log(replayId: string): readonly EventRow[] {
    const room = intactRoom(sql, replayId);
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
