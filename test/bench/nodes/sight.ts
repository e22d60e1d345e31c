import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../../proofs/load/crowd.ts';
import { openRoom } from '../../proofs/load/rooms.ts';
import type { PostgresServer } from '../../support/postgres-server.ts';
import { NotifyFloor } from '../floors/notify.ts';
import { RedisFloor } from '../floors/redis.ts';
import { LeanPhone, machineMs } from '../load/phone.ts';
import { type Measurement, median } from '../measurement.ts';
import { COMMANDS_EACH, LeanHost } from './host.ts';
import { startNodes } from './servers.ts';

/** About what a phone's view is long, and what our servers tell each other. */
const VIEW_BYTES = 350;
const NEWS_BYTES = 40;
/** Nothing of one event is under way when the next begins. */
const REST_MS = 20;
const PATIENCE_MS = 10_000;
const settings = { rounds: 1, guessSeconds: 600, autoClose: false };

/** What one event took, beside what the floors took just before. */
interface Sight {
  readonly redis: number;
  readonly notify: number;
  readonly commit: number;
  /** From the receipt at the page of the server where it happened to that at another server's. */
  readonly pageToPage: number;
  readonly ackToPage: number;
  readonly wordToPage: number;
  readonly wordToOwnPage: number;
}

interface Stage {
  readonly here: LeanPhone;
  readonly there: LeanPhone;
  readonly host: LeanHost;
  readonly redis: RedisFloor | undefined;
  readonly notify: NotifyFloor;
}

async function sitDown(port: number, name: string, where: { room: string; key: string }): Promise<LeanPhone> {
  const phone = await LeanPhone.open(port);
  const outcome = await phone.join({ ...where, name, ticket: randomBytes(32).toString('base64url') });
  if (!('phone' in outcome)) throw new Error(`${name} was not let in: ${JSON.stringify(outcome)}`);
  return phone;
}

/** When the next view comes. */
function nextView(phone: LeanPhone): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('a page has not seen what happened')), PATIENCE_MS);
    phone.heard = (event) => {
      if (event !== 'view') return;
      clearTimeout(timer);
      phone.heard = () => {};
      resolve(machineMs());
    };
  });
}

/** The host pauses or goes on, which everybody is shown at once. */
async function seeOnce({ here, there, host, redis, notify }: Stage, command: string): Promise<Sight> {
  await sleep(REST_MS);
  const redisMs = (await redis?.publishMs(VIEW_BYTES)) ?? 0;
  await sleep(REST_MS);
  const notifyMs = await notify.notifyMs(NEWS_BYTES);
  await sleep(REST_MS);
  const commitMs = await notify.commitMs(NEWS_BYTES);
  await sleep(REST_MS);
  const seen = Promise.all([nextView(here), nextView(there)]);
  const begun = machineMs();
  const acked = await host.say(command);
  const [own, other] = await seen;
  return {
    ...{ redis: redisMs, notify: notifyMs, commit: commitMs },
    ...{ pageToPage: other - own, ackToPage: other - acked },
    ...{ wordToPage: other - begun, wordToOwnPage: own - begun },
  };
}

/** How soon a page at one server sees what happened at another. */
export async function otherNodeSees(postgres: PostgresServer, runs: number): Promise<readonly Measurement[]> {
  const nodes = await startNodes(postgres, 'two', 2);
  const redis = await RedisFloor.open();
  const notify = await NotifyFloor.open(nodes.databaseUrl);
  try {
    const [a, b] = nodes.servers;
    if (a === undefined || b === undefined) throw new Error('two servers are needed');
    const room = await openRoom(a, settings);
    const where = { room: room.code, key: new URL(room.joinUrl).searchParams.get('k') ?? '' };
    const [here, there] = [await sitDown(a.port, 'Here', where), await sitDown(b.port, 'There', where)];
    const first = await LeanHost.open(a.port, room);
    await first.say('start');
    first.close();
    const all: Sight[][] = [];
    for (let k = 0; k <= runs; k += 1) {
      const host = await LeanHost.open(a.port, room);
      await sleep(1000);
      const sights: Sight[] = [];
      for (let event = 0; event < COMMANDS_EACH; event += 1) {
        const command = event % 2 === 0 ? 'pause' : 'resume';
        sights.push(await seeOnce({ here, there, host, redis, notify }, command));
      }
      host.close();
      if (k > 0) all.push(sights);
    }
    here.close();
    there.close();
    return told(all, redis !== undefined);
  } finally {
    await notify.end();
    await redis?.end();
    await nodes.end();
  }
}

function told(all: readonly (readonly Sight[])[], hasRedis: boolean): readonly Measurement[] {
  const of = (what: keyof Sight) => median(all.map((run) => median(run.map((one) => one[what]))));
  const p99 = (what: keyof Sight) =>
    percentile(
      all.flat().map((one) => one[what]),
      0.99,
    );
  const shown = (what: keyof Sight) => `${of(what).toFixed(2)} ms`;
  const redis = hasRedis ? `Redis ${p99('redis').toFixed(1)} ms` : 'redis-server is not installed';
  return [
    {
      what: "another node sees an event, its page after the first node's (floor: Redis, publish to receipt)",
      unit: 'ms',
      floor: hasRedis ? of('redis') : null,
      ours: of('pageToPage'),
      // Where Redis is not installed the line only tells.
      ...(hasRedis && { reach: { ratio: 4 }, beyond: { ratio: 2.5 } }),
      note: `after the commit: NOTIFY, read, fold, view; from the acknowledgement ${shown('ackToPage')}; p99 ${p99('pageToPage').toFixed(1)} ms, ${redis}; bare NOTIFY to its receipt ${shown('notify')}`,
    },
    {
      what: "from the host's word to another node's page (floor: PostgreSQL, a durable row with NOTIFY to its receipt)",
      unit: 'ms',
      floor: of('commit'),
      ours: of('wordToPage'),
      note: `turn, decision, commit, NOTIFY, read, fold, view; to the first node's page ${shown('wordToOwnPage')}; p99 ${p99('wordToPage').toFixed(1)} ms`,
    },
  ];
}
