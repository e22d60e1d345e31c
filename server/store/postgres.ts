import type { ClientBase } from 'pg';
import type { RecordedEvent } from '../../shared/room/events.ts';
import {
  type EventStore,
  type KeptLog,
  type NameEntry,
  type RoomRow,
  SequenceConflict,
  StoreUnavailable,
} from './event-store.ts';
import { createDatabase } from './postgres-database.ts';
import { createLeavings } from './postgres-leavings.ts';
import {
  eventsOf,
  holds,
  insertEvents,
  insertRoom,
  type LogRow,
  lockLog,
  newsChannel,
  roomColumns,
  roomTables,
  selectLog,
  tellOthers,
} from './postgres-log.ts';
import { createNews } from './postgres-news.ts';
import { createNodes } from './postgres-nodes.ts';
import { since, takeTurn } from './postgres-shared.ts';
import { requireConsecutive } from './sequence.ts';
import type { Followed, SharedStore, Turn } from './shared-store.ts';

const selectKept = `
  SELECT * FROM (
    SELECT rooms.replay_id AS "replayId", created_at AS "createdAt",
      (SELECT min(at) FROM events WHERE events.replay_id = rooms.replay_id AND type = 'RoomEnded') AS "endedAt",
      EXISTS (SELECT FROM events WHERE events.replay_id = rooms.replay_id AND type = 'GameStarted') AS started,
      title IS NOT NULL OR EXISTS (SELECT FROM names WHERE names.replay_id = rooms.replay_id) AS named
    FROM ${roomTables}
  ) AS logs WHERE "createdAt" < $1 OR ("createdAt" < $2 AND named) OR ("createdAt" < $3 AND NOT started)`;

const selectMoved = `SELECT known.replay_id AS "replayId"
  FROM unnest($1::text[], $2::integer[], $3::integer[]) AS known (replay_id, seq, version)
  LEFT JOIN rooms ON rooms.replay_id = known.replay_id
  WHERE rooms.last_seq IS DISTINCT FROM known.seq OR rooms.version IS DISTINCT FROM known.version`;

const countRunning = `SELECT count(*) AS running FROM rooms
  WHERE created_at >= $1 AND successor IS NULL
    AND NOT EXISTS (SELECT FROM events WHERE events.replay_id = rooms.replay_id AND type = 'RoomEnded')`;

/** Events that are unpacked at a time, so that a long log holds up nobody. */
const PART = 1000;

const exchangeKeys = `UPDATE rooms SET host_token_hash = $2, recovery_hash = $3, version = version + 1
  WHERE replay_id = $1 AND host_token_hash = $4 AND recovery_hash = $5 AND successor IS NULL
  RETURNING ${tellOthers}`;

type Written = [replayId: string, events: readonly RecordedEvent[], names: readonly NameEntry[]];

/** PostgreSQL, where any number of servers may write to any log: the row of its room is the turn they take. */
export function createPostgresStore(url: string, node: string): EventStore {
  const database = createDatabase(url);
  const leavings = createLeavings(database);
  const nodes = createNodes(database, url, node);
  const news = createNews(url);
  const lines = new Map<string, Promise<void>>();
  const underWay = new Set<Promise<unknown>>();
  let opened = false;

  /** What was asked before the store closes is done; what comes after is refused. */
  async function doing<T>(work: () => Promise<T>): Promise<T> {
    if (!opened) throw new StoreUnavailable('the store is closed');
    const settled = work().finally(() => underWay.delete(settled));
    underWay.add(settled);
    return settled;
  }

  /** One server asks for one log's turn once at a time, in the order of the calls. */
  function inLine<T>(replayId: string, work: () => Promise<T>): Promise<T> {
    return doing(() => {
      const result = (lines.get(replayId) ?? Promise.resolve()).then(work);
      const settled = result.then(
        () => {},
        () => {},
      );
      lines.set(replayId, settled);
      void settled.then(() => lines.get(replayId) === settled && lines.delete(replayId));
      return result;
    });
  }

  const rows = <T>(text: string, values: readonly unknown[] = []) =>
    doing(() => database.rows<T>(text, values));

  async function write(client: ClientBase, ...[replayId, events, names]: Written): Promise<void> {
    if (await insertEvents(client, replayId, events, names)) leavings.note();
  }

  /** `unsure`: an attempt before this one may have been committed. */
  function appendNow(expectedSeq: number, written: Written, unsure = false): Promise<void> {
    const [replayId, events] = written;
    return database.transact(async (client, uncertain) => {
      const end = await lockLog(client, replayId);
      if (end?.lastSeq === expectedSeq && end.successor === null) await write(client, ...written);
      else if (!(unsure || uncertain) || !(await holds(client, replayId, events))) {
        throw new SequenceConflict(replayId, expectedSeq);
      }
    });
  }

  /** The line is left when the turn ends. */
  function turn(replayId: string, followed: Followed): Promise<Turn | undefined> {
    return new Promise((resolve, reject) => {
      inLine(replayId, async () => {
        let leave = () => {};
        const left = new Promise<void>((done) => {
          leave = done;
        });
        resolve(
          await takeTurn(database, followed, {
            replayId,
            again: (events, names) => appendNow((events[0]?.seq ?? 1) - 1, [replayId, events, names], true),
            onReplaced: leavings.note,
            onEnd: () => leave(),
          }),
        );
        await left;
      }).catch(reject);
    });
  }

  /** Not done before what was deleted is overwritten. */
  function erase(replayId: string, work: (client: ClientBase) => Promise<void>): Promise<void> {
    return inLine(replayId, async () => {
      await database.transact(work);
      leavings.note();
      await leavings.overwrite();
    });
  }

  const shared: SharedStore = {
    ...{ node, turn, onNews: news.onNews, setSigns: nodes.setSigns, enter: nodes.enter },
    clockAheadMs: () => doing(() => nodes.clockAheadMs()),
    neighbours: () => doing(() => nodes.neighbours()),
    since: (replayId, followed) => doing(() => since(database, replayId, followed)),
    async newest(code, openedSince) {
      const where = 'WHERE code = $1 AND created_at >= $2 ORDER BY created_at DESC LIMIT 1';
      const found = await rows<RoomRow>(`SELECT ${roomColumns} FROM ${roomTables} ${where}`, [
        code,
        openedSince,
      ]);
      return found[0];
    },
    async running(openedSince) {
      const [found] = await rows<{ running: number }>(countRunning, [openedSince]);
      return found?.running ?? 0;
    },
    async moved(followed) {
      const known = [...followed];
      const found = await rows<{ replayId: string }>(selectMoved, [
        known.map(([replayId]) => replayId),
        known.map(([, { seq }]) => seq),
        known.map(([, { version }]) => version),
      ]);
      return found.map(({ replayId }) => replayId);
    },
    async exchangeHostKeys(replayId, before, keys) {
      const found = await rows(exchangeKeys, [
        ...[replayId, keys.hostTokenHash, keys.recoveryHash, before.hostTokenHash, before.recoveryHash],
      ]);
      return found.length > 0;
    },
  };

  return {
    shared,
    async open() {
      await database.open();
      opened = true;
      news.start();
    },
    async close() {
      if (!opened) return;
      opened = false;
      await Promise.allSettled(underWay);
      await news.stop();
      // A database that is away just now knows soon enough that this server is too.
      await nodes.leave().catch(() => {});
      await database.close();
    },
    async createRoom(row, events, names) {
      requireConsecutive(0, events);
      const { replayId } = row;
      await inLine(replayId, () =>
        database.transact(async (client, uncertain) => {
          if (await insertRoom(client, row)) await insertEvents(client, replayId, events, names);
          else if (!uncertain || !(await holds(client, replayId, events)))
            throw new SequenceConflict(replayId, 0);
        }),
      );
    },
    async append(replayId, expectedSeq, events, names) {
      requireConsecutive(expectedSeq, events);
      await inLine(replayId, () => appendNow(expectedSeq, [replayId, events, names]));
    },
    async setHostKeys(replayId, { hostTokenHash, recoveryHash }) {
      const set = 'host_token_hash = $2, recovery_hash = $3, version = version + 1';
      await rows(`UPDATE rooms SET ${set} WHERE replay_id = $1 RETURNING ${tellOthers}`, [
        ...[replayId, hostTokenHash, recoveryHash],
      ]);
    },
    async read(replayId, after = 0) {
      const events: RecordedEvent[] = [];
      for (;;) {
        const from = after + events.length;
        const found = await rows<LogRow>(selectLog, [replayId, from, PART]);
        const isPart = found.length === PART;
        const part = eventsOf(replayId, from, found, isPart);
        // Never there, or deleted while it was read.
        if (part === undefined) return [];
        for (const event of part) events.push(event);
        if (!isPart) return events;
      }
    },
    async names(replayId) {
      const found = await rows<NameEntry>(
        'SELECT player_id AS "playerId", name FROM names WHERE replay_id = $1',
        [replayId],
      );
      return new Map(found.map(({ playerId, name }) => [playerId, name]));
    },
    rooms: () =>
      rows<RoomRow>(`SELECT ${roomColumns} FROM ${roomTables} ORDER BY created_at DESC, rooms.replay_id`),
    async room(replayId) {
      const found = await rows<RoomRow>(
        `SELECT ${roomColumns} FROM ${roomTables} WHERE rooms.replay_id = $1`,
        [replayId],
      );
      return found[0];
    },
    kept: ({ any, named, unstarted }) => rows<KeptLog>(selectKept, [any, named, unstarted]),
    forgetNames: (replayId, playerId) =>
      erase(replayId, async (client) => {
        await lockLog(client, replayId);
        if (playerId === undefined) {
          await client.query('DELETE FROM names WHERE replay_id = $1', [replayId]);
          await client.query('DELETE FROM titles WHERE replay_id = $1', [replayId]);
        } else {
          await client.query('DELETE FROM names WHERE replay_id = $1 AND player_id = $2', [
            ...[replayId, playerId],
          ]);
        }
        await client.query(
          `UPDATE rooms SET version = version + 1 WHERE replay_id = $1 RETURNING ${tellOthers}`,
          [replayId],
        );
      }),
    deleteRoom: (replayId) =>
      erase(replayId, async (client) => {
        await lockLog(client, replayId);
        for (const table of ['events', 'names', 'titles']) {
          await client.query(`DELETE FROM ${table} WHERE replay_id = $1`, [replayId]);
        }
        await client.query(
          `DELETE FROM rooms WHERE replay_id = $1 RETURNING pg_notify('${newsChannel}', replay_id)`,
          [replayId],
        );
      }),
    tidy: () => doing(() => leavings.overwrite()),
    heartbeat: (at) => doing(() => nodes.beat(at)),
    lastHeartbeat: () => doing(() => nodes.lastBeat()),
    async ready() {
      try {
        await rows('UPDATE nodes SET beats = beats + 1 WHERE node = $1', [node]);
        return true;
      } catch (error) {
        if (error instanceof StoreUnavailable) return false;
        throw error;
      }
    },
  };
}
