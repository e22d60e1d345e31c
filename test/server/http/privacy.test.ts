import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultRetention } from '../../../server/retention.ts';
import type { PrivacyFacts } from '../../../shared/protocol.ts';
import { shortGame, startServer, type TestServer } from './support.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => server.stop());

test('the privacy page is told the periods that are kept, and whom to ask', async () => {
  const response = await server.fetch('/api/privacy');
  expect(await response.json()).toEqual({
    retention: defaultRetention,
    contact: null,
  } satisfies PrivacyFacts);
  const check = (await (await server.fetch('/api/privacy/self-check')).json()) as { parts: unknown[] };
  expect(check.parts).toHaveLength(5);
});

test('a student erases the own name, by the token and nothing else; nobody gets a cookie', async () => {
  const { code } = await server.openRoom(shortGame);
  const joined = await server.service.join(code, 'Mina', 0);
  if (!joined.ok) throw new Error(joined.code);
  const erase = (room: string, token: string) =>
    server.fetch(`/api/seats/${room}/name`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    });
  for (const response of [await erase(code, 'another'), await erase('999999', joined.token ?? '')]) {
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'seat/unknown' } });
  }
  expect(joined.room.names.size).toBe(1);
  const response = await erase(code, joined.token ?? '');
  expect(response.status).toBe(204);
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(joined.room.names.size).toBe(0);
  expect((await erase(code, joined.token ?? '')).status).toBe(204);
});
