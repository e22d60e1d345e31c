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

/** What one event asks for and does; its answer goes to the acknowledgement. */
export interface Rule {
  answer(raw: unknown): Promise<Answer> | Answer | undefined;
  /** A limit of this event's own, beside the connection's. */
  readonly bucket?: TokenBucket;
  /** After the answer has gone out. */
  readonly after?: () => void;
}

export interface GuardParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly meter?: Meter | undefined;
  readonly language: () => Language;
}

const MESSAGES_PER_SECOND = 2;
const MESSAGES_BURST = 40;
/** What cannot be read is forgiven a few times; what keeps coming too fast a little longer. */
const STRIKES_PER_SECOND = 1 / 20;
const STRIKES = 5;
const REFUSALS_PER_SECOND = 1;
const REFUSALS = 100;

export function rule<S extends GenericSchema>(
  schema: S,
  run: (payload: InferOutput<S>) => Promise<Answer> | Answer,
  more: Pick<Rule, 'bucket' | 'after'> = {},
): Rule {
  return {
    ...more,
    answer(raw) {
      const payload = decode(schema, raw);
      return payload === undefined ? undefined : run(payload);
    },
  };
}

/** The one way in for everything a client sends: nothing of it reaches a listener, and nothing thrown gets out. */
export function guard(socket: Socket, table: Readonly<Record<string, Rule>>, parts: GuardParts): void {
  const { clock, log, language, meter } = parts;
  // A map has no names but its own: `toString` is as unknown as any other.
  const rules = new Map(Object.entries(table));
  const messages = createTokenBucket(MESSAGES_PER_SECOND, MESSAGES_BURST);
  const strikes = createTokenBucket(STRIKES_PER_SECOND, STRIKES);
  const refusals = createTokenBucket(REFUSALS_PER_SECOND, REFUSALS);

  function error(code: ErrorCode, retryAfterMs?: number): { ok: false; error: WireError } {
    const message = messageFor(code, language());
    return { ok: false, error: { code, message, ...(retryAfterMs !== undefined && { retryAfterMs }) } };
  }

  function spend(bucket: TokenBucket): void {
    if (bucket.take(clock.now()) > 0) socket.disconnect(true);
  }

  function malformed(reply: (answer: Reply) => void): void {
    reply(error('payload/malformed'));
    spend(strikes);
  }

  async function serve(event: unknown, args: readonly unknown[]): Promise<void> {
    const last = args.at(-1);
    const begun = performance.now();
    const asked = typeof event === 'string' ? rules.get(event) : undefined;
    const reply = (answer: Reply) => {
      if (typeof last === 'function') last(answer);
      const name = asked === undefined ? 'unknown' : String(event);
      meter?.answered(name, answer.ok ? 'ok' : answer.error.code, performance.now() - begun);
    };
    const now = clock.now();
    const wait = Math.max(messages.take(now), asked?.bucket?.take(now) ?? 0);
    if (wait > 0) {
      reply(error('rate/slow-down', wait));
      spend(refusals);
      return;
    }
    if (asked === undefined || args.length !== 2 || typeof last !== 'function') return malformed(reply);
    try {
      const answer = await asked.answer(args[0]);
      if (answer === undefined) return malformed(reply);
      reply(answer.ok ? answer : error(answer.code));
      if (answer.ok) asked.after?.();
    } catch (err) {
      log.error({ err, event: asked === undefined ? '' : event }, 'a message could not be served');
      reply(error('internal'));
    }
  }

  socket.use(([event, ...args]) => {
    serve(event, args).catch((err: unknown) => log.error({ err }, 'an answer could not be sent'));
  });
}
