import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plantedCopy } from '../support/planted-copy.ts';
import { freePort, ServerProcess } from '../support/server-process.ts';
import { type CrowdReport, sendCrowd } from './load/crowd.ts';
import { openRoom } from './load/rooms.ts';
import { count, type Proof, type Size, type Verdict } from './proof.ts';

const players = 1000;
const withinMs: Readonly<Record<Size, number>> = { ci: 10_000, full: 60_000 };
/** A school mistypes too. */
const typos = 40;

export const oneAddress: Proof = {
  id: 'P8',
  promise: 'a whole school behind one address comes in',
  async prove(size): Promise<Verdict> {
    const seen = await school({
      joins: players,
      withinMs: withinMs[size],
      patienceMs: withinMs[size] + 60_000,
    });
    const { joined, turnedAway, queued, slowed } = seen;
    const missed = await missedRation();
    return {
      figures: [
        `${count(joined)} of ${count(players)} players who typed the digits came in from one address in ${seen.seconds} s, after ${typos} wrong codes from it`,
        `${turnedAway.length} kinds of refusal, ${slowed} asked to wait for wrong codes, ${queued} for others`,
        `the slowest took ${Math.round(seen.slowestMs)} ms, generators' own loop delay p99 ${Math.round(seen.loopDelayMs)} ms`,
        `${missed ? 0 : 1} of 1 planted faults found`,
      ].join('; '),
      broken: [
        ...(joined === players ? [] : [`${players - joined} did not come in`]),
        ...turnedAway,
        ...(slowed === 0 ? [] : [`${slowed} times a player was asked to wait for the wrong codes of others`]),
        ...(missed ? ['not found although planted: right codes are rationed by address'] : []),
      ],
      // Generators that were held up send many at once, and then the door has a queue, whatever their address.
      late: queued === 0 ? [] : [`${queued} times a player was asked to wait at the door`],
    };
  },
};

interface School {
  readonly joined: number;
  readonly turnedAway: readonly string[];
  /** Answers that asked to wait for others at the door, and because of wrong codes. */
  readonly queued: number;
  readonly slowed: number;
  readonly seconds: string;
  readonly slowestMs: number;
  readonly loopDelayMs: number;
}

async function school(
  crowd: { readonly joins: number; readonly withinMs: number; readonly patienceMs: number },
  root?: string,
): Promise<School> {
  const dir = mkdtempSync(join(tmpdir(), 'bakery-school-'));
  const server = new ServerProcess(await freePort(), dir, root === undefined ? {} : { root });
  await server.start();
  try {
    const { code } = await openRoom(server, { maxPlayers: players });
    for (let k = 0; k < typos; k += 1) await fetch(`${server.url}/api/rooms/${String(k).padStart(5, '0')}x`);
    const order = { ...crowd, port: server.port, rooms: [{ code, key: '' }], withKey: false };
    const { reports, leave } = sendCrowd(order, 2);
    const seen = await reports;
    await leave();
    return summary(seen);
  } finally {
    await server.end();
    rmSync(dir, { recursive: true, force: true });
  }
}

function summary(reports: readonly CrowdReport[]): School {
  const most = (of: (report: CrowdReport) => number) => Math.max(...reports.map(of));
  return {
    joined: reports.reduce((sum, { joinedMs }) => sum + joinedMs.length, 0),
    turnedAway: reports.flatMap(({ refused }) =>
      Object.entries(refused).map(([why, n]) => `${n} times ${why}`),
    ),
    queued: reports.reduce((sum, { queued }) => sum + queued, 0),
    slowed: reports.reduce((sum, { slowed }) => sum + slowed, 0),
    seconds: (most(({ lastMs }) => lastMs) / 1000).toFixed(1),
    slowestMs: most(({ joinedMs }) => joinedMs.reduce((a, b) => Math.max(a, b), 0)),
    loopDelayMs: most(({ loopDelayMs }) => loopDelayMs),
  };
}

/** Right codes are counted as wrong ones are. */
async function missedRation(): Promise<boolean> {
  const copy = plantedCopy();
  const from = 'if (room !== undefined) return { ok: true, room };';
  copy.plant('server/sockets/seats.ts', (text) => {
    if (!text.includes(from)) throw new Error('nothing to plant');
    return text.replace(from, `codeBudget.miss(address);\n    ${from}`);
  });
  try {
    const { joined, slowed } = await school({ joins: 200, withinMs: 2000, patienceMs: 10_000 }, copy.path);
    return joined === 200 && slowed === 0;
  } finally {
    copy.remove();
  }
}
