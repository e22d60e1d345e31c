import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import type { Reply } from '../../shared/protocol.ts';
import type { RecordedEvent } from '../../shared/room/events.ts';
import type { Chance } from '../support/chance.ts';
import { connectSocket } from '../support/classroom.ts';
import type { History, Request } from './history.ts';

type Answer = Reply<{ seq?: number }>;

interface Unanswered {
  readonly event: string;
  readonly payload: object;
  readonly request: Request;
}

/** Refusals that do not say whether something was written. */
const unsure: readonly string[] = ['store/unavailable', 'internal'];

/** One client's connection over many lives of the server; everything it asks goes into the history. */
export class Line {
  readonly socket: Socket;
  readonly #history: History;
  readonly #unanswered = new Map<string, Unanswered>();
  #giveUp = () => {};

  constructor(url: string, namespace: string, auth: object, history: History) {
    this.#history = history;
    this.socket = connectSocket(url, namespace, auth, { autoConnect: false, reconnection: false });
  }

  get connected(): boolean {
    return this.socket.connected;
  }

  /** How many of its requests nobody has answered yet. */
  get waiting(): number {
    return this.#unanswered.size;
  }

  /** Connects; resolves with the first event of this name, or with nothing if the line does not come to stand. */
  enter<T>(first: string): Promise<T | undefined> {
    const { socket } = this;
    return new Promise((resolve) => {
      const settle = (payload: T | undefined) => {
        socket.off(first, settle).off('connect_error', refuse).off('disconnect', refuse);
        resolve(payload);
      };
      const refuse = () => settle(undefined);
      this.#giveUp = refuse;
      socket.on(first, settle).on('connect_error', refuse).on('disconnect', refuse);
      socket.connect();
    });
  }

  /** Resolves with the answer, and never if the server dies before. */
  ask(
    log: string,
    event: string,
    payload: object,
    matches: (recorded: RecordedEvent) => boolean,
    name?: string,
  ): Promise<Answer> {
    const opId = randomUUID();
    const request = this.#history.invoke(log, opId, event, matches, name);
    return this.#send({ event, payload: { opId, ...payload }, request });
  }

  /** Asks again, under the old ids, what was not answered before the last crash; some of it is given up. */
  askAgain(log: string, chance: Chance): void {
    const before = [...this.#unanswered.values()];
    this.#unanswered.clear();
    for (const asked of before) if (asked.request.log === log && chance() < 0.5) void this.#send(asked);
  }

  #send(asked: Unanswered): Promise<Answer> {
    const { event, payload, request } = asked;
    this.#unanswered.set(request.id, asked);
    return new Promise((resolve) => {
      this.socket.emit(event, payload, (reply: Answer) => {
        this.#unanswered.delete(request.id);
        if (reply.ok) this.#history.ok(request, reply.seq);
        else if (!unsure.includes(reply.error.code)) this.#history.fail(request);
        resolve(reply);
      });
    });
  }

  /** Resolves with nothing when the line breaks. */
  lost(): Promise<undefined> {
    if (!this.socket.connected) return Promise.resolve(undefined);
    return new Promise((resolve) => this.socket.once('disconnect', () => resolve(undefined)));
  }

  /** Resolves when the line is gone, with all that had been sent to it taken in. */
  async gone(): Promise<void> {
    if (this.socket.connected) await new Promise((resolve) => this.socket.once('disconnect', resolve));
    this.socket.disconnect();
    this.#giveUp();
  }
}
