import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp } from '../../../server/app.ts';
import { createCodeBudget } from '../../../server/code-budget.ts';
import type { RandomBytes } from '../../../server/codes.ts';
import { createRoomService, type RoomService } from '../../../server/room-service.ts';
import type { EventStore } from '../../../server/store/event-store.ts';
import { createMemoryStore } from '../../../server/store/memory.ts';
import type { DrawSource } from '../../../shared/room/seal.ts';
import { scriptedBytes } from '../../support/classroom.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

export interface LessonServer {
  readonly service: RoomService;
  readonly clock: VirtualClock;
  readonly url: string;
  /** The next seal takes its seed and salt from this lesson's own bytes; everything else is the same in all lessons. */
  sealNext(): void;
  /** Seeds and salts made so far, in hex. */
  readonly secrets: readonly string[];
  /** Nonces of the chain (and salts of slow hashes) made so far, in hex. */
  readonly nonces: readonly string[];
  readonly store: EventStore;
  /** An answer of the server, from its status line to its last byte. */
  ask(
    method: string,
    path: string,
    headers?: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<string>;
  readonly logged: readonly string[];
  close(): Promise<void>;
}

/** The real application; only clock, chance and draws are the script's. */
export async function openLessonServer(own: string, draw: DrawSource): Promise<LessonServer> {
  const clock = createVirtualClock();
  const logged: string[] = [];
  const log = pino(
    { level: 'trace', base: null, timestamp: false },
    { write: (line: string) => void logged.push(line) },
  );
  const common = scriptedBytes('the same for every jar');
  const seals = scriptedBytes(own);
  const secrets: string[] = [];
  const nonces: string[] = [];
  let sealing = 0;
  const random: RandomBytes = (size) => {
    if (size !== 32 || sealing === 0) {
      const bytes = common(size);
      if (size === 16) nonces.push(Buffer.from(bytes).toString('hex'));
      return bytes;
    }
    sealing -= 1;
    const bytes = seals(size);
    secrets.push(Buffer.from(bytes).toString('hex'));
    return bytes;
  };
  const store = createMemoryStore();
  const service = createRoomService({ store, clock, random, log, draw });
  await service.recover();
  const clientDir = mkdtempSync(join(tmpdir(), 'hidden-jar-'));
  for (const page of ['index.html', 'play.html'])
    writeFileSync(join(clientDir, page), '<!doctype html><title>a</title>');
  const config = { publicUrl: undefined, hostPassword: undefined, trustProxy: 0, allowedOrigins: [] };
  const app = createApp({
    ...{ config, store, service, clock, log, clientDir },
    codeBudget: createCodeBudget(clock, random),
    baseUrl: () => 'http://bakery.test:3000',
  });
  const port = await app.listen(0, '127.0.0.1');
  const agent = new Agent({ keepAlive: true });
  return {
    ...{ service, store, clock, secrets, nonces, logged },
    url: `http://127.0.0.1:${port}`,
    sealNext() {
      sealing = 2;
    },
    ask: (method, path, headers = {}, body = '') =>
      new Promise((resolve, reject) => {
        // Under one name, since some headers repeat the address that was asked for.
        const named = { host: 'bakery.test:3000', ...headers };
        const asked = request({ host: '127.0.0.1', port, method, path, headers: named, agent }, (answer) => {
          let text = '';
          answer.setEncoding('latin1').on('data', (part: string) => {
            text += part;
          });
          answer.once('end', () => resolve(`${answer.statusCode} ${headersOf(answer.rawHeaders)}\n${text}`));
        });
        asked.once('error', reject);
        asked.end(body);
      }),
    async close() {
      agent.destroy();
      await app.stop();
      await service.stop();
      await store.close();
      rmSync(clientDir, { recursive: true, force: true });
    },
  };
}

/** All headers in their order; the date is the machine's. */
function headersOf(raw: readonly string[]): string {
  return raw.map((text, index) => (raw[index - 1] === 'Date' ? '?' : text)).join('|');
}
