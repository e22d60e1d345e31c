import type { Socket } from 'socket.io';
import type { GenericSchema, InferOutput } from 'valibot';
import type { ErrorCode } from '../../shared/errors.ts';
import { decode, type Reply, type WireError } from '../../shared/protocol.ts';
import type { Language } from '../../shared/room/settings.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { messageFor } from '../messages.ts';
import type { Meter } from '../metrics.ts';
import { createTokenBucket, type TokenBucket } from '../token-bucket.ts';

type Answer = { readonly ok: true } | { readonly ok: false; readonly code: ErrorCode };

/** Each limit is counted for itself, also where two let the same through. */
export interface Limit {
  readonly perSecond: number;
  readonly burst: number;
}

/** What one event asks for and does for whoever sent it; its answer goes to the acknowledgement. */
export interface Rule<Sender> {
  answer(sender: Sender, raw: unknown): Promise<Answer> | Answer | undefined;
  /** A limit of this event's own, beside the connection's. */
  readonly limit?: Limit;
  /** After the answer has gone out. */
  readonly after?: (sender: Sender) => void;
}

interface GuardParts<Sender> {
  readonly clock: Clock;
  readonly log: Log;
  readonly meter?: Meter | undefined;
  readonly language: (sender: Sender) => Language;
}

const MESSAGES: Limit = { perSecond: 2, burst: 40 };
/** What cannot be read is forgiven a few times; what keeps coming too fast a little longer. */
const STRIKES: Limit = { perSecond: 1 / 20, burst: 5 };
const REFUSALS: Limit = { perSecond: 1, burst: 100 };

export function rule<Sender, S extends GenericSchema>(
  schema: S,
  run: (sender: Sender, payload: InferOutput<S>) => Promise<Answer> | Answer,
  more: Pick<Rule<Sender>, 'limit' | 'after'> = {},
): Rule<Sender> {
  return {
    ...more,
    answer(sender, raw) {
      const payload = decode(schema, raw);
      return payload === undefined ? undefined : run(sender, payload);
    },
  };
}

/** Who sends over one connection, and what of every limit is used up; most connections never come near one. */
class Guarded<Sender> {
  readonly socket: Socket;
  readonly sender: Sender;
  readonly #used = new Map<Limit, TokenBucket>();

  constructor(socket: Socket, sender: Sender) {
    this.socket = socket;
    this.sender = sender;
  }

  /** Takes one of what the limit lets through: 0, or the milliseconds until there will be one. */
  take(limit: Limit, now: number): number {
    let bucket = this.#used.get(limit);
    if (bucket === undefined) {
      bucket = createTokenBucket(limit.perSecond, limit.burst);
      this.#used.set(limit, bucket);
    }
    return bucket.take(now);
  }
}

/**
 * The one way in for everything a client sends: nothing of it reaches a listener, and nothing thrown gets out. One table
 * serves all connections of a namespace.
 */
export function createGuard<Sender>(
  table: Readonly<Record<string, Rule<Sender>>>,
  { clock, log, language, meter }: GuardParts<Sender>,
): (socket: Socket, sender: Sender) => void {
  // A map has no names but its own: `toString` is as unknown as any other.
  const rules = new Map(Object.entries(table));

  function error(sender: Sender, code: ErrorCode, retryAfterMs?: number): { ok: false; error: WireError } {
    const message = messageFor(code, language(sender));
    return { ok: false, error: { code, message, ...(retryAfterMs !== undefined && { retryAfterMs }) } };
  }

  function spend(guarded: Guarded<Sender>, limit: Limit): void {
    if (guarded.take(limit, clock.now()) > 0) guarded.socket.disconnect(true);
  }

  async function serve(guarded: Guarded<Sender>, event: unknown, args: readonly unknown[]): Promise<void> {
    const { sender } = guarded;
    const last = args.at(-1);
    const begun = performance.now();
    const asked = typeof event === 'string' ? rules.get(event) : undefined;
    const reply = (answer: Reply) => {
      if (typeof last === 'function') last(answer);
      const name = asked === undefined ? 'unknown' : String(event);
      meter?.answered(name, answer.ok ? 'ok' : answer.error.code, performance.now() - begun);
    };
    const malformed = () => {
      reply(error(sender, 'payload/malformed'));
      spend(guarded, STRIKES);
    };
    const now = clock.now();
    const own = asked?.limit === undefined ? 0 : guarded.take(asked.limit, now);
    const wait = Math.max(guarded.take(MESSAGES, now), own);
    if (wait > 0) {
      reply(error(sender, 'rate/slow-down', wait));
      spend(guarded, REFUSALS);
      return;
    }
    if (asked === undefined || args.length !== 2 || typeof last !== 'function') return malformed();
    try {
      const answer = await asked.answer(sender, args[0]);
      if (answer === undefined) return malformed();
      reply(answer.ok ? answer : error(sender, answer.code));
      if (answer.ok) asked.after?.(sender);
    } catch (err) {
      log.error({ err, event: asked === undefined ? '' : event }, 'a message could not be served');
      reply(error(sender, 'internal'));
    }
  }

  return (socket, sender) => {
    const guarded = new Guarded(socket, sender);
    socket.use(([event, ...args]) => {
      serve(guarded, event, args).catch((err: unknown) => log.error({ err }, 'an answer could not be sent'));
    });
  };
}
