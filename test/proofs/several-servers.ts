import { answerBeforeTheTurnEnds, withFault } from '../crash/planted-faults.ts';
import { run, top } from '../support/run.ts';
import { percentile } from './network/run-phones.ts';
import type { SpreadPlan } from './nodes/nodes-main.ts';
import type { SpreadReport } from './nodes/spread-lesson.ts';
import { count, type Proof, type Size } from './proof.ts';

const phones: Readonly<Record<Size, number>> = { ci: 12, full: 60 };
const backWithinMs = 5000;
const mostPlanted = 3;

export const severalServers: Proof = {
  id: 'P20',
  name: 'nodes',
  promise:
    'one server of three may be killed, one drained and the database restarted in the middle of a lesson',
  async prove(size) {
    const kept = await play({ client: top, server: top, phones: phones[size] });
    const waits = Object.entries(kept.waitedMs);
    const planted = size === 'full' ? await lostWhenPlanted() : undefined;
    const figures = [
      `${count(kept.lost)} lost of ${count(kept.acknowledged)} acknowledged by ${kept.phones} phones at ${kept.servers} servers`,
      ...waits.map(
        ([what, times]) =>
          `${what}: ${times.length} of ${kept.phones} heard again, after ${percentile(times, 0.95)} ms (p95)`,
      ),
      `${kept.replays} replay at 3 servers`,
      ...(planted === undefined ? [] : [`acknowledging before the commit: ${count(planted)} lost`]),
    ];
    const broken = [
      ...kept.faults,
      ...waits.flatMap(([what, times]) =>
        times.length === kept.phones ? [] : [`${what}: only ${times.length} phones were heard again`],
      ),
      ...(planted === 0 ? ['an acknowledgement before the commit was not noticed'] : []),
    ];
    const late = waits.flatMap(([what, times]) => {
      const p95 = percentile(times, 0.95);
      return p95 > backWithinMs ? [`${what}: p95 ${p95} ms, ${backWithinMs} ms is the bound`] : [];
    });
    return { figures: figures.join('; '), broken, late };
  },
};

function lostWhenPlanted(): Promise<number> {
  return withFault(answerBeforeTheTurnEnds, async (server) => {
    let lost = 0;
    for (let tries = 0; tries < mostPlanted && lost === 0; tries += 1) {
      lost = (await play({ client: top, server, phones: phones.full })).lost;
    }
    return lost;
  });
}

async function play(plan: SpreadPlan): Promise<SpreadReport> {
  const done = await run('test/proofs/nodes/nodes-main.ts', [JSON.stringify(plan)]);
  if (done.code !== 0) throw new Error(`the lesson ended with ${done.code}: ${done.stderr}`);
  return JSON.parse(done.stdout);
}
