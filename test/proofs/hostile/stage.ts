import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HostReceives, OpenedRoom, PlayerReceives, Reply } from '../../../shared/protocol.ts';
import { protocolVersion } from '../../../shared/protocol-version.ts';
import type { Phase } from '../../../shared/room/state.ts';
import type { HostView } from '../../../shared/views/wire.ts';
import { Client, connectSocket } from '../../support/classroom.ts';
import type { Transport } from '../../support/raw-wire.ts';
import { freePort, ServerProcess, type ServerProcessOptions } from '../../support/server-process.ts';

export const phases = ['lobby', 'guessing', 'results', 'bet', 'revealed', 'ended'] as const;

/** The host's moves that lead to a phase from a room just opened. */
const ways: Readonly<Record<Phase, readonly string[]>> = {
  lobby: [],
  guessing: ['start'],
  results: ['start', 'close'],
  bet: ['start', 'close', 'next'],
  revealed: ['start', 'close', 'next', 'reveal'],
  ended: ['start', 'close', 'end'],
};

const settings = { rounds: 1, guessSeconds: null, bet: true, drawSize: 10, language: 'en' } as const;

export interface AttackedRoom extends OpenedRoom {
  readonly phase: Phase;
  readonly host: Client<HostReceives>;
  /** A seat of somebody who plays on, and its secret. */
  readonly good: Client<PlayerReceives>;
  readonly playerId: string;
  /** Secrets of seats taken before the start, one for the attacker on each transport. */
  readonly tokens: Readonly<Record<Transport, string>>;
}

/** The real server in a process of its own, rooms to attack in every phase, and a room that must not notice. */
export class HostileStage {
  readonly server: ServerProcess;
  readonly rooms: AttackedRoom[] = [];
  readonly #dir: string;
  readonly #clients = new Set<{ close(): void }>();
  #bystanders: { readonly client: Client<unknown>; readonly opened: OpenedRoom }[] = [];

  private constructor(server: ServerProcess, dir: string) {
    this.server = server;
    this.#dir = dir;
  }

  static async open(options: ServerProcessOptions = {}): Promise<HostileStage> {
    const dir = mkdtempSync(join(tmpdir(), 'bakery-hostile-'));
    const stage = new HostileStage(new ServerProcess(await freePort(), dir, options), dir);
    await stage.server.start();
    await stage.#openBystanders();
    return stage;
  }

  get port(): number {
    return this.server.port;
  }

  async openRoom(body: object = { settings }): Promise<OpenedRoom> {
    const response = await fetch(`${this.server.url}/api/rooms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.status !== 201) throw new Error(`no room: ${response.status}`);
    return (await response.json()) as OpenedRoom;
  }

  async roomIn(phase: Phase): Promise<AttackedRoom> {
    const opened = await this.openRoom();
    const host = this.#client<HostReceives>('/host', { room: opened.code, hostToken: opened.hostToken });
    await host.until('view');
    const good = this.#phone(opened, 'Good');
    const { playerId } = await good.until('welcome');
    const tokens = { websocket: '', polling: '' };
    for (const transport of ['websocket', 'polling'] as const) {
      const attacker = this.#phone(opened, transport === 'polling' ? 'Eve' : 'Mallory');
      tokens[transport] = (await attacker.until('welcome')).token ?? '';
      attacker.close();
    }
    for (const event of ways[phase]) {
      const { ok } = await host.send(event);
      if (!ok) throw new Error(`${event} on the way to ${phase} was refused`);
    }
    const room = { ...opened, phase, host, good, playerId, tokens };
    this.rooms.push(room);
    return room;
  }

  /** Its people go; the room stays. */
  release({ host, good }: AttackedRoom): void {
    for (const client of [host, good]) {
      client.close();
      this.#clients.delete(client);
    }
  }

  /** What is known of a room, presence apart: that comes and goes with connections. */
  async stateOf({ code, hostToken }: OpenedRoom, masked = true): Promise<string> {
    const client = new Client<HostReceives>(
      connectSocket(this.server.url, '/host', { room: code, hostToken }),
    );
    try {
      const view = await client.until('view');
      return JSON.stringify(masked ? { ...view, ...withoutPresence(view) } : view);
    } finally {
      client.close();
    }
  }

  /** Everything the room next door was sent, and all that is known of it. */
  async bystanders(): Promise<string> {
    const [first] = this.#bystanders;
    if (first === undefined) throw new Error('nobody stands by');
    const heard = this.#bystanders.map(({ client }) => client.frames);
    return JSON.stringify({ heard, state: await this.stateOf(first.opened, false) });
  }

  /** Whether the room next door, and the attacked one, still play. */
  async playsOn(room: AttackedRoom): Promise<readonly string[]> {
    const faults: string[] = [];
    const answer = async (what: string, asked: Promise<Reply>, wanted: boolean) => {
      const ok = await asked.then(
        (reply) => reply.ok,
        () => null,
      );
      if (ok !== wanted) faults.push(`${what} in ${room.phase}: ${ok === null ? 'no answer' : `ok ${ok}`}`);
    };
    await answer('the time', room.good.raw('time', {}), true);
    await answer('the host’s time', room.host.raw('time', {}), true);
    const round = room.phase === 'lobby' ? 0 : 1;
    const guesses = room.phase === 'lobby' || room.phase === 'guessing';
    await answer('an estimate', room.good.send('guess', { round, estimate: { p: [0.5, 0.5] } }), guesses);
    await answer('a bet', room.good.send('bet', { band: [0.2, 0.8] }), room.phase === 'bet');
    return faults;
  }

  /** What the process itself shows: that it lives, and logged no error. */
  faults(): readonly string[] {
    const { isRunning, complaints } = this.server;
    const errors = complaints.split('\n').filter((line) => /"level":(50|60)|[Uu]nhandled/.test(line));
    return [
      ...(isRunning ? [] : ['the process ended']),
      ...errors.slice(0, 3).map((line) => line.slice(0, 300)),
    ];
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.server.end();
    rmSync(this.#dir, { recursive: true, force: true });
  }

  async #openBystanders(): Promise<void> {
    const opened = await this.openRoom();
    const host = this.#client<HostReceives>('/host', { room: opened.code, hostToken: opened.hostToken });
    const display = this.#client('/display', { room: opened.code });
    await host.until('view');
    const phones = ['Mina', 'Jun', 'Sora'].map((name, k) =>
      this.#phone(opened, name, k === 0 ? ['polling'] : ['websocket']),
    );
    for (const phone of phones) await phone.until('welcome');
    await host.send('start');
    for (const phone of phones) await phone.send('guess', { round: 1, estimate: { p: [0.6, 0.4] } });
    await host.until('view', ({ answered }) => answered === phones.length);
    this.#bystanders = [host, display, ...phones].map((client) => ({
      client: client as Client<unknown>,
      opened,
    }));
    // The last number to everybody is sent within two seconds.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    // What fell due at the server is sent before its second answer, and heard before it.
    for (let asked = 0; asked < 2; asked += 1) {
      await Promise.all(this.#bystanders.map(({ client }) => client.raw('time', {})));
    }
  }

  #client<R>(namespace: string, auth: object, transports: readonly string[] = ['websocket']): Client<R> {
    const client = new Client<R>(
      connectSocket(this.server.url, namespace, auth, { transports: [...transports] }),
    );
    this.#clients.add(client);
    return client;
  }

  #phone({ code }: OpenedRoom, name: string, transports?: readonly string[]): Client<PlayerReceives> {
    return this.#client('/player', { room: code, protocol: protocolVersion, name }, transports);
  }
}

function withoutPresence({ seats }: HostView): object {
  return { seq: 0, head: null, present: 0, seats: seats.map((seat) => ({ ...seat, present: false })) };
}
