// A crowd in a process of its own: so many phones open a connection within so many milliseconds and join; each that is told
// to wait comes back when it was told to. Prints one line of JSON when all are in or the patience is over.
import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { protocolVersion } from '../../../shared/protocol-version.ts';
import { answerOn, WebSocketWire, type Wire } from '../../support/raw-wire.ts';
import type { CrowdOrder, CrowdReport } from './crowd.ts';

const order: CrowdOrder = JSON.parse(process.argv[2] ?? '');
const delay = monitorEventLoopDelay({ resolution: 10 });
const joinedMs: number[] = [];
const refused: Record<string, number> = {};
const wires: Wire[] = [];
let queued = 0;
let slowed = 0;
let reopened = 0;

/** As the page does it: a wire that is lost is opened again, a wait that was asked for is kept. */
async function join(auth: object, begun: number, until: number): Promise<void> {
  let wire: Wire | null = null;
  for (let tries = 0; performance.now() < until; tries += 1) {
    if (wire === null || wire.closed) {
      if (tries > 0) reopened += 1;
      wire = await WebSocketWire.open(order.port).catch(() => null);
      if (wire === null) {
        await sleep(400 + 400 * Math.random());
        continue;
      }
    }
    wire.send(`40/player,${JSON.stringify(auth)}`);
    const answer = await answerOn(wire, (packet) => /^4[24]/.test(packet), until - performance.now());
    if (answer === undefined) continue;
    wire.received.length = 0;
    if (answer.startsWith('42')) {
      joinedMs.push(performance.now() - begun);
      wires.push(wire);
      return;
    }
    const { code, retryAfterMs } = JSON.parse(answer.slice(answer.indexOf('{'))).data;
    if (code !== 'room/queued' && code !== 'rate/slow-down') {
      refused[code] = (refused[code] ?? 0) + 1;
      wire.close();
      return;
    }
    if (code === 'room/queued') queued += 1;
    else slowed += 1;
    await sleep(retryAfterMs);
  }
  refused['no answer'] = (refused['no answer'] ?? 0) + 1;
}

async function main(): Promise<void> {
  await sleep(Math.max(0, order.startAt - Date.now()));
  delay.enable();
  const begun = performance.now();
  const until = begun + order.patienceMs;
  const joins: Promise<void>[] = [];
  while (joins.length < order.joins) {
    const due = Math.min(
      order.joins,
      Math.ceil(((performance.now() - begun) / order.withinMs) * order.joins),
    );
    while (joins.length < due) {
      const room = order.rooms[joins.length % order.rooms.length];
      if (room === undefined) throw new Error('no room to join');
      const ticket = randomBytes(32).toString('base64url');
      const auth = {
        room: room.code,
        protocol: protocolVersion,
        ticket,
        ...(order.withKey && { key: room.key }),
      };
      joins.push(join(auth, performance.now(), until));
    }
    await sleep(1);
  }
  const openedMs = performance.now() - begun;
  await Promise.all(joins);
  delay.disable();
  const report: CrowdReport = {
    ...{ joinedMs, refused, queued, slowed, reopened, openedMs },
    lastMs: performance.now() - begun,
    loopDelayMs: delay.percentile(99) / 1e6,
  };
  process.send?.(report);
}

process.once('disconnect', () => process.exit());
process.once('message', () => {
  for (const wire of wires) wire.close();
  process.exit();
});
await main();
