import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HostReceives } from '../../shared/protocol.ts';
import { Client, connectSocket } from '../support/classroom.ts';
import { Inspector } from '../support/inspector.ts';
import { plantedCopy } from '../support/planted-copy.ts';
import { freePort, ServerProcess } from '../support/server-process.ts';
import {
  type BystanderReport,
  type CrowdReport,
  percentile,
  sendBystanders,
  sendCrowd,
} from './load/crowd.ts';
import { openRoom, openRooms } from './load/rooms.ts';
import { count, type Proof, type Size, type Verdict } from './proof.ts';

const sizes: Readonly<
  Record<Size, { readonly joins: number; readonly rooms: number; readonly processes: number }>
> = {
  ci: { joins: 2000, rooms: 50, processes: 2 },
  full: { joins: 10_000, rooms: 1000, processes: 3 },
};
const phones = 30;
const boundMs = 250;
/** A deadline is missed when the close comes later than its grace, and as much again as an answer may take. */
const closeBoundMs = 1000 + boundMs;

export const flood: Proof = {
  id: 'P7',
  promise: 'a flood of joins elsewhere does not hurt a class',
  async prove(size) {
    const { joins, rooms, processes } = sizes[size];
    const one = await underFlood(joins, 1, processes);
    const spread = await underFlood(joins, rooms, processes);
    const calm = await underFlood(0, 1, 0);
    const dull = await underDullServer(joins, processes);
    const isFound = dull.answersP99 > Math.max(boundMs, 1.5 * one.answersP99);
    const broken = [one, spread].flatMap((seen) => seen.broken);
    return {
      figures: [
        `${count(joins)} joins in ${one.openedS} s to one room: ${one.figures}`,
        `to ${count(rooms)} rooms in ${spread.openedS} s: ${spread.figures}`,
        `without a flood: ${calm.figures}`,
        `where each join takes 20 ms more (planted): answers next door p99 ${Math.round(dull.answersP99)} ms`,
      ].join('; '),
      broken,
      late: [
        ...one.late,
        ...spread.late,
        ...(isFound ? [] : ['not found although planted: joins that take long']),
      ],
    };
  },
};

interface Seen extends Verdict {
  readonly answersP99: number;
  readonly openedS: string;
}

/** A join that holds up the loop must be seen next door. */
async function underDullServer(joins: number, processes: number): Promise<Seen> {
  const copy = plantedCopy();
  const from = 'const retryAfterMs = await door.wait();';
  copy.plant('server/sockets/seats.ts', (text) => {
    if (!text.includes(from)) throw new Error('nothing to plant');
    return text.replace(
      from,
      `for (const end = performance.now() + 20; performance.now() < end; ) {}\n${from}`,
    );
  });
  try {
    return await underFlood(Math.min(joins, 2000), 1, processes, copy.path);
  } finally {
    copy.remove();
  }
}

async function underFlood(joins: number, rooms: number, processes: number, root?: string): Promise<Seen> {
  const dir = mkdtempSync(join(tmpdir(), 'bakery-flood-'));
  const server = new ServerProcess(await freePort(), dir, {
    env: { MAX_ROOMS: '100000' },
    node: ['--inspect=127.0.0.1:0'],
    ...(root !== undefined && { root }),
  });
  await server.start();
  const inspector = await Inspector.attach(server.complaints);
  try {
    const room = await openRoom(server, { guessSeconds: 10, rounds: 1, maxPlayers: 100 });
    const others = await openRooms(server, joins === 0 ? 0 : rooms);
    const host = new Client<HostReceives>(
      connectSocket(server.url, '/host', { room: room.code, hostToken: room.hostToken }),
    );
    const bystanders = await sendBystanders({ url: server.url, room, phones });
    await host.send('start');
    const { closesAt } = await host.until('view', ({ phase }) => phase === 'guessing');
    bystanders.begin();
    await sleep(1000);
    await inspector.loopDelay();
    const order = {
      port: server.port,
      rooms: others,
      joins,
      withinMs: 1000,
      patienceMs: 60_000,
      withKey: true,
    };
    const crowd = sendCrowd(order, processes);
    const closed = new Promise<number>((resolve) => {
      host.socket.on('view', ({ phase }: { readonly phase: string }) => {
        if (phase === 'results') resolve(Date.now());
      });
      setTimeout(() => resolve(Number.NaN), 30_000).unref();
    });
    const [reports] = await Promise.all([crowd.reports, sleep(joins === 0 ? 5000 : 0)]);
    const loop = await inspector.loopDelay();
    const heard = await bystanders.end();
    const closedMs = (await closed) - (closesAt ?? 0);
    await crowd.leave();
    host.close();
    return judge(joins, reports, heard, loop, closedMs);
  } finally {
    inspector.close();
    await server.end();
    rmSync(dir, { recursive: true, force: true });
  }
}

function judge(
  joins: number,
  reports: readonly CrowdReport[],
  heard: BystanderReport,
  loop: { readonly p99Ms: number; readonly mostMs: number },
  closedMs: number,
): Seen {
  const joined = reports.reduce((sum, { joinedMs }) => sum + joinedMs.length, 0);
  const refused = reports.flatMap((report) => Object.entries(report.refused));
  const answersP99 = percentile(heard.answersMs, 0.99);
  const most = (of: (report: CrowdReport) => number) => Math.max(0, ...reports.map(of));
  const ms = (value: number) => `${Math.round(value)} ms`;
  const figures = [
    `answers next door p99 ${ms(answersP99)} of ${count(heard.answersMs.length)}`,
    `closed ${ms(closedMs)} after the deadline`,
    `${count(joined)} in within ${(most(({ lastMs }) => lastMs) / 1000).toFixed(1)} s`,
    `${count(reports.reduce((sum, { queued }) => sum + queued, 0))} asked to wait`,
    `loop delay p99 of the server ${ms(loop.p99Ms)} (most ${ms(loop.mostMs)}), of the generators ${ms(most(({ loopDelayMs }) => loopDelayMs))}, of the class ${ms(heard.loopDelayMs)}`,
  ];
  const broken = [
    ...(joined === joins
      ? []
      : [`${count(joins - joined)} of ${count(joins)} joins were lost: ${JSON.stringify(refused)}`]),
    ...(heard.lost === 0 ? [] : [`${heard.lost} estimates next door were not answered`]),
    ...(Number.isNaN(closedMs) ? ['the round next door did not close'] : []),
  ];
  const late = [
    ...(answersP99 <= boundMs
      ? []
      : [`next door 99 of 100 answers came within ${ms(answersP99)}, not ${ms(boundMs)}`]),
    ...(closedMs <= closeBoundMs ? [] : [`the round next door closed ${ms(closedMs)} after its deadline`]),
  ];
  return {
    figures: figures.join(', '),
    answersP99,
    broken,
    late,
    openedS: (most(({ openedMs }) => openedMs) / 1000).toFixed(1),
  };
}
