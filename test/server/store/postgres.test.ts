import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DamagedLog, type EventStore, StoreUnavailable } from '../../../server/store/event-store.ts';
import { createPostgresStore } from '../../../server/store/postgres.ts';
import { whyUnsafe } from '../../../server/store/postgres-schema.ts';
import { openChaosProxy } from '../../support/chaos-proxy.ts';
import { eventually } from '../../support/classroom.ts';
import { type CommitProxy, commitProxy } from '../../support/commit-proxy.ts';
import { type Places, PostgresServer, postgresPlaces, run } from '../../support/postgres-server.ts';
import { describeStore } from './contract.ts';
import { logOf, rowOf } from './logs.ts';

let places: Places;
beforeAll(async () => {
  places = await postgresPlaces();
});
afterAll(() => places.remove());

async function opened(url: string, node = 'node'): Promise<EventStore> {
  const store = createPostgresStore(url, node);
  await store.open();
  return store;
}

describeStore('postgres', async () => opened(await places.place()));

describe('postgres in a place of its own', () => {
  let url: string;
  let store: EventStore;
  beforeEach(async () => {
    url = await places.place();
    store = await opened(url);
  });
  afterEach(() => store.close());

  test('S7 servers that start together make the tables once', async () => {
    const fresh = await places.place();
    const stores = await Promise.all(['a', 'b', 'c', 'd'].map((node) => opened(fresh, node)));
    await stores[0]?.createRoom(rowOf('a'), logOf(1, 2), []);
    for (const one of stores) {
      expect(await one.read('a')).toHaveLength(2);
      await one.close();
    }
  });

  test('refuses a newer schema in one line that does not repeat the password', async () => {
    await run(url, 'INSERT INTO bakery_schema VALUES (99)');
    const refusal = await createPostgresStore(url, 'b').open().catch(String);
    expect(refusal).toMatch(
      /^StoreUnavailable: DATABASE_URL cannot be used: the database has schema 99, this/,
    );
    const nowhere = 'postgres://bakery:secret@127.0.0.1:9/none';
    const none = await createPostgresStore(nowhere, 'b').open().catch(String);
    expect(none).toMatch(/DATABASE_URL cannot be used: .*ECONNREFUSED/);
    expect(none).not.toMatch(/secret|\n/);
  });

  test('S1 two servers that write at once both succeed in some order, with no gap', async () => {
    const other = await opened(url, 'other');
    await store.createRoom(rowOf('a'), logOf(1, 1), []);
    const write = async (by: EventStore, name: string) => {
      for (let done = 0; done < 25; ) {
        const seq = (await by.read('a')).length;
        const won = await by.append('a', seq, logOf(seq + 1, 1, name), []).then(
          () => 1,
          () => 0,
        );
        done += won;
      }
    };
    await Promise.all([write(store, 'one'), write(other, 'two')]);
    const log = await store.read('a');
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 51 }, (_, k) => k + 1));
    expect(log.filter(({ by }) => by === 'two')).toHaveLength(25);
    await other.close();
  });

  test('S5 S6 a log that is not what was written is refused with its first bad event, its neighbour is not', async () => {
    for (const id of ['cut', 'gap', 'changed', 'whole']) await store.createRoom(rowOf(id), logOf(1, 4), []);
    await run(url, "DELETE FROM events WHERE replay_id = 'cut' AND seq = 4");
    await run(url, "DELETE FROM events WHERE replay_id = 'gap' AND seq = 2");
    await run(
      url,
      `UPDATE events SET body = '{"type":"RoomUnlocked"}' WHERE replay_id = 'changed' AND seq = 3`,
    );
    for (const [id, firstBad] of [
      ['cut', 4],
      ['gap', 2],
      ['changed', 3],
    ] as const) {
      const refusal = await store.read(id).catch((error: unknown) => error);
      expect(refusal, id).toBeInstanceOf(DamagedLog);
      expect(refusal).toMatchObject({ firstBad });
    }
    expect(await store.read('whole')).toEqual(logOf(1, 4));
  });

  test('S9 a turn that was waited for while names were forgotten does not bring them back', async () => {
    const [forgetting, waiting] = await Promise.all([opened(url, 'forgetting'), opened(url, 'waiting')]);
    await store.createRoom(rowOf('a'), logOf(1, 1), [{ playerId: 'p', name: '미나' }]);
    const held = await store.shared?.turn('a', { seq: 1, version: 0 });
    const forgotten = forgetting.forgetNames('a');
    await waits(1);
    const next = waiting.shared?.turn('a', { seq: 1, version: 0 });
    await waits(2);
    await held?.end();
    const turn = await next;
    expect(turn?.fresh).toMatchObject({ version: 1, row: { title: '' }, names: new Map() });
    await turn?.end();
    await forgotten;
    await Promise.all([forgetting.close(), waiting.close()]);
  });

  /** Until so many of the place's connections wait for a lock. */
  async function waits(count: number): Promise<void> {
    const asked = "SELECT count(*)::integer AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    await eventually(async () => Number((await run(url, asked))[0]?.n) >= count, 'a wait for a lock');
  }

  test('closing waits for what was asked before, and refuses what comes after', async () => {
    const created = store.createRoom(rowOf('a'), logOf(1, 2), []);
    const appended = store.append('a', 2, logOf(3, 1), []);
    const closed = store.close();
    await expect(store.read('a')).rejects.toThrow(StoreUnavailable);
    await Promise.all([created, appended, closed]);
    const again = await opened(url);
    expect(await again.read('a')).toEqual(logOf(1, 3));
    await again.close();
  });
});

test('S2 a server that acknowledges before it has written is refused, and told what to set', () => {
  const safe = {
    ...{ version: 150_000, fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' },
    ...{ encoding: 'UTF8', reads_only: false },
  };
  expect(whyUnsafe(safe)).toBeUndefined();
  expect(whyUnsafe({ ...safe, synchronous_commit: 'remote_apply' })).toBeUndefined();
  expect(whyUnsafe({ ...safe, fsync: 'off' })).toContain('Set fsync = on');
  expect(whyUnsafe({ ...safe, synchronous_commit: 'off' })).toContain('synchronous_commit = off');
  expect(whyUnsafe({ ...safe, full_page_writes: 'off' })).toContain('full_page_writes = off');
  expect(whyUnsafe({ ...safe, reads_only: true })).toContain('takes no writes');
  expect(whyUnsafe({ ...safe, encoding: 'SQL_ASCII' })).toContain('UTF8');
  expect(whyUnsafe({ ...safe, version: 120_000 })).toContain('13 or newer');
});

describe('postgres that goes and comes back', () => {
  let server: PostgresServer;
  let url: string;
  beforeAll(async () => {
    server = await PostgresServer.make();
  });
  beforeEach(async () => {
    url = await server.place();
  });
  afterAll(() => server.remove());

  test.each(['fast', 'immediate'] as const)(
    'stopped %s it is unavailable, and goes on without a restart',
    async (how) => {
      const line = await openChaosProxy(server.port);
      const through = new URL(url);
      through.port = String(line.port);
      const store = await opened(through.href);
      await store.createRoom(rowOf('a'), logOf(1, 1), []);
      await server.stop(how);
      const begun = performance.now();
      await expect(store.append('a', 1, logOf(2, 1), [])).rejects.toThrow(StoreUnavailable);
      expect(performance.now() - begun).toBeGreaterThan(1000);
      expect(await store.ready()).toBe(false);
      // What is asked while it is not there yet waits for it; how long it takes to start is not what is tested.
      line.refuse(true);
      await server.start();
      const appended = store.append('a', 1, logOf(2, 1), []);
      await eventually(() => line.refused() > 0, 'the store to knock in vain');
      line.refuse(false);
      await appended;
      expect(await store.read('a')).toEqual(logOf(1, 2));
      expect(await store.ready()).toBe(true);
      await store.close();
      await line.close();
    },
  );

  test('S2 a server that came back unsafe takes nothing', async () => {
    const store = await opened(url);
    await server.stop();
    await server.start('synchronous_commit=off');
    await expect(store.createRoom(rowOf('a'), logOf(1, 1), [])).rejects.toThrow(/synchronous_commit = off/);
    expect(await store.ready()).toBe(false);
    await server.stop();
    await server.start();
    await store.createRoom(rowOf('a'), logOf(1, 1), []);
    await store.close();
  });

  test.each(['answer lost', 'never arrives'] as const)(
    'a commit whose %s is looked for, and is there once',
    async (accident) => {
      const proxy: CommitProxy = await commitProxy(server.port);
      const through = new URL(url);
      through.port = String(proxy.port);
      const store = await opened(through.href);
      proxy.breakNext(accident);
      await store.createRoom(rowOf('a'), logOf(1, 1), [{ playerId: 'p', name: '미나' }]);
      proxy.breakNext(accident);
      await store.append('a', 1, logOf(2, 2), [{ playerId: 'q', name: '준' }]);
      proxy.breakNext(accident);
      await store.forgetNames('a', 'q');
      expect(proxy.broken()).toBe(3);
      expect(await store.read('a')).toEqual(logOf(1, 3));
      expect(await store.names('a')).toEqual(new Map([['p', '미나']]));
      await store.close();
      await proxy.close();
    },
  );

  test.each(['answer lost', 'never arrives'] as const)(
    'S2 a turn whose commit meets the accident "%s" is stored once, and the next server goes on after it',
    async (accident) => {
      const proxy = await commitProxy(server.port);
      const through = new URL(url);
      through.port = String(proxy.port);
      const [store, other] = await Promise.all([opened(through.href, 'one'), opened(url, 'other')]);
      await other.createRoom(rowOf('a'), logOf(1, 1), []);
      const turn = await store.shared?.turn('a', { seq: 1, version: 0 });
      const next = other.shared?.turn('a', { seq: 1, version: 0 }).then((had) => had?.end());
      proxy.breakNext(accident);
      await turn?.commit(logOf(2, 2), [{ playerId: 'q', name: '준' }]);
      expect(proxy.broken()).toBe(1);
      // Where the commit never came, the other server may have had its turn first.
      await next;
      const log = await other.read('a');
      expect(log).toEqual(logOf(1, 3));
      expect(await store.names('a')).toEqual(new Map([['q', '준']]));
      await Promise.all([store.close(), other.close()]);
      await proxy.close();
    },
  );

  test('S9 forgotten and replaced names are in no file of the tables', async () => {
    const store = await opened(url);
    await store.createRoom(rowOf('a'), logOf(1, 1), [{ playerId: 'p1', name: 'ReplacedMina' }]);
    for (let seq = 2; seq <= 100; seq++) {
      await store.append('a', seq - 1, logOf(seq, 1), [
        { playerId: `p${seq % 40}`, name: `SecretMina${seq}` },
      ]);
    }
    const titled = { ...rowOf('b'), title: 'StayingClass' };
    await store.createRoom(titled, logOf(1, 1), [{ playerId: 'p', name: 'StayingJun' }]);
    const bytes = async (text: string) => {
      await run(server.url, 'CHECKPOINT');
      return filesWith(join(server.dataDir, 'base'), text);
    };
    expect(await bytes('SecretMina')).not.toBe(0);
    await store.tidy();
    expect(await bytes('ReplacedMina')).toBe(0);
    expect(await bytes('SecretMina')).not.toBe(0);
    await store.forgetNames('a');
    expect(await bytes('SecretMina')).toBe(0);
    expect(await bytes('StayingJun')).not.toBe(0);
    expect(await bytes('StayingClass')).not.toBe(0);
    await store.deleteRoom('b');
    expect(await bytes('StayingJun')).toBe(0);
    expect(await bytes('StayingClass')).toBe(0);
    await store.close();
  });
});

function filesWith(dir: string, text: string): number {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((file) => join(dir, file))
    .filter((file) => isIn(file, text)).length;
}

/** A server at work also takes files away. */
function isIn(file: string, text: string): boolean {
  try {
    return statSync(file).isFile() && readFileSync(file).includes(text);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
