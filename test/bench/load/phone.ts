import type { Socket } from 'node:net';
import type { GuessAnswer, Reply } from '../../../shared/protocol.ts';
import { protocolVersion } from '../../../shared/protocol-version.ts';
import { connectSocket } from '../../support/classroom.ts';
import { WebSocketWire } from '../../support/raw-wire.ts';

/** Milliseconds that all processes of this machine count alike. */
export function machineMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

export interface Traffic {
  /** Bytes on the wire with all framing, below them only TCP. */
  received: number;
  sent: number;
  frames: number;
}

/** How an estimate was answered: 'ok' or the refusal's code, and where the log has it. */
export interface Answer {
  readonly code: string;
  readonly seq?: number;
}

/** A student's phone as the load generator plays it. */
export interface Phone {
  /** Every event that comes, by its name, and what it says for whoever wants to read it. */
  heard: (event: string, says: () => unknown) => void;
  readonly traffic: Traffic;
  /** Nothing comes here any more. */
  readonly isCut: boolean;
  guess(payload: object): Promise<Answer>;
  close(): void;
}

/** In, or sent away for a while. */
export type Joining =
  | { readonly phone: Phone; readonly playerId: string }
  | { readonly waitMs: number }
  | { readonly refused: string };

export interface Seat {
  readonly room: string;
  readonly key: string;
  readonly name: string;
  readonly ticket: string;
}

/** Longer than any server that lives takes to answer. */
const PATIENCE_MS = 20_000;
const acknowledged = '43/player,';
const announced = '42/player,["';

/** Speaks the wire format of socket.io by hand: little enough for ten thousand of them beside the server. */
export class LeanPhone implements Phone {
  readonly #wire: WebSocketWire;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #asked = 0;
  #frames = 0;
  #joining: ((outcome: Joining) => void) | null = null;
  heard: Phone['heard'] = () => {};

  private constructor(wire: WebSocketWire) {
    this.#wire = wire;
    wire.hear = (packet) => this.#hear(packet);
    for (const packet of wire.received) this.#hear(packet);
    wire.socket.on('close', () => {
      this.#joining?.({ refused: 'the wire was cut' });
      for (const resolve of this.#waiting.values()) resolve({ code: 'the wire was cut' });
    });
  }

  static async open(port: number): Promise<LeanPhone> {
    return new LeanPhone(await WebSocketWire.open(port));
  }

  join(seat: Seat): Promise<Joining> {
    return new Promise((resolve) => {
      this.#joining = resolve;
      this.#wire.send(`40/player,${JSON.stringify({ ...seat, protocol: protocolVersion })}`);
    });
  }

  get traffic(): Traffic {
    const { bytesRead: received, bytesWritten: sent } = this.#wire.socket;
    return { received, sent, frames: this.#frames };
  }

  get isCut(): boolean {
    return this.#wire.closed;
  }

  guess(payload: object): Promise<Answer> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve) => {
      const impatience = setTimeout(() => resolve({ code: 'no answer' }), PATIENCE_MS);
      this.#waiting.set(id, (answer) => {
        clearTimeout(impatience);
        resolve(answer);
      });
      this.#wire.send(`42/player,${id}${JSON.stringify(['guess', payload])}`);
    });
  }

  close(): void {
    this.#wire.close();
  }

  #hear(packet: string): void {
    this.#frames += 1;
    if (packet.startsWith(announced)) {
      const event = packet.slice(announced.length, packet.indexOf('"', announced.length));
      const says = () => JSON.parse(packet.slice(announced.length - 2))[1];
      if (event === 'welcome') this.#settle({ phone: this, playerId: says().playerId });
      this.heard(event, says);
    } else if (packet.startsWith(acknowledged)) {
      const begin = packet.indexOf('[');
      const id = Number(packet.slice(acknowledged.length, begin));
      this.#waiting.get(id)?.(answerOf(JSON.parse(packet.slice(begin))[0]));
      this.#waiting.delete(id);
    } else if (packet.startsWith('44')) {
      const { code, retryAfterMs } = JSON.parse(packet.slice(packet.indexOf('{'))).data;
      this.#settle(retryAfterMs === undefined ? { refused: code } : { waitMs: retryAfterMs });
    }
  }

  #settle(outcome: Joining): void {
    this.#joining?.(outcome);
    this.#joining = null;
  }
}

function answerOf(reply: Reply<GuessAnswer>): Answer {
  return reply.ok ? { code: 'ok', seq: reply.seq } : { code: reply.error.code };
}

/** The library that the page uses. */
export class RealPhone implements Phone {
  readonly #socket;
  readonly #wire: () => Socket | undefined;
  #frames = 0;
  heard: Phone['heard'] = () => {};

  constructor(port: number, seat: Seat, outcome: (outcome: Joining) => void) {
    this.#socket = connectSocket(
      `http://127.0.0.1:${port}`,
      '/player',
      { ...seat, protocol: protocolVersion },
      { reconnection: false },
    );
    // In Node the library's transport holds a `ws`, and that its socket; there is no public way to the bytes.
    this.#wire = () => (this.#socket.io.engine.transport as { ws?: { _socket?: Socket } }).ws?._socket;
    this.#socket.onAny((event: string, said) => {
      this.#frames += 1;
      if (event === 'welcome') outcome({ phone: this, playerId: said.playerId });
      this.heard(event, () => said);
    });
    this.#socket.on('connect_error', (error: Error & { data?: { code: string; retryAfterMs?: number } }) => {
      const { code = error.message, retryAfterMs } = error.data ?? {};
      if (retryAfterMs !== undefined) this.#socket.disconnect();
      outcome(retryAfterMs === undefined ? { refused: code } : { waitMs: retryAfterMs });
    });
  }

  get traffic(): Traffic {
    const { bytesRead: received = 0, bytesWritten: sent = 0 } = this.#wire() ?? {};
    return { received, sent, frames: this.#frames };
  }

  get isCut(): boolean {
    return this.#socket.disconnected;
  }

  async guess(payload: object): Promise<Answer> {
    const reply = await this.#socket.timeout(PATIENCE_MS).emitWithAck('guess', payload);
    this.#frames += 1;
    return answerOf(reply);
  }

  close(): void {
    this.#socket.disconnect();
  }
}
