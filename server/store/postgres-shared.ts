import type { ClientBase } from 'pg';
import type { RecordedEvent } from '../../shared/room/events.ts';
import { type NameEntry, type RoomRow, StoreUnavailable } from './event-store.ts';
import type { Begun, Database } from './postgres-database.ts';
import { isConnectionLost, reasonOf } from './postgres-errors.ts';
import {
  eventsOf,
  insertEvents,
  insertRoom,
  type LogRow,
  roomColumns,
  roomTables,
  selectLog,
  tellOthers,
} from './postgres-log.ts';
import type { Followed, Fresh, Turn } from './shared-store.ts';

type Head = RoomRow & { readonly version: number; readonly successor: string | null };

const selectHead = `SELECT ${roomColumns}, version, successor FROM ${roomTables} WHERE rooms.replay_id = $1`;

type Ask = <T>(text: string, values: readonly unknown[]) => Promise<readonly T[]>;

/** Everything that another server has written of a log. */
async function freshOf(
  client: ClientBase,
  headQuery: { readonly name: string; readonly text: string },
  replayId: string,
  followed: Followed,
): Promise<Fresh | undefined> {
  const ask: Ask = async (text, values) => (await client.query(text, [...values])).rows;
  // One journey, and yet two statements: behind a lock the second sees what was committed while the first waited.
  const [heads, written] = await Promise.all([
    client.query<Head>({ ...headQuery, values: [replayId] }),
    client.query<LogRow>({ name: 'written', text: selectLog, values: [replayId, followed.seq, null] }),
  ]);
  const [head] = heads.rows;
  if (head === undefined) return undefined;
  const { version, successor, ...row } = head;
  const events = eventsOf(replayId, followed.seq, written.rows) ?? [];
  const seats = events.flatMap(({ event }) =>
    event.type === 'SeatTaken' || event.type === 'SeatRenamed' ? [event.playerId] : [],
  );
  const select = 'SELECT player_id AS "playerId", name FROM names WHERE replay_id = $1';
  let names: readonly NameEntry[] = [];
  let { title } = row;
  if (version !== followed.version) {
    names = await ask(select, [replayId]);
    // Whoever had to wait for the lock saw the titles as they were before.
    const [found] = await ask<{ title: string }>('SELECT title FROM titles WHERE replay_id = $1', [replayId]);
    title = found?.title ?? '';
  } else if (seats.length > 0) names = await ask(`${select} AND player_id = ANY($2)`, [replayId, seats]);
  return {
    row: { ...row, title },
    version,
    successor,
    events,
    names: new Map(names.map(({ playerId, name }) => [playerId, name])),
  };
}

export function since(database: Database, replayId: string, followed: Followed): Promise<Fresh | undefined> {
  return database.ask((client) => freshOf(client, { name: 'head', text: selectHead }, replayId, followed));
}

export interface TurnParts {
  readonly replayId: string;
  /** Writes the same once more after a connection broke, or finds it written. */
  readonly again: (events: readonly RecordedEvent[], names: readonly NameEntry[]) => Promise<void>;
  /** A name has taken the place of another. */
  readonly onReplaced: () => void;
  readonly onEnd: () => void;
}

const lockHead = `${selectHead} FOR UPDATE OF rooms`;

/** The lock on the room's row is the turn: servers get it in the order in which they asked. */
export async function takeTurn(
  database: Database,
  followed: Followed,
  parts: TurnParts,
): Promise<Turn | undefined> {
  const begun = await database.begin(async (client) => {
    const [, fresh] = await Promise.all([
      client.query('BEGIN'),
      freshOf(client, { name: 'lock', text: lockHead }, parts.replayId, followed),
    ]);
    return fresh;
  });
  const fresh = begun.value;
  if (fresh !== undefined) return turnOf(begun, fresh, parts);
  await begun.rollback();
  parts.onEnd();
  return undefined;
}

function turnOf(
  begun: Begun<unknown>,
  fresh: Fresh,
  { replayId, again, onReplaced, onEnd }: TurnParts,
): Turn {
  const { client } = begun;
  let over = false;

  /** Ends the turn with a commit; `retry` is for when nobody knows what became of it. */
  async function finish(work: () => Promise<void>, retry: (error: unknown) => Promise<void>): Promise<void> {
    over = true;
    try {
      await begun.finish(work).catch(retry);
    } finally {
      onEnd();
    }
  }

  return {
    fresh,
    commit: (events, names) =>
      finish(
        async () => {
          if (await insertEvents(client, replayId, events, names)) onReplaced();
        },
        (error) => {
          if (!isConnectionLost(error)) throw new StoreUnavailable(reasonOf(error));
          return again(events, names);
        },
      ),
    async succeed(row, events, names) {
      const { hostTokenHash, recoveryHash, title } = fresh.row;
      const next = { ...row, hostTokenHash, recoveryHash, title };
      await insertRoom(client, next);
      await insertEvents(client, next.replayId, events, names);
      const update = `UPDATE rooms SET successor = $2, version = version + 1 WHERE replay_id = $1 RETURNING ${tellOthers}`;
      await finish(
        async () => void (await client.query(update, [replayId, next.replayId])),
        (error) => {
          throw new StoreUnavailable(reasonOf(error));
        },
      );
      return next;
    },
    async end() {
      if (over) return;
      over = true;
      await begun.rollback();
      onEnd();
    },
  };
}
