import type { Namespace, Socket } from 'socket.io';
import type { DisplayReceives, HostReceives, PlayerReceives } from '../../shared/protocol.ts';
import { contain } from '../contain.ts';
import type { Log } from '../log.ts';

export type PlayerSocket = Socket<Record<never, never>, PlayerReceives>;
export type DisplaySocket = Socket<Record<never, never>, DisplayReceives>;
export type HostSocket = Socket<Record<never, never>, HostReceives>;

export interface Namespaces {
  readonly player: Namespace<Record<never, never>, PlayerReceives>;
  readonly display: Namespace<Record<never, never>, DisplayReceives>;
  readonly host: Namespace<Record<never, never>, HostReceives>;
}

export interface Listener {
  readonly socket: PlayerSocket;
  /** The room is played again under a new log. */
  moved(): void;
  /** The log says that this line is lost, which it is not. */
  missed(): void;
}

/** A broadcast blocks for one slice at most. */
const SLICE = 100;

/** The phones of one room, in slices that a broadcast serves one after the other. */
export class Phones {
  readonly #replayId: string;
  readonly #log: Log;
  readonly #listeners = new Map<string, Listener>();
  readonly #slices: Set<string>[] = [];

  constructor(replayId: string, log: Log) {
    this.#replayId = replayId;
    this.#log = log;
  }

  get size(): number {
    return this.#listeners.size;
  }

  get(playerId: string): PlayerSocket | undefined {
    return this.#listeners.get(playerId)?.socket;
  }

  listener(playerId: string): Listener | undefined {
    return this.#listeners.get(playerId);
  }

  entries(): readonly (readonly [string, Listener])[] {
    return [...this.#listeners];
  }

  add(playerId: string, listener: Listener): void {
    let slice = this.#slices.findIndex((members) => members.size < SLICE);
    if (slice === -1) slice = this.#slices.push(new Set()) - 1;
    this.#slices[slice]?.add(playerId);
    this.#listeners.set(playerId, listener);
    void listener.socket.join(this.#name(slice));
  }

  /** Takes the seat's socket out, unless a newer one has taken its place. */
  remove(playerId: string, socket: PlayerSocket): boolean {
    if (this.#listeners.get(playerId)?.socket.id !== socket.id) return false;
    this.#listeners.delete(playerId);
    this.#slices.forEach((members, slice) => {
      if (members.delete(playerId)) void socket.leave(this.#name(slice));
    });
    return true;
  }

  /** One slice now, each further one in a turn of the event loop of its own. */
  eachSlice(serve: (name: string, playerIds: Iterable<string>) => void): void {
    const from = contain(this.#log, 'a slice was not served', (slice: number): void => {
      const members = this.#slices[slice];
      if (members === undefined) return;
      serve(this.#name(slice), members);
      if (slice + 1 < this.#slices.length) setImmediate(from, slice + 1);
    });
    from(0);
  }

  #name(slice: number): string {
    return `${this.#replayId}/${slice}`;
  }
}
