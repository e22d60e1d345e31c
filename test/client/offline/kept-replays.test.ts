import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  dropReplay,
  dropReplays,
  keepReplay,
  keptReplay,
  keptReplays,
} from '../../../client/offline/kept-replays.ts';
import type { Replay } from '../../../shared/views/wire.ts';

const replayOf = (openedAt: number) => ({ version: 1, title: `lesson ${openedAt}`, openedAt }) as Replay;
const day = 24 * 3_600_000;

/** As much of a browser's caches as is used here. */
function memoryCaches() {
  const caches = new Map<string, Map<string, Response>>();
  const addressOf = (request: string | Request) =>
    new URL(typeof request === 'string' ? request : request.url, 'https://bakery.example').href;
  return {
    async open(name: string) {
      const entries = caches.get(name) ?? new Map<string, Response>();
      caches.set(name, entries);
      return {
        put: async (request: string, response: Response) => void entries.set(addressOf(request), response),
        match: async (request: string | Request) => entries.get(addressOf(request))?.clone(),
        delete: async (request: string | Request) => entries.delete(addressOf(request)),
        keys: async () => [...entries.keys()].map((url) => new Request(url)),
      };
    },
    delete: async (name: string) => caches.delete(name),
  };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 100 * day });
  vi.stubGlobal('caches', memoryCaches());
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('the twenty opened last are kept; opening one again counts', async () => {
  for (let n = 1; n <= 20; n += 1) {
    vi.setSystemTime(100 * day + n);
    await keepReplay(`replay ${n}`, replayOf(n));
  }
  vi.setSystemTime(100 * day + 21);
  await keepReplay('replay 1', replayOf(1));
  vi.setSystemTime(100 * day + 22);
  await keepReplay('replay 21', replayOf(21));
  const kept = (await keptReplays()).map(({ id }) => id);
  expect(kept).toHaveLength(20);
  expect(kept).toContain('replay 1');
  expect(kept).not.toContain('replay 2');
  expect(kept[0]).toBe('replay 21');
});

test('none is kept for longer than a month', async () => {
  await keepReplay('a', replayOf(1));
  vi.setSystemTime(130 * day);
  expect(await keptReplay('a')).toEqual(replayOf(1));
  vi.setSystemTime(130 * day + 1);
  expect(await keptReplay('a')).toBeNull();
  expect(await keptReplays()).toEqual([]);
});

test('one or all can be dropped', async () => {
  for (const id of ['a', 'b', 'c']) await keepReplay(id, replayOf(1));
  await dropReplay('b');
  expect((await keptReplays()).map(({ id }) => id)).toEqual(['a', 'c']);
  await dropReplays();
  expect(await keptReplays()).toEqual([]);
});

test('where a browser keeps nothing, nothing breaks', async () => {
  vi.stubGlobal('caches', undefined);
  await keepReplay('a', replayOf(1));
  await dropReplay('a');
  await dropReplays();
  expect(await keptReplay('a')).toBeNull();
  expect(await keptReplays()).toEqual([]);
});
