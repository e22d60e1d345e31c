import { spawn } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { DamagedLog, StoreUnavailable } from '../../../server/store/event-store.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { createBatches } from '../../../server/store/sqlite-batches.ts';
import { openDatabase } from '../../../server/store/sqlite-database.ts';
import { openWitness } from '../../../server/store/witness.ts';
import { describeStore } from './contract.ts';
import { logOf, rowOf } from './logs.ts';

const made: string[] = [];
function directory(): string {
  made.push(mkdtempSync(join(tmpdir(), 'bakery-store-')));
  return made.at(-1) as string;
}
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

async function openIn(dir: string) {
  const store = createSqliteStore(dir);
  await store.open();
  return store;
}

function bytesIn(dir: string, text: string): number {
  return readdirSync(dir).filter((file) => readFileSync(join(dir, file)).includes(text)).length;
}

describeStore('sqlite', () => openIn(directory()));

describe('sqlite on a disk', () => {
  let dir: string;
  beforeEach(() => {
    dir = directory();
  });

  test('every open runs with full synchronisation, the first and the next', () => {
    for (const _ of [1, 2]) {
      const db = openDatabase(join(dir, 'rooms.db'));
      expect(db.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
      expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
      expect(db.prepare('PRAGMA secure_delete').get()).toEqual({ secure_delete: 1 });
      db.close();
    }
  });

  test('a log survives closing and opening', async () => {
    const first = await openIn(dir);
    await first.createRoom(rowOf('a'), logOf(1, 3), [{ playerId: 'p', name: 'x' }]);
    await first.close();
    const second = await openIn(dir);
    expect(await second.read('a')).toEqual(logOf(1, 3));
    expect(await second.names('a')).toEqual(new Map([['p', 'x']]));
    await second.close();
  });

  test('S5 a log of many parts reads back as it was written, or is refused at the first event that is not', async () => {
    const store = await openIn(dir);
    const log = logOf(1, 4500);
    await store.createRoom(rowOf('long'), log, []);
    await store.createRoom(rowOf('short'), logOf(1, 3), []);
    const [long, short, again] = await Promise.all(['long', 'short', 'long'].map((id) => store.read(id)));
    expect(long).toEqual(log);
    expect(short).toEqual(logOf(1, 3));
    expect(again).toEqual(log);
    await store.close();
    const db = new DatabaseSync(join(dir, 'rooms.db'));
    db.exec("UPDATE events SET at = at + 1 WHERE replay_id = 'long' AND seq = 4321");
    db.close();
    const damaged = await openIn(dir);
    await expect(damaged.read('long')).rejects.toMatchObject({ firstBad: 4321 });
    expect(await damaged.read('short')).toHaveLength(3);
    await damaged.close();
  });

  test('S7 the file of schema 1 keeps its lessons and when its server was last alive', async () => {
    copyFileSync(new URL('../../fixtures/golden/v1-rooms.db', import.meta.url), join(dir, 'rooms.db'));
    const db = new DatabaseSync(join(dir, 'rooms.db'));
    db.exec("INSERT INTO meta VALUES ('heartbeat', '1790000000123')");
    db.close();
    for (const _ of ['migrated', 'again']) {
      const store = await openIn(dir);
      expect(await store.lastHeartbeat()).toBe(1_790_000_000_123);
      for (const { replayId } of await store.rooms()) {
        expect((await store.read(replayId)).length).toBeGreaterThan(10);
      }
      await store.close();
    }
  });

  test('a second server on the same directory is refused in one line', async () => {
    const store = await openIn(dir);
    const refusal = await createSqliteStore(dir)
      .open()
      .catch((error: Error) => error);
    expect(refusal).toBeInstanceOf(StoreUnavailable);
    expect((refusal as Error).message).toMatch(
      /^Another server already uses .*rooms\.db\. Stop it, or set DATA_DIR/,
    );
    expect((refusal as Error).message).not.toContain('\n');
    expect(await store.ready()).toBe(true);
    await store.close();
  });

  test('refuses a file that is no database, and one from a newer version', async () => {
    writeFileSync(join(dir, 'rooms.db'), 'not a database, but long enough to have a header'.repeat(100));
    await expect(createSqliteStore(dir).open()).rejects.toThrow(
      /rooms\.db cannot be opened: file is not a database/,
    );

    const other = directory();
    const db = new DatabaseSync(join(other, 'rooms.db'));
    db.exec('PRAGMA user_version = 99');
    db.close();
    await expect(createSqliteStore(other).open()).rejects.toThrow(/schema 99, this server knows 2/);
  });

  test('refuses a data directory that cannot be made', async () => {
    writeFileSync(join(dir, 'file'), '');
    await expect(createSqliteStore(join(dir, 'file', 'data')).open()).rejects.toThrow(
      /DATA_DIR .* cannot be used/,
    );
  });

  test('forgotten names leave no byte on the disk', async () => {
    const store = await openIn(dir);
    await store.createRoom(rowOf('a'), logOf(1, 1), []);
    for (let seq = 2; seq <= 300; seq++) {
      await store.append('a', seq - 1, logOf(seq, 1), [{ playerId: `p${seq}`, name: 'SecretMina' }]);
    }
    expect(bytesIn(dir, 'SecretMina')).toBeGreaterThan(0);
    await store.forgetNames('a');
    expect(bytesIn(dir, 'SecretMina')).toBe(0);
    expect(bytesIn(dir, '3학년 2반')).toBe(0);
    await store.close();
    expect(bytesIn(dir, 'SecretMina')).toBe(0);
  });

  test('many appends of one moment are all kept, in the order of the calls', async () => {
    const store = await openIn(dir);
    await store.createRoom(rowOf('a'), logOf(1, 1), []);
    const settled: number[] = [];
    await Promise.all(
      Array.from({ length: 500 }, async (_, index) => {
        await store.append('a', index + 1, logOf(index + 2, 1), []);
        settled.push(index);
      }),
    );
    expect(settled).toEqual(Array.from({ length: 500 }, (_, index) => index));
    expect(await store.read('a')).toHaveLength(501);
    await store.close();
  });

  test('closing waits for what was asked before, and refuses what comes after', async () => {
    const store = await openIn(dir);
    await store.createRoom(rowOf('long'), logOf(1, 2500), []);
    const long = store.read('long');
    const created = store.createRoom(rowOf('a'), logOf(1, 2), []);
    const closed = store.close();
    await expect(store.read('a')).rejects.toThrow(StoreUnavailable);
    expect(await long).toHaveLength(2500);
    await created;
    await closed;
    const again = await openIn(dir);
    expect(await again.read('a')).toHaveLength(2);
    await again.close();
  });

  test('a thread that dies takes nothing acknowledged with it, and the next call starts another', async () => {
    const workers: Worker[] = [];
    const remember = (message: unknown) => workers.push((message as { readonly worker: Worker }).worker);
    subscribe('worker_threads', remember);
    const store = await openIn(dir);
    await store.createRoom(rowOf('a'), logOf(1, 1), []);
    const ended = workers[0]?.terminate();
    const cut = store.read('a');
    await expect(cut).rejects.toThrow(StoreUnavailable);
    await ended;
    await store.append('a', 1, logOf(2, 1), []);
    expect(await store.read('a')).toHaveLength(2);
    expect(workers).toHaveLength(2);
    unsubscribe('worker_threads', remember);
    await store.close();
  });

  test('a log with a missing or unreadable event is refused, the others are not', async () => {
    const store = await openIn(dir);
    for (const id of ['cut', 'gap', 'torn', 'whole']) await store.createRoom(rowOf(id), logOf(1, 4), []);
    await store.close();
    const db = new DatabaseSync(join(dir, 'rooms.db'));
    db.exec(`DELETE FROM events WHERE replay_id = 'cut' AND seq = 4;
      UPDATE events SET seq = 9 WHERE replay_id = 'gap' AND seq = 2;
      UPDATE events SET body = '{"type":' WHERE replay_id = 'torn' AND seq = 3`);
    db.close();
    const again = await openIn(dir);
    for (const id of ['cut', 'gap', 'torn']) await expect(again.read(id)).rejects.toThrow(DamagedLog);
    expect(await again.read('whole')).toHaveLength(4);
    await again.close();
  });

  test('S5 while a long log is read, others write, it grows, and it may be deleted', async () => {
    const store = await openIn(dir);
    // As many as fill their parts to the last.
    const log = logOf(1, 4000);
    await store.createRoom(rowOf('long'), log, []);
    await store.createRoom(rowOf('other'), logOf(1, 3), []);
    const order: string[] = [];
    const told = (what: string) => () => void order.push(what);
    const reading = store.read('long').finally(told('read'));
    const writes = [
      store.append('other', 3, logOf(4, 1), []).then(told('other')),
      store.append('long', 4000, logOf(4001, 2), []).then(told('long')),
    ];
    expect(await reading).toEqual([...log, ...logOf(4001, 2)]);
    await Promise.all(writes);
    expect(order).toEqual(['other', 'long', 'read']);
    const gone = store.read('long');
    await store.deleteRoom('long');
    expect(await gone).toEqual([]);
    expect(await store.read('other')).toHaveLength(4);
    await store.close();
  });

  test('a full disk refuses, writes nothing, and works again when there is room', () => {
    const db = openDatabase(join(dir, 'rooms.db'));
    const witness = openWitness(join(dir, 'rooms.db'));
    const run = createBatches(db, witness);
    run([{ kind: 'createRoom', row: rowOf('a'), events: [], names: [] }]);
    const append = (expectedSeq: number, bytes: number) =>
      ({
        kind: 'append',
        replayId: 'a',
        expectedSeq,
        events: [[expectedSeq + 1, 1, 'p', null, 'X', 'x'.repeat(bytes), null, null]],
        names: [],
      }) as const;
    const pages = Number(db.prepare('PRAGMA page_count').get()?.page_count);
    db.exec(`PRAGMA max_page_count = ${pages}`);
    expect(run([append(0, 10), append(1, 100_000)])).toEqual([
      { ok: false, why: 'unavailable', message: 'database or disk is full' },
      { ok: false, why: 'unavailable', message: 'database or disk is full' },
    ]);
    const after = { lastSeq: 0, lastSum: 0 };
    expect(run([{ kind: 'read', replayId: 'a', after }])).toEqual([
      { ok: true, value: { events: [], next: null } },
    ]);
    db.exec('PRAGMA max_page_count = 1000000');
    expect(run([append(0, 100_000)])).toEqual([{ ok: true, value: null }]);
    db.close();
    witness.close();
  });

  test('what was acknowledged before a SIGKILL is there afterwards', async () => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('./crashing-writer.ts', import.meta.url)), dir],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let said = '';
    let complaints = '';
    child.stderr.on('data', (chunk) => {
      complaints += chunk;
    });
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk) => {
        said += chunk;
        if (said.split('\n').length > 100) child.kill('SIGKILL');
      });
      child.on('close', () => resolve());
    });
    const acknowledged = Number(said.trimEnd().split('\n').at(-1));
    expect(acknowledged).toBeGreaterThan(50);
    expect(complaints).toBe('');
    const store = await openIn(dir);
    const log = await store.read('a');
    expect(log.length).toBeGreaterThanOrEqual(acknowledged);
    expect(log.length).toBeLessThanOrEqual(acknowledged + 1);
    await store.close();
  });
});
