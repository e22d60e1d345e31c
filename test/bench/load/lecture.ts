import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import type { OpenedRoom } from '../../../shared/protocol.ts';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { openRoom } from '../../proofs/load/rooms.ts';
import { connectSocket } from '../../support/classroom.ts';
import { Inspector } from '../../support/inspector.ts';
import { freePort, ServerProcess } from '../../support/server-process.ts';
import { Phones, type Place } from './phones.ts';

/** The real server in a process of its own with a room on a real disk, its host, and room for a crowd. */
export class Lecture {
  readonly server: ServerProcess;
  readonly phones: Phones;
  readonly opened: OpenedRoom;
  readonly #inspector: Inspector;
  readonly #dir: string;
  #host: Socket | undefined;
  #screen: Socket | undefined;
  #asked = 0;
  round = 0;

  private constructor(
    server: ServerProcess,
    inspector: Inspector,
    dir: string,
    opened: OpenedRoom,
    most: number,
  ) {
    this.server = server;
    this.#inspector = inspector;
    this.#dir = dir;
    this.opened = opened;
    this.phones = new Phones(most);
  }

  static async open(most: number, settings: SettingsInput = {}): Promise<Lecture> {
    const dir = mkdtempSync(join(tmpdir(), 'bakery-bench-'));
    const server = new ServerProcess(await freePort(), dir, {
      env: { MAX_ROOMS: '100000' },
      node: ['--inspect=127.0.0.1:0', ...wordsForNode()],
    });
    try {
      await server.start();
      const inspector = await Inspector.attach(server.complaints);
      const opened = await openRoom(server, {
        ...{ drawSize: 100, rounds: 100, replacement: 'each', guessSeconds: 600, autoClose: false },
        ...{ maxPlayers: most, histogram: 'live', board: 1 },
        ...settings,
      });
      return new Lecture(server, inspector, dir, opened, most);
    } catch (error) {
      await server.end();
      throw error;
    }
  }

  get place(): Place {
    const { code, joinUrl } = this.opened;
    return { room: code, key: new URL(joinUrl).searchParams.get('k') ?? '' };
  }

  join(count: number, real = false): Promise<void> {
    return this.phones.join(this.server.port, [this.place], count, real);
  }

  /** Of the server's process with all its threads. */
  async cpuMs(): Promise<number> {
    const { user, system } = (await this.evaluate('process.cpuUsage()')) as NodeJS.CpuUsage;
    return (user + system) / 1000;
  }

  /** After what nobody needs is gone. */
  async rss(): Promise<number> {
    return (await this.memory()).rss;
  }

  memory(): ReturnType<Inspector['memory']> {
    return this.#inspector.memory();
  }

  /** The longest the server's loop was held up since it was last asked. */
  async blockMs(): Promise<number> {
    const seen = await this.evaluate(
      '(() => { globalThis.blocks ??= process.getBuiltinModule("node:perf_hooks").monitorEventLoopDelay({ resolution: 1 }); const most = blocks.max / 1e6; blocks.enable(); blocks.reset(); return most; })()',
    );
    return Number(seen);
  }

  evaluate(expression: string): Promise<unknown> {
    return this.#inspector.evaluate(expression);
  }

  /** A host and a projector that look on; neither keeps what it sees. */
  async watch(): Promise<void> {
    const { code, hostToken } = this.opened;
    this.#host ??= await connected(connectSocket(this.server.url, '/host', { room: code, hostToken }));
    this.#screen ??= await connected(connectSocket(this.server.url, '/display', { room: code }));
  }

  /** Nobody looks on; the class has been told. */
  async lookAway(): Promise<void> {
    this.#host?.disconnect();
    this.#screen?.disconnect();
    this.#host = undefined;
    this.#screen = undefined;
    await sleep(4000);
  }

  async say(event: string, more: object = {}): Promise<void> {
    await this.watch();
    this.#asked += 1;
    const answer = await this.#host
      ?.timeout(30_000)
      .emitWithAck(event, { opId: `host-${this.#asked}`, ...more });
    if (answer?.ok !== true) throw new Error(`${event} was refused: ${JSON.stringify(answer)}`);
  }

  /** Draws, so that everybody may guess; resolves when the last phone has seen it. */
  async draw(patienceMs?: number): Promise<void> {
    await this.phones.expect('view');
    if (this.round === 0) await this.say('start');
    else await this.say('next', { draws: 1 });
    this.round += 1;
    await this.phones.seen(patienceMs);
  }

  /** Scores; resolves when the last phone has its own. */
  async close(): Promise<void> {
    await this.phones.expect('view');
    await this.say('close');
    await this.phones.seen();
  }

  async end(): Promise<void> {
    this.#host?.disconnect();
    this.#screen?.disconnect();
    await this.phones.end();
    this.#inspector.close();
    // Gracefully, so that a profile is written.
    await this.server.end('SIGTERM');
    rmSync(this.#dir, { recursive: true, force: true });
  }
}

/** `BENCH_NODE='--cpu-prof --cpu-prof-dir=profiles' npm run bench -- PART` starts every server with these words for Node. */
function wordsForNode(): readonly string[] {
  return (process.env.BENCH_NODE ?? '').split(' ').filter((word) => word !== '');
}

function connected(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}
