// Thirty phones of a class in a process of their own: each places an estimate every second and waits for its answer.
// Runs until it is told to stop, and then says how long the answers took.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenedRoom, PlayerReceives } from '../../../shared/protocol.ts';
import { protocolVersion } from '../../../shared/protocol-version.ts';
import { Client, connectSocket } from '../../support/classroom.ts';
import type { BystanderOrder, BystanderReport } from './crowd.ts';

const order: BystanderOrder = JSON.parse(process.argv[2] ?? '');
const delay = monitorEventLoopDelay({ resolution: 10 });
const answersMs: number[] = [];
let lost = 0;
let refused = 0;
let stopped = false;

async function enter({ code }: OpenedRoom, k: number): Promise<Client<PlayerReceives>> {
  const client = new Client<PlayerReceives>(
    connectSocket(order.url, '/player', { room: code, protocol: protocolVersion, name: `Baker ${k}` }),
  );
  await client.until('welcome');
  return client;
}

async function play(phone: Client<PlayerReceives>, k: number): Promise<void> {
  await sleep((1000 * k) / order.phones);
  for (let n = 0; !stopped; n += 1) {
    const asked = performance.now();
    const p = 0.3 + (n % 40) / 100;
    try {
      const { ok } = await phone.send('guess', { round: 1, estimate: { p: [p, 1 - p] } });
      answersMs.push(performance.now() - asked);
      if (!ok) refused += 1;
    } catch {
      lost += 1;
    }
    await sleep(Math.max(0, 1000 - (performance.now() - asked)));
  }
}

const phones: Client<PlayerReceives>[] = [];
for (let k = 0; k < order.phones; k += 1) phones.push(await enter(order.room, k));
process.send?.('here');
process.once('disconnect', () => process.exit());
process.on('message', (said) => {
  if (said === 'begin') {
    delay.enable();
    void Promise.all(phones.map(play)).then(() => {
      const report: BystanderReport = { answersMs, lost, refused, loopDelayMs: delay.percentile(99) / 1e6 };
      process.send?.(report);
    });
  } else stopped = true;
});
