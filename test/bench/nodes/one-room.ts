import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenedRoom } from '../../../shared/protocol.ts';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { percentile } from '../../proofs/load/crowd.ts';
import { openRoom } from '../../proofs/load/rooms.ts';
import type { PostgresServer } from '../../support/postgres-server.ts';
import { machineMs } from '../load/phone.ts';
import { Phones } from '../load/phones.ts';
import type { Guessed } from '../load/phones-main.ts';
import { type Measurement, median } from '../measurement.ts';
import { LeanHost } from './host.ts';
import { type Nodes, startNodes } from './servers.ts';

const STUDENTS = 300;
const TIMES = 3;
const WITHIN_MS = 1000;
const LEAD_MS = 300;
/** Counts and lists of what was before have gone out. */
const CALM_MS = 2000;
const settings: SettingsInput = {
  ...{ drawSize: 10, rounds: 100, replacement: 'each', guessSeconds: 600, autoClose: false },
  ...{ maxPlayers: STUDENTS },
};

/** One room whose phones are shared out among the servers in turn, with its host at the first. */
class SpreadRoom {
  readonly #nodes: Nodes;
  readonly #opened: OpenedRoom;
  /** So few take little from the servers, and wait for nobody else before they look at the clock. */
  readonly #phones = new Phones(STUDENTS, 0);
  #round = 0;

  private constructor(nodes: Nodes, opened: OpenedRoom) {
    this.#nodes = nodes;
    this.#opened = opened;
  }

  static async open(postgres: PostgresServer, name: string, count: number): Promise<SpreadRoom> {
    const nodes = await startNodes(postgres, name, count);
    const [first] = nodes.servers;
    if (first === undefined) throw new Error('no server');
    const room = new SpreadRoom(nodes, await openRoom(first, settings));
    try {
      await room.#fill();
      return room;
    } catch (error) {
      await room.end();
      throw error;
    }
  }

  /** One after the other at every server, so that neighbours in time are at different ones. */
  async #fill(): Promise<void> {
    const { code, joinUrl } = this.#opened;
    const place = { room: code, key: new URL(joinUrl).searchParams.get('k') ?? '' };
    const { servers } = this.#nodes;
    for (let k = 0; k < STUDENTS; k += servers.length) {
      await Promise.all(servers.map(({ port }) => this.#phones.join(port, [place], 1)));
    }
  }

  /** A round in which everybody places an estimate each second. */
  async playRound(): Promise<Guessed> {
    const host = await LeanHost.open(this.#nodes.servers[0]?.port ?? 0, this.#opened);
    await this.#phones.expect('view');
    if (this.#round === 0) await host.say('start');
    else await host.say('next', { draws: 1 });
    this.#round += 1;
    await this.#phones.seen();
    await sleep(CALM_MS);
    const startAt = machineMs() + LEAD_MS;
    const guessed = await this.#phones.guess({
      ...{ round: this.#round, pattern: 'spread', withinMs: WITHIN_MS, times: TIMES, startAt },
    });
    const lost = STUDENTS * TIMES - guessed.answersMs.length;
    if (lost > 0) throw new Error(`${lost} answers were lost: ${JSON.stringify(guessed.lost)}`);
    await host.say('close');
    host.close();
    return guessed;
  }

  async end(): Promise<void> {
    await this.#phones.end();
    await this.#nodes.end();
  }
}

/** One room over three servers, in turn with the same at one. */
export async function threeInOneRoom(
  postgres: PostgresServer,
  runs: number,
): Promise<readonly Measurement[]> {
  const rooms: SpreadRoom[] = [];
  try {
    const one = await SpreadRoom.open(postgres, 'one', 1);
    rooms.push(one);
    const three = await SpreadRoom.open(postgres, 'three', 3);
    rooms.push(three);
    const [alone, spread]: [Guessed[], Guessed[]] = [[], []];
    for (let k = 0; k <= runs; k += 1) {
      const guessed = [await one.playRound(), await three.playRound()] as const;
      if (k === 0) continue;
      alone.push(guessed[0]);
      spread.push(guessed[1]);
    }
    return [told(alone, spread)];
  } finally {
    for (const room of rooms) await room.end();
  }
}

function told(alone: readonly Guessed[], spread: readonly Guessed[]): Measurement {
  const at = (part: number, all: readonly Guessed[]) =>
    median(all.map(({ answersMs }) => percentile(answersMs, part)));
  const p50 = (all: readonly Guessed[]) => `${at(0.5, all).toFixed(1)} ms`;
  const delay = (all: readonly Guessed[]) => median(all.map(({ loopDelayMs }) => loopDelayMs)).toFixed(0);
  const answers = spread.reduce((sum, { answersMs }) => sum + answersMs.length, 0);
  return {
    what: `three nodes in one room, ${STUDENTS} guesses a second: ack p99 (floor: one node, same PostgreSQL)`,
    unit: 'ms',
    floor: at(0.99, alone),
    ours: at(0.99, spread),
    reach: { ratio: 1.5 },
    beyond: { ratio: 1.2 },
    note: `0 of ${answers} lost, p50 ${p50(spread)}, at one node ${p50(alone)}; the three share the cores that the one has alone; generators' loop delay p99 ${delay(spread)} and ${delay(alone)} ms`,
  };
}
