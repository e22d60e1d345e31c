import { setTimeout as sleep } from 'node:timers/promises';
import type { FloorServer } from './floors/lines.ts';
import { fullFloor, fullLecture } from './load/full-lectures.ts';
import type { Lecture } from './load/lecture.ts';
import { machineMs } from './load/phone.ts';
import { idleOf, type Measurement, median, type Options } from './measurement.ts';

interface Sent {
  /** CPU of the server for one delivered message. */
  readonly cpuUs: number;
  readonly toLastMs: number;
  readonly blockMs: number;
}

const REST_MS = 300;

interface Target {
  cpuMs(): Promise<number>;
  blockMs(): Promise<number>;
  /** What the server takes for lying idle, for a millisecond: ten thousand lines are asked every ten seconds whether they still stand. */
  readonly idle: number;
}

async function measured(
  target: Target,
  players: number,
  send: () => Promise<number>,
  seen: () => Promise<number>,
): Promise<Sent> {
  await sleep(REST_MS);
  await target.blockMs();
  const before = await target.cpuMs();
  const begun = await send();
  const lastAt = await seen();
  const tookMs = machineMs() - begun;
  const cpuUs = (1000 * ((await target.cpuMs()) - before - target.idle * tookMs)) / players;
  return { cpuUs, toLastMs: lastAt - begun, blockMs: await target.blockMs() };
}

/** The host pauses and goes on: a view for everybody, stored first. */
function viewToAll(lecture: Lecture, idle: number, players: number, k: number): Promise<Sent> {
  const send = async () => {
    await lecture.phones.expect('view');
    const begun = machineMs();
    await lecture.say(k % 2 === 0 ? 'pause' : 'resume');
    return begun;
  };
  const target = { cpuMs: () => lecture.cpuMs(), blockMs: () => lecture.blockMs(), idle };
  return measured(target, players, send, () => lecture.phones.seen());
}

function frameToAll(floor: FloorServer, idle: number, players: number, bytes: number): Promise<Sent> {
  const send = async () => {
    // A frame's head has two bytes or four.
    const whole = bytes + (bytes < 126 ? 2 : 4);
    await floor.phones.expectBare(floor.kind === 'tcp' ? 'bytes' : 'frame', floor.kind === 'tcp' ? whole : 1);
    return floor.server.call('broadcast', bytes);
  };
  const target = { cpuMs: () => floor.cpuMs(), blockMs: () => floor.server.call('blockMs'), idle };
  return measured(target, players, send, () => floor.phones.seen());
}

/** Bytes of one view on one phone's wire. */
async function bytesOfView(lecture: Lecture, players: number): Promise<number> {
  const before = (await lecture.phones.traffic()).received;
  await viewToAll(lecture, 0, players, 0);
  const bytes = ((await lecture.phones.traffic()).received - before) / players;
  await viewToAll(lecture, 0, players, 1);
  return Math.round(bytes);
}

/** One message to everybody in a room, from the host's word to the last phone. */
export async function fanOut({ runs, players: sizes }: Options): Promise<readonly Measurement[]> {
  const results: Measurement[] = [];
  for (const players of sizes) {
    const { of: lecture } = await fullLecture(players);
    if (lecture.round === 0) await lecture.draw();
    const bytes = await bytesOfView(lecture, players);
    const { of: tcp } = await fullFloor('tcp', players);
    const { of: ws } = await fullFloor('ws', players);
    const idle = await idleOf(lecture);
    const [idleTcp, idleWs] = [await idleOf(tcp), await idleOf(ws)];
    const [bare, prebuilt, ours]: [Sent[], Sent[], Sent[]] = [[], [], []];
    for (let k = 0; k < runs + (runs % 2); k += 1) {
      bare.push(await frameToAll(tcp, idleTcp, players, bytes));
      prebuilt.push(await frameToAll(ws, idleWs, players, bytes));
      ours.push(await viewToAll(lecture, idle, players, k));
    }
    const of = (sent: readonly Sent[], what: keyof Sent) => median(sent.map((one) => one[what]));
    const note = `${bytes} B each; bare TCP ${of(bare, 'cpuUs').toFixed(1)} µs, ${of(bare, 'toLastMs').toFixed(0)} ms; idling took ${(1000 * idle).toFixed(0)} ms a second and is taken off; generators' loop delay ${(await lecture.phones.loopDelayMs()).toFixed(0)} ms`;
    const isFull = players >= 10_000;
    results.push(
      {
        what: `a view to ${players}: CPU per message (floor: prebuilt ws)`,
        unit: 'µs',
        floor: of(prebuilt, 'cpuUs'),
        ours: of(ours, 'cpuUs'),
        ...(isFull && { reach: { ratio: 1.8 }, beyond: { ratio: 1.5 } }),
        note,
      },
      {
        what: `a view to ${players}: time to the last (floor: prebuilt ws)`,
        unit: 'ms',
        floor: of(prebuilt, 'toLastMs'),
        ours: of(ours, 'toLastMs'),
        ...(isFull && { reach: { ratio: 2.2 }, beyond: { ratio: 1.6 } }),
      },
      {
        what: `a view to ${players}: longest block of the loop (beside it: prebuilt ws)`,
        unit: 'ms',
        floor: of(prebuilt, 'blockMs'),
        ours: of(ours, 'blockMs'),
        reach: { most: 10 },
        beyond: { most: 5 },
      },
    );
  }
  return results;
}
