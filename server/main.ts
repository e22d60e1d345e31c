import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { baseUrl, lanAddresses } from './addresses.ts';
import { createApp } from './app.ts';
import { systemClock } from './clock.ts';
import { createCodeBudget } from './code-budget.ts';
import { type Config, readConfig } from './config.ts';
import { createLog, type Log } from './log.ts';
import { watchLoop } from './loop-lag.ts';
import { retentionOf } from './retention.ts';
import { createRoomService, type RoomService } from './room-service.ts';
import type { EventStore } from './store/event-store.ts';
import { createMemoryStore } from './store/memory.ts';
import { createSqliteStore } from './store/sqlite.ts';
import { machineLanguage, welcomeText } from './welcome.ts';

const oldestNode = 24;
const longestStopMs = 4500;
const clientDir = join(import.meta.dirname, '..', 'dist', 'client');

/** One clear line, and nothing has started. */
function refuseToStart(problem: string): never {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}

async function start(config: Config, log: Log): Promise<() => Promise<void>> {
  const store = storeOf(config);
  await store.open().catch((error: Error) => refuseToStart(error.message));
  const clock = systemClock();
  const random = (size: number) => new Uint8Array(randomBytes(size));
  const lag = watchLoop(clock, log);
  const retention = retentionOf(config);
  const service = createRoomService({
    ...{ store, clock, random, log },
    ...{ maxRooms: config.maxRooms, retention },
    lagMs: () => lag.ms(),
  });
  await service.recover();

  let port = config.port;
  const base = () => baseUrl(config, port);
  const app = createApp({
    ...{ config, store, service, clock, log, clientDir },
    ...{ retention, operatorContact: config.operatorContact },
    codeBudget: createCodeBudget(clock, random),
    baseUrl: base,
  });
  try {
    port = await app.listen(config.port, config.host);
  } catch (error) {
    await stopParts(service, store);
    refuseToStart(whyNotListening(error, config));
  }
  welcome(config, port);
  log.info({ port, store: config.store, node: process.versions.node }, 'listening');
  return async () => {
    lag.stop();
    await app.stop();
    await stopParts(service, store);
  };
}

async function stopParts(service: RoomService, store: EventStore): Promise<void> {
  await service.stop();
  await store.close();
}

function storeOf({ store, dataDir }: Config): EventStore {
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
  process.on('uncaughtException', (err) => fail(err, 'uncaught exception'));
  process.on('unhandledRejection', (err) => fail(err, 'unhandled rejection'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      log.info({ signal }, 'stopping');
      ending.end(0);
    });
  }
  ending.stop = await start(read.config, log);
}

await main();
