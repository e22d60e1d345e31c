import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { baseUrl, lanAddresses } from './addresses.ts';
import type { App } from './app.ts';
import { systemClock } from './clock.ts';
import { createCodeBudget } from './code-budget.ts';
import { type Config, readConfig } from './config.ts';
import { createLog, type Log } from './log.ts';
import { watchLoopDelay } from './loop-delay.ts';
import { watchLoop } from './loop-lag.ts';
import { meteredStore } from './metered-store.ts';
import { createMetrics } from './metrics.ts';
import { createLoad } from './overload.ts';
import { systemRandom } from './random.ts';
import { retentionOf } from './retention.ts';
import { createRoomService, type RoomService } from './room-service.ts';
import type { EventStore } from './store/event-store.ts';
import { createMemoryStore } from './store/memory.ts';
import { createSqliteStore } from './store/sqlite.ts';
import { machineLanguage, welcomeText } from './welcome.ts';

const oldestNode = 24;
const longestStopMs = 4500;
/** Whoever started this process may pass on a signal that reached it too: that is no second, impatient one. */
const echoMs = 1000;
const clientDir = join(import.meta.dirname, '..', 'dist', 'client');

/** One clear line, and nothing has started. */
function refuseToStart(problem: string): never {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}

async function start(config: Config, log: Log): Promise<() => Promise<void>> {
  let app: App | undefined;
  const plainStore = await storeOf(config);
  // While the disk's thread starts, what serves pages and lines is loaded.
  const opened = plainStore.open().catch((error: Error) => refuseToStart(error.message));
  const { createApp } = await import('./app.ts');
  await opened;
  const clock = systemClock(await plainStore.shared?.clockAheadMs());
  const loopDelay = watchLoopDelay(clock);
  const connections = () => app?.sockets.connections() ?? 0;
  const load = createLoad({ maxSockets: config.maxSockets, connections, loopDelay });
  const metrics = createMetrics(() => ({
    ...{ rooms: () => service.all(), connections, loopDelay, overload: load.overload },
    waitingAtDoor: () => app?.sockets.waitingAtDoor() ?? 0,
  }));
  const store = meteredStore(plainStore, metrics);
  const random = systemRandom();
  const lag = watchLoop(clock, log);
  const retention = retentionOf(config);
  const service = createRoomService({
    ...{ store, clock, random, log },
    ...{ maxRooms: config.maxRooms, retention },
    lagMs: () => lag.ms(),
    overload: load.overload,
  });
  await service.recover();

  let port = config.port;
  const base = () => baseUrl(config, port);
  app = createApp({
    ...{ config, store, service, clock, log, clientDir },
    ...{ retention, operatorContact: config.operatorContact },
    codeBudget: createCodeBudget(clock, random),
    baseUrl: base,
    operations: {
      ...{ meter: metrics, metricsToken: config.metricsToken, metricsText: metrics.text },
      ...{ maxSockets: config.maxSockets, hasSeats: load.hasSeats },
    },
  });
  try {
    port = await app.listen(config.port, config.host);
  } catch (error) {
    await stopParts(service, store);
    refuseToStart(whyNotListening(error, config));
  }
  welcome(config, port);
  log.info(
    {
      port,
      store: config.databaseUrl === undefined ? config.store : 'postgres',
      node: process.versions.node,
    },
    'listening',
  );
  return async () => {
    lag.stop();
    loopDelay.stop();
    await app?.stop();
    await stopParts(service, store);
  };
}

async function stopParts(service: RoomService, store: EventStore): Promise<void> {
  await service.stop();
  await store.close();
}

async function storeOf({ store, dataDir, databaseUrl }: Config): Promise<EventStore> {
  if (databaseUrl !== undefined) {
    // Nobody else pays for loading it.
    const { createPostgresStore } = await import('./store/postgres.ts');
    return createPostgresStore(databaseUrl, randomBytes(9).toString('base64url'));
  }
  return store === 'memory' ? createMemoryStore() : createSqliteStore(dataDir);
}

function welcome(config: Config, port: number): void {
  const lan = lanAddresses();
  const base = baseUrl(config, port, lan);
  const everywhere = config.publicUrl === undefined && config.host === undefined;
  const others = everywhere ? lan.slice(1).map((host) => baseUrl({ publicUrl: undefined, host }, port)) : [];
  const reachable = !/\/\/(localhost|127\.|\[::1\])/.test(base);
  const text = welcomeText({ base, local: `http://localhost:${port}`, others, reachable }, machineLanguage());
  process.stdout.write(`${text}\n`);
}

function whyNotListening(error: unknown, { port, host }: Config): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is already in use. Stop the other program, or set PORT to another number.`;
  }
  if (code === 'EACCES') return `Port ${port} is not allowed for this user. Set PORT to a number above 1023.`;
  if (code === 'EADDRNOTAVAIL') return `HOST ${host} is not an address of this machine.`;
  return `The server cannot listen on port ${port}: ${error instanceof Error ? error.message : String(error)}`;
}

/** Ends the process once, in order; whoever is impatient or stuck does not keep it. */
function createEnding(log: Log): { stop: () => Promise<void>; end: (exitCode: number) => void } {
  let ending = false;
  const parts = {
    stop: async () => {},
    end(exitCode: number) {
      if (ending) process.exit(exitCode);
      ending = true;
      setTimeout(() => process.exit(exitCode), longestStopMs).unref();
      parts.stop().then(
        () => process.exit(exitCode),
        (err: unknown) => {
          log.error({ err }, 'the stop failed');
          process.exit(1);
        },
      );
    },
  };
  return parts;
}

async function main(): Promise<void> {
  const node = process.versions.node;
  if (Number.parseInt(node, 10) < oldestNode) {
    refuseToStart(`Node ${oldestNode} or newer is needed, this is ${node}. Run npm start, which brings it.`);
  }
  const read = readConfig(process.env);
  if (!read.ok) refuseToStart(read.problem);
  const log = createLog(read.config.logLevel);
  const ending = createEnding(log);
  const fail = (err: unknown, why: string) => {
    log.fatal({ err }, why);
    ending.end(1);
  };
  let askedAt = Number.NEGATIVE_INFINITY;
  process.on('uncaughtException', (err) => fail(err, 'uncaught exception'));
  process.on('unhandledRejection', (err) => fail(err, 'unhandled rejection'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      const now = performance.now();
      if (now - askedAt < echoMs) return;
      askedAt = now;
      log.info({ signal }, 'stopping');
      ending.end(0);
    });
  }
  ending.stop = await start(read.config, log);
}

await main();
