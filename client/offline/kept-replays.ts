import type { Replay } from '../../shared/views/wire.ts';

const cacheName = 'bakery-replays';
const most = 20;
/** A server forgets the names of a lesson after a month unless it is told otherwise; no device shall know them longer. */
const longestMs = 30 * 24 * 3_600_000;
const keptAtHeader = 'kept-at';

export interface KeptReplay {
  readonly id: string;
  readonly title: string;
  readonly openedAt: number;
}

const addressOf = (id: string): string => `/api/replays/${encodeURIComponent(id)}`;

/** Null where a browser keeps none: on plain http addresses and in some private windows. */
async function openCache(): Promise<Cache | null> {
  try {
    return await caches.open(cacheName);
  } catch {
    return null;
  }
}

/** Keeps a replay that was opened here; the one opened longest ago makes room. */
export async function keepReplay(id: string, replay: Replay): Promise<void> {
  const cache = await openCache();
  try {
    await cache?.put(
      addressOf(id),
      new Response(JSON.stringify(replay), { headers: { [keptAtHeader]: String(Date.now()) } }),
    );
    if (cache !== null) await tidy(cache);
  } catch {
    // A full disk: the replay is there as long as the network is.
  }
}

/** What this device kept of a replay, for a time without network. */
export async function keptReplay(id: string): Promise<Replay | null> {
  const cache = await openCache();
  if (cache === null) return null;
  await tidy(cache);
  return replayIn(cache, id);
}

async function replayIn(cache: Cache, id: string): Promise<Replay | null> {
  const kept = await cache.match(addressOf(id));
  return kept === undefined ? null : ((await kept.json()) as Replay);
}

/** For a replay that the server no longer gives away, or that was changed from here. */
export async function dropReplay(id: string): Promise<void> {
  await (await openCache())?.delete(addressOf(id));
}

export async function dropReplays(): Promise<void> {
  if ((await openCache()) !== null) await caches.delete(cacheName);
}

/** The kept ones, the latest lesson first. */
export async function keptReplays(): Promise<readonly KeptReplay[]> {
  const cache = await openCache();
  if (cache === null) return [];
  await tidy(cache);
  const ids = (await cache.keys()).map(({ url }) => decodeURIComponent(url.slice(url.lastIndexOf('/') + 1)));
  const all = await Promise.all(
    ids.map(async (id) => {
      const replay = await replayIn(cache, id);
      return replay === null ? [] : [{ id, title: replay.title, openedAt: replay.openedAt }];
    }),
  );
  return all.flat().sort((a, b) => b.openedAt - a.openedAt);
}

async function tidy(cache: Cache): Promise<void> {
  const aged = await Promise.all(
    (await cache.keys()).map(async (request) => {
      const keptAt = Number((await cache.match(request))?.headers.get(keptAtHeader) ?? 0);
      return { request, keptAt };
    }),
  );
  aged.sort((a, b) => b.keptAt - a.keptAt);
  const now = Date.now();
  const over = aged.filter(({ keptAt }, place) => place >= most || now - keptAt > longestMs);
  await Promise.all(over.map(({ request }) => cache.delete(request)));
}
