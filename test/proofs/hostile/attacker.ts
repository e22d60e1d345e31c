import { protocolVersion } from '../../../shared/protocol-version.ts';
import { answerOn, openWire, type Transport, type Wire } from '../../support/raw-wire.ts';
import type { Namespace } from './inputs/aim.ts';
import type { AttackedRoom } from './stage.ts';

/** One attacker's connection, which comes back whenever it was let go. */
export class Attacker {
  readonly #port: number;
  readonly #transport: Transport;
  readonly #namespace: Namespace;
  readonly #auth: object;
  #wire: Wire | null = null;
  #probes = 1000;
  connections = 0;

  constructor(port: number, transport: Transport, namespace: Namespace, auth: object) {
    this.#port = port;
    this.#transport = transport;
    this.#namespace = namespace;
    this.#auth = auth;
  }

  /**
   * Sends the packets and then a question: what was answered until its answer came, or null when the line was closed.
   * Throws when neither happens.
   */
  async say(packets: readonly string[]): Promise<readonly string[] | null> {
    const wire = await this.#joined();
    this.#probes += 1;
    const answer = `43${this.#namespace},${this.#probes}[`;
    const parted = `41${this.#namespace},`;
    wire.send(...packets, `42${this.#namespace},${this.#probes}["time",{}]`);
    const found = await answerOn(wire, (packet) => packet.startsWith(answer) || packet.startsWith(parted));
    const answers = wire.received.splice(0);
    if (found?.startsWith(answer)) return answers;
    if (found === undefined && !wire.closed) throw new Error('neither an answer nor the end of the line');
    this.close();
    return answers.length > 0 ? answers : null;
  }

  close(): void {
    this.#wire?.close();
    this.#wire = null;
  }

  async #joined(): Promise<Wire> {
    if (this.#wire !== null && !this.#wire.closed) return this.#wire;
    const wire = await openWire(this.#transport, this.#port);
    this.connections += 1;
    this.#wire = wire;
    wire.send(`40${this.#namespace},${JSON.stringify(this.#auth)}`);
    const joined = await answerOn(wire, (packet) => /^4[04]\//.test(packet));
    if (!joined?.startsWith(`40${this.#namespace},`)) throw new Error(`not let in: ${joined ?? 'closed'}`);
    wire.received.length = 0;
    return wire;
  }
}

/** Who an attacker is in a namespace: a seat, anybody, or the room's own host gone mad. */
export function authFor(namespace: Namespace, transport: Transport, room: AttackedRoom): object {
  const { code, hostToken, tokens } = room;
  if (namespace === '/display') return { room: code };
  if (namespace === '/host') return { room: code, hostToken };
  return { room: code, protocol: protocolVersion, token: tokens[transport] };
}
