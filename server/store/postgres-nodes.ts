import { Client } from 'pg';
import { type Database, settingsFor } from './postgres-database.ts';
import type { Neighbour, SharedStore, Signs } from './shared-store.ts';

const beatNow = `INSERT INTO nodes (node, beat, beats, hosting, wrong_codes, seen_at)
  VALUES ($1, $2, 1, $3, $4, clock_timestamp())
  ON CONFLICT (node) DO UPDATE SET beat = excluded.beat, beats = nodes.beats + 1, hosting = excluded.hosting,
    wrong_codes = excluded.wrong_codes, seen_at = excluded.seen_at`;

/** Kept is the newest heartbeat of all, which tells how long nobody was there. */
const forgetOld = `DELETE FROM nodes WHERE seen_at < clock_timestamp() - interval '1 day'
  AND beat < (SELECT max(beat) FROM nodes)`;

const entryLock = 7_236_402;
/** Whoever was seen so recently may live, and is watched for so long. */
const RECENT_S = 5;
const WATCHED_MS = 2500;
const LOOK_MS = 250;
const CLOCK_TRIES = 5;

export interface Nodes extends Pick<SharedStore, 'clockAheadMs' | 'setSigns' | 'neighbours' | 'enter'> {
  beat(at: number): Promise<void>;
  lastBeat(): Promise<number | null>;
  /** Says that nobody need wait for a sign of life. */
  leave(): Promise<void>;
}

/** The servers at one database, each with a row of its own that it keeps fresh. */
export function createNodes(database: Database, url: string, node: string): Nodes {
  let signs: () => Signs = () => ({ hosting: [], wrongCodes: 0 });

  async function recent(): Promise<ReadonlyMap<string, number>> {
    const found = await database.rows<{ node: string; beats: number }>(
      `SELECT node, beats FROM nodes WHERE node <> $1 AND seen_at > clock_timestamp() - make_interval(secs => $2)`,
      [node, RECENT_S],
    );
    return new Map(found.map((one) => [one.node, one.beats]));
  }

  /** Clocks of different machines are not compared: whoever lives is seen to. */
  async function othersLive(): Promise<boolean> {
    const first = await recent();
    if (first.size === 0) return false;
    for (let waited = 0; waited < WATCHED_MS; waited += LOOK_MS) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      for (const [name, beats] of await recent()) if (first.get(name) !== beats) return true;
    }
    return false;
  }

  return {
    async clockAheadMs() {
      let best = { ahead: 0, took: Number.POSITIVE_INFINITY };
      for (let tries = 0; tries < CLOCK_TRIES; tries += 1) {
        const begun = Date.now();
        const [found] = await database.rows<{ now: number }>(
          'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now',
        );
        const took = Date.now() - begun;
        if (found !== undefined && took < best.took) best = { ahead: found.now - (begun + took / 2), took };
      }
      return Math.round(best.ahead);
    },
    setSigns(here) {
      signs = here;
    },
    neighbours: () =>
      database.rows<Neighbour>(
        `SELECT node, beats, hosting, wrong_codes AS "wrongCodes" FROM nodes
        WHERE node <> $1 AND seen_at > clock_timestamp() - interval '1 hour'`,
        [node],
      ),
    async enter(work) {
      const client = new Client({
        ...settingsFor(url),
        statement_timeout: 0,
        lock_timeout: 0,
        query_timeout: 0,
      });
      // The lock goes with the connection, and the work need not.
      client.on('error', () => {});
      await client.connect();
      try {
        await client.query('SELECT pg_advisory_lock($1)', [entryLock]);
        await client.query(forgetOld);
        await work(await othersLive());
      } finally {
        await client.end();
      }
    },
    async beat(at) {
      const { hosting, wrongCodes } = signs();
      await database.rows(beatNow, [node, at, hosting, wrongCodes]);
    },
    async lastBeat() {
      const [found] = await database.rows<{ beat: number | null }>('SELECT max(beat) AS beat FROM nodes');
      return found?.beat ?? null;
    },
    async leave() {
      await database.rows("UPDATE nodes SET seen_at = '-infinity' WHERE node = $1", [node]);
    },
  };
}
