import type { Socket } from 'node:net';
import type { Chance } from '../chance.ts';

/** How bytes travel one way. */
export interface Wire {
  readonly delayMs: number;
  readonly jitterMs: number;
  readonly bytesPerSecond: number;
}

export const cable: Wire = { delayMs: 0, jitterMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY };

/** More than this waiting, and the sender is not read any further. */
const mostWaiting = 4096;
const pieceMs = 100;

/** One direction of one connection: bytes come out in order, late, slowly, or while it is frozen not at all. */
export class Pipe {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #wire: () => Wire;
  readonly #chance: Chance;
  readonly #queue: { readonly bytes: Buffer; readonly dueAt: number }[] = [];
  #waiting = 0;
  #freeAt = 0;
  #frozen = false;
  #ended = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(from: Socket, to: Socket, wire: () => Wire, chance: Chance) {
    this.#from = from;
    this.#to = to;
    this.#wire = wire;
    this.#chance = chance;
    from.once('end', () => {
      this.#ended = true;
      this.#flow();
    });
  }

  take(bytes: Buffer): void {
    const { delayMs, jitterMs } = this.#wire();
    const before = this.#queue.at(-1)?.dueAt ?? 0;
    const dueAt = Math.max(before, performance.now() + delayMs + this.#chance() * jitterMs);
    this.#queue.push({ bytes, dueAt });
    this.#waiting += bytes.length;
    if (this.#waiting > mostWaiting) this.#from.pause();
    this.#flow();
  }

  /** Bytes wait; like a network that lost its way, it says nothing about it. */
  freeze(): void {
    this.#frozen = true;
  }

  thaw(): void {
    this.#frozen = false;
    this.#flow();
  }

  get isFrozen(): boolean {
    return this.#frozen;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#queue.length = 0;
  }

  #flow(): void {
    clearTimeout(this.#timer);
    while (!this.#frozen) {
      const first = this.#queue[0];
      if (first === undefined) break;
      const wait = Math.max(first.dueAt, this.#freeAt) - performance.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#flow(), wait);
        return;
      }
      this.#send(first);
    }
    if (this.#ended && this.#queue.length === 0) this.#to.end();
  }

  #send({ bytes, dueAt }: { readonly bytes: Buffer; readonly dueAt: number }): void {
    const { bytesPerSecond } = this.#wire();
    const most = Math.max(1, Math.floor((bytesPerSecond * pieceMs) / 1000));
    const piece = bytes.subarray(0, most);
    if (piece.length < bytes.length) this.#queue[0] = { bytes: bytes.subarray(piece.length), dueAt };
    else this.#queue.shift();
    this.#waiting -= piece.length;
    this.#freeAt = performance.now() + (piece.length / bytesPerSecond) * 1000;
    if (!this.#to.destroyed) this.#to.write(piece);
    if (this.#waiting <= mostWaiting) this.#from.resume();
  }
}
