import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EventStore } from '../../../server/store/event-store.ts';
import { createPostgresStore } from '../../../server/store/postgres.ts';
import { eventually } from '../../support/classroom.ts';
import { type Places, postgresPlaces } from '../../support/postgres-server.ts';
import { startServer, type TestServer } from './support.ts';

let places: Places;
let servers: TestServer[];
let a: TestServer;
let b: TestServer;
/** Which codes were looked for in the database. */
let sought: string[];

beforeAll(async () => {
  places = await postgresPlaces();
});
afterAll(() => places.remove());
beforeEach(async () => {
  const url = await places.place();
  sought = [];
  servers = [];
  for (const name of ['a', 'b']) {
    const store = watched(createPostgresStore(url, name));
    servers.push(await startServer({ store, config: { maxRooms: 3 } }));
  }
  [a, b] = servers as [TestServer, TestServer];
});
afterEach(() => Promise.all(servers.map((server) => server.stop())));

function watched(store: EventStore): EventStore {
  const { shared } = store;
  if (shared === undefined) throw new Error('a store for one server only');
  const newest: typeof shared.newest = (code, since) => {
    sought.push(code);
    return shared.newest(code, since);
  };
  return { ...store, shared: { ...shared, newest } };
}

const statusOf = async (server: TestServer, code: string) =>
  (await server.fetch(`/api/rooms/${code}`)).status;

describe('limits of several servers', () => {
  test('rooms count at all of them together, and those that are over do not', async () => {
    const first = await a.openRoom();
    await b.openRoom();
    await a.openRoom();
    for (const server of servers) expect((await server.post('/api/rooms', {})).status).toBe(503);
    const room = a.service.byCode(first.code);
    if (room === undefined) throw new Error('the room is not there');
    expect(await a.service.execute(room, { type: 'end' }, 'host', 'end')).toMatchObject({ ok: true });
    await b.openRoom();
    expect((await a.post('/api/rooms', {})).status).toBe(503);
  });

  test('wrong codes count at all of them together, and no database is asked while they have to wait', async () => {
    for (let k = 0; k < 60; k += 1) expect(await statusOf(a, `1${k}`.padEnd(6, '0'))).toBe(404);
    let tries = 0;
    await eventually(async () => {
      await new Promise((resolve) => setTimeout(resolve, 250));
      tries += 1;
      return (await statusOf(b, '200000')) === 429;
    }, 'the other server to hear of them');
    expect(tries).toBeLessThan(60);
    const before = sought.length;
    // One a second comes back meanwhile.
    for (let k = 0; k < 20; k += 1) await statusOf(b, '300000');
    expect(sought.length - before).toBeLessThan(20);
    expect(sought.length).toBeGreaterThanOrEqual(60);
  });
});
