import { createServer, type Server } from 'node:http';
import express from 'express';
import type { Replay } from '../shared/views/wire.ts';
import type { Clock } from './clock.ts';
import type { CodeBudget } from './code-budget.ts';
import type { Config } from './config.ts';
import { errorHandler, unknownCall } from './http/errors.ts';
import { securityHeaders } from './http/headers.ts';
import { health } from './http/health.ts';
import { sameOrigin } from './http/origin.ts';
import { pages } from './http/pages.ts';
import { createReplayBodies } from './http/replay-bodies.ts';
import { type NamesFor, replays } from './http/replays.ts';
import { rooms } from './http/rooms.ts';
import { loadStaticFiles } from './http/static-files.ts';
import type { Log } from './log.ts';
import type { LiveRoom, RoomService } from './room-service.ts';
import type { EventStore } from './store/event-store.ts';

export interface AppParts {
  readonly config: Pick<Config, 'publicUrl' | 'hostPassword' | 'maxRooms' | 'trustProxy' | 'allowedOrigins'>;
  readonly store: EventStore;
  readonly service: RoomService;
  readonly clock: Clock;
  readonly codeBudget: CodeBudget;
  readonly log: Log;
  readonly baseUrl: () => string;
  readonly clientDir: string;
  readonly replayOf: (room: LiveRoom, names: NamesFor) => Replay;
  readonly publicLogOf: (room: LiveRoom) => Promise<unknown>;
}

/** Everything behind the address, put together; it never listens by itself. */
export function createApp(parts: AppParts): Server {
  const { config, store, service, log } = parts;
  const { publicUrl, hostPassword, maxRooms, trustProxy, allowedOrigins } = config;
  const bodies = createReplayBodies();

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy);
  app.set('query parser', 'simple');
  app.use(securityHeaders(publicUrl));
  app.use(health(() => store.ready()));
  app.use('/api', sameOrigin(publicUrl, allowedOrigins));
  app.use(
    rooms({
      ...parts,
      ...{ hostPassword, maxRooms },
      liveRooms: () => countLive(store, service),
      onErased: (replayId) => bodies.forget(replayId),
    }),
  );
  app.use(replays({ ...parts, bodies }));
  app.use('/api', unknownCall);
  app.use(pages(loadStaticFiles(parts.clientDir)));
  app.use(unknownCall);
  app.use(errorHandler(log));

  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 1000 },
    app,
  );
  return server;
}

/** Rooms that hold a code now; logs of earlier games do not count. */
async function countLive(store: EventStore, service: RoomService): Promise<number> {
  const rows = await store.rooms();
  return rows.filter((row) => service.byCode(row.code)?.row.replayId === row.replayId).length;
}
