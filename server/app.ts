import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Clock } from './clock.ts';
import type { CodeBudget } from './code-budget.ts';
import type { Config } from './config.ts';
import { loadEarlyWords } from './http/early-words.ts';
import { errorHandler, unknownCall } from './http/errors.ts';
import { securityHeaders } from './http/headers.ts';
import { health } from './http/health.ts';
import { metricsRoute } from './http/metrics.ts';
import { sameOrigin } from './http/origin.ts';
import { pages } from './http/pages.ts';
import { privacy } from './http/privacy.ts';
import { createReplayBodies } from './http/replay-bodies.ts';
import { replays } from './http/replays.ts';
import { rooms } from './http/rooms.ts';
import { loadStaticFiles } from './http/static-files.ts';
import type { Log } from './log.ts';
import type { Meter } from './metrics.ts';
import { defaultRetention, type Retention } from './retention.ts';
import type { RoomService } from './room-service.ts';
import { attachSockets, type Sockets } from './sockets/attach.ts';
import type { EventStore } from './store/event-store.ts';

export interface AppParts {
  readonly config: Pick<Config, 'publicUrl' | 'hostPassword' | 'trustProxy' | 'allowedOrigins'>;
  /** What the privacy page says; left out, the periods nobody has set. */
  readonly retention?: Retention;
  readonly operatorContact?: string | undefined;
  readonly store: EventStore;
  readonly service: RoomService;
  readonly clock: Clock;
  readonly codeBudget: CodeBudget;
  readonly log: Log;
  /** Left out, nothing is counted and nobody turned away. */
  readonly operations?: {
    readonly meter: Meter;
    readonly metricsToken: string | undefined;
    readonly metricsText: () => string;
    readonly maxSockets: number;
    readonly hasSeats: () => boolean;
  };
  readonly baseUrl: () => string;
  readonly clientDir: string;
}

export interface App {
  readonly server: Server;
  readonly sockets: Sockets;
  /** Resolves with the port, which is another than asked for when that was 0. */
  listen(port: number, host?: string): Promise<number>;
  /** Takes no more connections, says so to everybody, and cuts what is left. */
  stop(): Promise<void>;
}

// An import would read every name of the module, and behind one of them stands a whole client that nobody here needs.
const { createServer } = process.getBuiltinModule('node:http');

const patienceMs = 1000;

/**
 * Connections the system holds while the loop is busy (it takes no more than its own bound, 4,096 on Linux): with the usual
 * 511 a lecture coming in at once overflows, and who is dropped there tries again only after 1, 3, 7, 15, 31 seconds.
 */
const mostWaitingLines = 65_535;

/** Everything behind the address, put together; it never listens by itself. */
export function createApp(parts: AppParts): App {
  const { config, store, log } = parts;
  const { publicUrl, hostPassword, trustProxy, allowedOrigins } = config;
  const bodies = createReplayBodies();

  parts.service.neighbours.shareWrongCodes(parts.codeBudget);
  parts.service.onForgotten((replayId) => bodies.forget(replayId));
  parts.service.onDeleted((replayId) => bodies.forget(replayId));

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy);
  app.set('query parser', 'simple');
  app.use(health(() => store.ready()));
  const { operations } = parts;
  if (operations !== undefined) {
    const { metricsToken: token, metricsText: text } = operations;
    app.use(metricsRoute({ token, trustProxy, text }));
  }
  app.use('/api', sameOrigin({ publicUrl, allowedOrigins }));
  app.use(rooms({ ...parts, hostPassword }));
  app.use(replays({ ...parts, readLog: (replayId) => store.read(replayId), bodies }));
  const { retention = defaultRetention, operatorContact: contact } = parts;
  app.use(privacy({ ...parts, retention, contact }));
  app.use('/api', unknownCall);
  app.use(pages(loadStaticFiles(parts.clientDir), loadEarlyWords(parts.clientDir)));
  app.use(unknownCall);
  app.use(errorHandler(log));

  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 1000 },
    app,
  );
  // A browser never sits still for so long, not even between two polls: who takes nothing is let go.
  server.timeout = 30_000;
  const sockets = attachSockets(server, { ...parts, ...operations });
  server.prependListener('request', securityHeaders(publicUrl));

  function closeServer(): Promise<void> {
    return new Promise((resolve) => {
      const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
      server.close(() => {
        clearTimeout(cut);
        resolve();
      });
    });
  }

  return {
    server,
    sockets,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen({ port, backlog: mostWaitingLines, ...(host !== undefined && { host }) }, () => {
          server.off('error', reject);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    async stop() {
      // The farewell first: a page between two polls could not connect again to fetch it.
      await sockets.close();
      await closeServer();
    },
  };
}
