import { protocolVersion } from '../../../shared/protocol-version.ts';
import { answerOn, openWire, type Transport } from '../../support/raw-wire.ts';
import { Attacker, authFor } from './attacker.ts';
import { ackId, type Hostile, type Namespace } from './inputs/aim.ts';
import { auths } from './inputs/auths.ts';
import { events } from './inputs/events.ts';
import { frames } from './inputs/frames.ts';
import { names } from './inputs/names.ts';
import { payloads } from './inputs/payloads.ts';
import { type AttackedRoom, type HostileStage, phases } from './stage.ts';

export const transports: readonly Transport[] = ['websocket', 'polling'];
export const namespaces: readonly Namespace[] = ['/player', '/display', '/host'];
const inputs: readonly Hostile[] = [...events, ...payloads, ...frames];
const nowhere = '000000000000';

export interface Raided {
  /** Inputs × transports × phases × namespaces that were tried. */
  readonly cells: number;
  readonly connections: number;
  /** Numbers of the list of hostile inputs that were met. */
  readonly numbers: ReadonlySet<number>;
  readonly faults: readonly string[];
}

/** Every input of the table at every place; `only` is for a look at a part. */
export async function raidTable(
  stage: HostileStage,
  only: {
    readonly phases?: readonly (typeof phases)[number][];
    readonly transports?: readonly Transport[];
  } = {},
): Promise<Raided> {
  const raid = new Raid(stage);
  const rooms = await Promise.all((only.phases ?? phases).map((phase) => stage.roomIn(phase)));
  const before = await stage.bystanders();
  const used = only.transports ?? transports;
  await Promise.all(rooms.flatMap((room) => used.map((transport) => raid.room(room, transport))));
  if (only.phases === undefined) for (const transport of used) await raid.unknownRoom(transport);
  for (const room of rooms) raid.faults.push(...(await stage.playsOn(room)));
  if ((await stage.bystanders()) !== before) raid.faults.push('the room next door noticed something');
  raid.faults.push(...stage.faults());
  return raid;
}

class Raid implements Raided {
  readonly #stage: HostileStage;
  readonly numbers = new Set<number>();
  readonly faults: string[] = [];
  cells = 0;
  connections = 0;

  constructor(stage: HostileStage) {
    this.#stage = stage;
  }

  async room(room: AttackedRoom, transport: Transport): Promise<void> {
    const before = await this.#stage.stateOf(room);
    for (const namespace of namespaces) {
      const place = `${namespace} by ${transport} in ${room.phase}`;
      const attacker = new Attacker(
        this.#stage.port,
        transport,
        namespace,
        authFor(namespace, transport, room),
      );
      const round = room.phase === 'lobby' ? 0 : 1;
      for (const input of inputs) {
        if (input.on !== undefined && !input.on.includes(namespace)) continue;
        this.#count(input.number);
        try {
          const answers = await attacker.say(input.packets({ namespace, room, round }));
          this.#judge(`${input.number} ${input.what}`, place, answers ?? []);
        } catch (error) {
          this.faults.push(`${input.number} ${input.what} at ${place}: ${String(error)}`);
          attacker.close();
          if (!this.#stage.server.isRunning) return;
        }
      }
      this.connections += attacker.connections;
      attacker.close();
      await this.#handshakes(namespace, transport, room);
      if ((await this.#stage.stateOf(room)) !== before) this.faults.push(`the room changed after ${place}`);
    }
    if (room.phase !== 'revealed' && room.phase !== 'ended') await this.#names(room, transport);
  }

  /** Who is not let in may still send: to a namespace it never reached. */
  async unknownRoom(transport: Transport): Promise<void> {
    const [room] = this.#stage.rooms;
    if (room === undefined) return;
    for (const namespace of namespaces) {
      await this.#handshakes(namespace, transport, { ...room, code: nowhere });
      await inPackets(inputs, 16, async (input) => {
        if (input.on !== undefined && !input.on.includes(namespace)) return;
        this.#count(input.number);
        const wire = await openWire(transport, this.#stage.port);
        this.connections += 1;
        wire.send(`40${namespace},{"room":"${nowhere}","protocol":${protocolVersion}}`);
        await answerOn(wire, (packet) => packet.startsWith('44'));
        wire.send(...input.packets({ namespace, room, round: 1 }), '40/display,{}');
        const answer = await answerOn(wire, (packet) =>
          packet.startsWith('44/display,{"message":"The server'),
        );
        const place = `${namespace} by ${transport} without a room`;
        if (answer === undefined && !wire.closed) this.faults.push(`${input.what} at ${place}: no answer`);
        this.#judge(`${input.number} ${input.what}`, place, wire.received);
        wire.close();
      });
    }
  }

  async #handshakes(namespace: Namespace, transport: Transport, room: AttackedRoom): Promise<void> {
    await inPackets(auths, 8, async ({ number, what, on, json }) => {
      if (on !== undefined && !on.includes(namespace)) return;
      this.#count(number);
      const wire = await openWire(transport, this.#stage.port);
      this.connections += 1;
      wire.send(`40${namespace},${json(room)}`);
      const answer = await answerOn(wire, (packet) => /^4[04]\//.test(packet));
      if (answer === undefined && !wire.closed) this.faults.push(`a handshake with ${what}: no answer`);
      if (answer?.startsWith('40'))
        this.faults.push(`a handshake with ${what} at ${namespace} in ${room.phase} was let in`);
      wire.close();
    });
  }

  /** Hostile names at the door and from a seat: refused, or cleaned of everything that is not text. */
  async #names(room: AttackedRoom, transport: Transport): Promise<void> {
    for (const [number, what, name] of names) {
      this.#count(number);
      const auth = {
        room: room.code,
        protocol: protocolVersion,
        name,
        key: new URL(room.joinUrl).searchParams.get('k'),
      };
      const wire = await openWire(transport, this.#stage.port);
      this.connections += 1;
      wire.send(`40/player,${JSON.stringify(auth)}`);
      const answer = await answerOn(wire, (packet) => packet.startsWith('44') || packet.startsWith('42'));
      if (answer?.startsWith('42')) {
        const shown: string = JSON.parse(answer.slice(answer.indexOf('['))).at(1).name;
        if (/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(shown) || [...shown].length > 40) {
          this.faults.push(`${number} ${what} became ${JSON.stringify(shown)}`);
        }
        wire.send('42/player,8["leave",{"opId":"bye"}]');
        await answerOn(wire, (packet) => packet.startsWith('43/player,8['));
      } else if (answer === undefined) this.faults.push(`${number} ${what}: no answer at the door`);
      wire.close();
    }
  }

  #count(number: number): void {
    this.numbers.add(number);
    this.cells += 1;
  }

  #judge(what: string, place: string, answers: readonly string[]): void {
    for (const answer of answers) {
      if (/node_modules|\.ts:\d|"stack"/.test(answer)) this.faults.push(`${what} at ${place} showed a stack`);
      if (!new RegExp(`^43/\\w+,${ackId}\\[`).test(answer)) continue;
      if (!answer.includes('"ok":false')) this.faults.push(`${what} at ${place} was accepted`);
      if (answer.includes('"internal"')) this.faults.push(`${what} at ${place} was a mistake of the server`);
    }
  }
}

/** So many at a time. */
async function inPackets<T>(
  items: readonly T[],
  many: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  for (let k = 0; k < items.length; k += many) await Promise.all(items.slice(k, k + many).map(work));
}
