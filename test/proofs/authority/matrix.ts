import { protocolVersion } from '../../../shared/protocol-version.ts';
import type { Phase } from '../../../shared/room/state.ts';
import type { Client } from '../../support/classroom.ts';
import { hostMessages, playerMessages } from '../../support/every-message.ts';
import type { Transport } from '../../support/raw-wire.ts';
import { admission, hostMay, phases, type Role, roles, seatMay } from './expected.ts';
import { askByHttp } from './http-calls.ts';
import { hashOf, type Scene, say, Theatre } from './scene.ts';

export interface Asked {
  readonly cells: number;
  /** Messages that were taken although their sender may not. */
  readonly usurped: number;
  readonly faults: readonly string[];
}

interface Part {
  readonly phases?: readonly Phase[];
  readonly transports?: readonly Transport[];
}

/** Every role with every event in every namespace and phase, on both transports, and every call by HTTP. */
export async function askEverything(part: Part = {}): Promise<Asked> {
  const theatre = await Theatre.open();
  const matrix = new Matrix(theatre);
  try {
    for (const phase of part.phases ?? phases) {
      for (const transport of part.transports ?? (['websocket', 'polling'] as const)) {
        await matrix.ask(phase, transport);
      }
      const { cells, faults } = await askByHttp(theatre, phase);
      matrix.cells += cells;
      matrix.faults.push(...faults);
    }
    return matrix;
  } finally {
    await theatre.close();
  }
}

/** Messages a connection may send before it is let go for what it may not. */
const patience = 4;

class Matrix implements Asked {
  readonly #theatre: Theatre;
  readonly faults: string[] = [];
  cells = 0;
  usurped = 0;

  constructor(theatre: Theatre) {
    this.#theatre = theatre;
  }

  async ask(phase: Phase, transport: Transport): Promise<void> {
    const scene = await this.#theatre.scene(phase);
    for (const role of roles) {
      await this.#namespace(scene, role, '/player', admission[role].player, phase, transport);
      await this.#namespace(scene, role, '/host', admission[role].host, phase, transport);
      await this.#namespace(scene, role, '/display', 'looks', phase, transport);
    }
  }

  async #namespace(
    scene: Scene,
    role: Role,
    namespace: '/player' | '/host' | '/display',
    expected: string,
    phase: Phase,
    transport: Transport,
  ): Promise<void> {
    const place = `${role} at ${namespace} by ${transport} in ${phase}`;
    const before = hashOf(scene.room);
    const entered = await this.#door(scene, role, namespace, transport);
    const messages = everyMessage(scene.target, phase);
    const mayEnter = ['seat', 'host', 'looks'].includes(expected);
    if (typeof entered === 'string') {
      // Nothing can be sent: each message is refused with the handshake.
      this.cells += messages.length;
      if (entered !== expected) this.faults.push(`${place} was told ${entered}, not ${expected}`);
    } else if (!mayEnter) {
      this.cells += messages.length;
      this.usurped += 1;
      this.faults.push(`${place} was let in`);
      entered.close();
    } else await this.#messages(scene, role, namespace, entered, phase, transport);
    if (hashOf(scene.room) !== before) this.faults.push(`${place} left the room changed`);
  }

  /** What is refused is tried in one room, which stays as it is; what is allowed has a fresh one each. */
  async #messages(
    scene: Scene,
    role: Role,
    namespace: '/player' | '/host' | '/display',
    first: Client<unknown>,
    phase: Phase,
    transport: Transport,
  ): Promise<void> {
    let client = first;
    let sent = 0;
    for (const { event, payload, of } of everyMessage(scene.target, phase)) {
      this.cells += 1;
      const what = `${role}: ${event} (${of}) at ${namespace} by ${transport} in ${phase}`;
      if (isAllowed(namespace, event, of, phase)) {
        await this.#allowed(what, role, namespace, event, of, phase, transport);
        continue;
      }
      if (sent === patience || !client.socket.connected) {
        client.close();
        const again = await this.#door(scene, role, namespace, transport);
        if (typeof again === 'string') {
          this.faults.push(`${what}: not let in again, ${again}`);
          return;
        }
        client = again;
        sent = 0;
      }
      sent += 1;
      const before = hashOf(scene.room);
      const taken = await say(client, event, payload).catch(() => null);
      if (taken === null) this.faults.push(`${what}: no answer`);
      if (taken === true) {
        this.usurped += 1;
        this.faults.push(`${what} was taken`);
      }
      if (hashOf(scene.room) !== before) this.faults.push(`${what} changed the room`);
    }
    client.close();
  }

  async #allowed(
    what: string,
    role: Role,
    namespace: '/player' | '/host' | '/display',
    event: string,
    of: Of,
    phase: Phase,
    transport: Transport,
  ): Promise<void> {
    const scene = await this.#theatre.scene(phase);
    const client = await this.#door(scene, role, namespace, transport);
    if (typeof client === 'string') {
      this.faults.push(`${what}: not let in, ${client}`);
      return;
    }
    const found = everyMessage(scene.target, phase).find((one) => one.event === event && one.of === of);
    const taken = await say(client, event, found?.payload ?? {}).catch(() => null);
    if (taken !== true) this.faults.push(`${what} was not taken`);
    client.close();
  }

  /** Shows all the role has in every field that might take it. */
  #door(
    { opened: { code }, secrets }: Scene,
    role: Role,
    namespace: string,
    transport: Transport,
  ): Promise<Client<unknown> | string> {
    const secret = secrets[role];
    const auths: Readonly<Record<string, object>> = {
      '/player': { room: code, protocol: protocolVersion, token: secret, key: secret },
      '/host': { room: code, hostToken: secret },
      '/display': { room: code },
    };
    return this.#theatre.enter(namespace, auths[namespace] ?? {}, transport);
  }
}

type Of = 'player' | 'host';

function everyMessage(
  target: string,
  phase: Phase,
): readonly { readonly event: string; readonly payload: object; readonly of: Of }[] {
  const guess = { ...playerMessages.guess, round: phase === 'lobby' ? 0 : 1 };
  const seats = Object.entries({ ...playerMessages, guess });
  const hosts = Object.entries({ ...hostMessages(target), time: {} });
  return [
    ...seats.map(([event, payload]) => ({ event, payload, of: 'player' as const })),
    ...hosts.map(([event, payload]) => ({ event, payload, of: 'host' as const })),
  ];
}

function isAllowed(
  namespace: '/player' | '/host' | '/display',
  event: string,
  of: Of,
  phase: Phase,
): boolean {
  if (event === 'time') return true;
  if (namespace === '/display' || namespace !== `/${of}`) return false;
  const table: Readonly<Record<string, readonly Phase[]>> = of === 'host' ? hostMay : seatMay;
  return table[event]?.includes(phase) ?? false;
}
