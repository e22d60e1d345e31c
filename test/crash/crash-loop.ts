import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenedRoom } from '../../shared/protocol.ts';
import type { RecordedEvent } from '../../shared/room/events.ts';
import { LEAST_AFTER_RESTART_MS } from '../../shared/room/timing.ts';
import { type Chance, chanceOf, whole } from '../support/chance.ts';
import { freePort, ServerProcess } from '../support/server-process.ts';
import { CrashingRoom, hurriedLesson } from './crashing-room.ts';
import { check, History, namesAfter } from './history.ts';
import { type StoredLog, type StoredRooms, storedRooms } from './stored-rooms.ts';

const roomsAtOnce = 4;
const longestLifeMs = 450;
/** So often the process is killed before it listens, in the middle of its recovery. */
const shareKilledEarly = 0.1;

export interface CrashFigures {
  readonly crashes: number;
  readonly killedEarly: number;
  readonly acknowledged: number;
  readonly unanswered: number;
  readonly resumed: number;
  readonly deadlinesMoved: number;
  /** Ids of what was acknowledged and is not in the log. */
  readonly lost: ReadonlySet<string>;
  /** Everything else that is not as promised, one sentence each. */
  readonly broken: readonly string[];
}

export interface CrashPlan {
  readonly crashes: number;
  readonly seed: number;
  /** Where the server's code lies. */
  readonly root?: string;
  /** Ends with the crash that lost something. */
  readonly untilLost?: boolean;
}

/** Kills a server with running lessons again and again, and compares its disk with what it had answered. */
export async function crashLoop(plan: CrashPlan): Promise<CrashFigures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bakery-crashes-'));
  const server = new ServerProcess(
    await freePort(),
    dataDir,
    plan.root === undefined ? {} : { root: plan.root },
  );
  const loop = new CrashLoop(server, dataDir, chanceOf(plan.seed));
  try {
    for (let crash = 1; crash <= plan.crashes; crash += 1) {
      await loop.lifeAndDeath();
      if (plan.untilLost && loop.figures.lost.size > 0) break;
    }
    return loop.figures;
  } finally {
    await server.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

class CrashLoop {
  readonly #server: ServerProcess;
  readonly #dataDir: string;
  readonly #chance: Chance;
  readonly #history = new History();
  #rooms: CrashingRoom[] = [];
  #stored: StoredRooms | undefined;
  /** Logs that must be there, with their host's token; then those that may be gone, and those that must be. */
  readonly #logs = new Map<string, string>();
  readonly #deleting = new Set<string>();
  readonly #deleted = new Set<string>();
  readonly #lost = new Set<string>();
  readonly #broken = new Set<string>();
  readonly #moved = new Set<string>();
  readonly #counts = { crashes: 0, killedEarly: 0, resumed: 0 };
  /** Rooms opened and deleted over HTTP. */
  #requested = 0;

  constructor(server: ServerProcess, dataDir: string, chance: Chance) {
    this.#server = server;
    this.#dataDir = dataDir;
    this.#chance = chance;
  }

  get figures(): CrashFigures {
    return {
      ...this.#counts,
      acknowledged: this.#history.acknowledged + this.#requested,
      deadlinesMoved: this.#moved.size,
      unanswered: this.#history.unanswered,
      lost: this.#lost,
      broken: [...this.#broken],
    };
  }

  async lifeAndDeath(): Promise<void> {
    const up = this.#server.start();
    this.#counts.crashes += 1;
    if (this.#chance() < shareKilledEarly) {
      up.catch(() => {});
      await sleep(whole(this.#chance, 400));
      await this.#server.end('SIGKILL');
      this.#counts.killedEarly += 1;
    } else {
      await up;
      const lives = this.#live();
      await sleep(60 + whole(this.#chance, longestLifeMs));
      await this.#server.end('SIGKILL');
      await Promise.all(this.#rooms.map((room) => room.die()));
      await lives;
    }
    await this.#compare();
  }

  async #live(): Promise<void> {
    const http = this.#tidy();
    const rooms = this.#rooms.map(async (room) => {
      const stored = this.#stored?.logs.get(room.log);
      const { resumed, complaints } = await room.live(stored, (log) =>
        this.#logs.set(log, room.opened.hostToken),
      );
      for (const sentence of complaints) this.#broken.add(sentence);
      this.#counts.resumed += resumed;
    });
    await Promise.all([http, ...rooms]);
  }

  /** Deletes what is over and has been compared, and opens as many new rooms. */
  async #tidy(): Promise<void> {
    const running = new Set(this.#rooms.map(({ log }) => log));
    for (const [log, hostToken] of this.#logs) {
      if (running.has(log) || !this.#stored?.logs.has(log)) continue;
      this.#deleting.add(log);
      const headers = { authorization: `Bearer ${hostToken}` };
      if ((await this.#fetch(`rooms/${log}`, { method: 'DELETE', headers }))?.status !== 204) continue;
      this.#requested += 1;
      this.#isDeleted(log);
    }
    for (let missing = roomsAtOnce - this.#rooms.length; missing > 0; missing -= 1) {
      const body = JSON.stringify({ settings: hurriedLesson });
      const headers = { 'content-type': 'application/json' };
      const response = await this.#fetch('rooms', { method: 'POST', headers, body });
      const opened =
        response?.status === 201 ? ((await response.json().catch(() => null)) as OpenedRoom | null) : null;
      if (opened === null) continue;
      this.#requested += 1;
      this.#logs.set(opened.replayId, opened.hostToken);
      this.#rooms.push(new CrashingRoom(this.#server.url, opened, this.#history, this.#chance));
    }
  }

  #isDeleted(log: string): void {
    this.#logs.delete(log);
    this.#deleted.add(log);
    this.#history.forget(log);
  }

  async #fetch(path: string, request: RequestInit): Promise<Response | undefined> {
    return fetch(`${this.#server.url}/api/${path}`, request).catch(() => undefined);
  }

  /** What the dead server's disk holds, against what it had answered. */
  async #compare(): Promise<void> {
    const stored = await storedRooms(this.#dataDir);
    this.#stored = stored;
    if (stored.integrity !== 'ok') this.#broken.add(`integrity_check: ${stored.integrity}`);
    for (const log of this.#deleted) {
      if (stored.logs.has(log)) this.#broken.add(`${log} was deleted and is back`);
    }
    for (const log of this.#logs.keys()) {
      const found = stored.logs.get(log);
      // Asked for, done, and the answer lost with the server.
      if (found === undefined && this.#deleting.has(log)) {
        this.#isDeleted(log);
        continue;
      }
      if (found === undefined) this.#lost.add(log);
      this.#compareLog(log, found ?? { events: [], names: new Map() });
    }
    for (const room of this.#rooms) {
      room.log = stored.current.get(room.opened.code) ?? room.log;
      // The answer that it is played again may have been lost with the server.
      this.#logs.set(room.log, room.opened.hostToken);
    }
    this.#rooms = this.#rooms.filter(({ over }) => !over);
  }

  #compareLog(log: string, { events, names }: StoredLog): void {
    const requests = this.#history.of(log);
    for (const { kind, id, sentence } of check(requests, events, idOf)) {
      if (kind === 'lost') this.#lost.add(id);
      else this.#broken.add(sentence);
    }
    for (const [playerId, name] of namesAfter(requests, events)) {
      const stored = names.get(playerId);
      if (stored !== name) this.#broken.add(`${playerId} renamed itself ${name} and is stored as ${stored}`);
    }
    for (const { seq, at, event } of events) {
      if (event.type !== 'DeadlineMoved') continue;
      this.#moved.add(`${log} ${seq}`);
      if (event.closesAt < at + LEAST_AFTER_RESTART_MS) {
        this.#broken.add(`${log} left ${event.closesAt - at} ms after a restart`);
      }
    }
  }
}

function idOf({ op, event }: RecordedEvent): string | undefined {
  return event.type === 'SeatTaken' ? event.tokenHash : op?.id;
}
