import type { OpenedRoom } from '../../../shared/protocol.ts';
import { WebSocketWire } from '../../support/raw-wire.ts';
import { machineMs } from '../load/phone.ts';

/** As many commands as a connection takes at once, with some to spare. */
export const COMMANDS_EACH = 36;
const PATIENCE_MS = 20_000;

/** A host's page that only speaks: whatever it is shown it throws away unread, so that it costs what it measures nothing. */
export class LeanHost {
  readonly #wire: WebSocketWire;
  #heard: (packet: string) => void = () => {};
  #asked = 0;

  private constructor(wire: WebSocketWire) {
    this.#wire = wire;
    wire.hear = (packet) => this.#heard(packet);
  }

  static async open(port: number, { code, hostToken }: OpenedRoom): Promise<LeanHost> {
    const host = new LeanHost(await WebSocketWire.open(port));
    const shown = host.#hear('42/host,["view"');
    host.#wire.send(`40/host,${JSON.stringify({ room: code, hostToken })}`);
    await shown;
    return host;
  }

  /** When the answer came. */
  async say(event: string, more: object = {}): Promise<number> {
    this.#asked += 1;
    const answered = this.#hear(`43/host,${this.#asked}[`);
    const opId = `host-${machineMs()}`;
    this.#wire.send(`42/host,${this.#asked}${JSON.stringify([event, { opId, ...more }])}`);
    const { at, packet } = await answered;
    if (!packet.includes('"ok":true')) throw new Error(`${event} was refused: ${packet}`);
    return at;
  }

  close(): void {
    this.#wire.close();
  }

  #hear(begin: string): Promise<{ at: number; packet: string }> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer ${begin}`)), PATIENCE_MS);
      this.#heard = (packet) => {
        if (!packet.startsWith(begin)) return;
        clearTimeout(timer);
        resolve({ at: machineMs(), packet });
      };
    });
  }
}
