import { Client } from 'pg';
import { settingsFor } from './postgres-database.ts';
import { newsChannel } from './postgres-log.ts';
import type { SharedStore } from './shared-store.ts';

type NewsListener = Parameters<SharedStore['onNews']>[0];

export interface News {
  onNews(listener: NewsListener): void;
  start(): void;
  stop(): Promise<void>;
}

const AGAIN_MS = 500;

/** Hears of every commit, on a connection of its own; while that is broken nothing is heard, and whoever listens has to look. */
export function createNews(url: string): News {
  const listeners: NewsListener[] = [];
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function hear(payload: string): void {
    const [replayId, seq, version] = payload.split(' ');
    if (replayId === undefined) return;
    const followed = version === undefined ? null : { seq: Number(seq), version: Number(version) };
    for (const listener of listeners) listener(replayId, followed);
  }

  function again(lost: Client): void {
    if (client !== lost || stopped) return;
    client = undefined;
    timer = setTimeout(listen, AGAIN_MS);
  }

  function listen(): void {
    const fresh = new Client({ ...settingsFor(url), application_name: 'bakery news' });
    client = fresh;
    fresh.on('error', () => again(fresh));
    fresh.on('end', () => again(fresh));
    fresh.on('notification', ({ payload = '' }) => hear(payload));
    fresh
      .connect()
      .then(() => fresh.query(`LISTEN ${newsChannel}`))
      .catch(() => {
        void fresh.end().catch(() => {});
        again(fresh);
      });
  }

  return {
    onNews: (listener) => void listeners.push(listener),
    start: listen,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
