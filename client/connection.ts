import { type Signal, signal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import type { ErrorCode } from '../shared/errors.ts';
import type { Reply } from '../shared/protocol.ts';

export interface Refused {
  readonly code: ErrorCode;
  readonly message: string;
  readonly replayId?: string;
}

/** Where the log has what was acknowledged; some acknowledgements have nothing in the log. */
interface Receipt {
  readonly seq?: number;
  readonly head?: string | null;
}

/** The newest acknowledgement together with what it is of. */
type Answer = Reply<Receipt> & { readonly sent: Sent };

interface Sent {
  readonly estimate?: { readonly p?: readonly number[]; readonly alpha?: readonly number[] };
  readonly band?: readonly number[];
}

export type Link = 'connecting' | 'online' | 'offline';

type Listener = (...args: never[]) => void;

/** The line under every page; watchLine keeps it awake. */
export interface Line {
  readonly socket: Socket;
  readonly link: Signal<Link>;
  /** When the line broke, on this device's clock without steps (performance.now); null while it stands. */
  readonly lostAt: Signal<number | null>;
  /** The server's last word on why this page may not come in; null while it may. */
  readonly refused: Signal<Refused | null>;
  /** For whoever keeps receipts. */
  readonly answer: Signal<Answer | null>;
  /** The server could not save what was sent last; it is sent again until it can. */
  readonly unsaved: Signal<boolean>;
  /** Milliseconds since 1970 by the server's clock, as well as this device can tell. */
  serverNow(): number;
  learnServerTime(serverTime: number, roundTrip?: number): void;
  /** Asks for the server's time. */
  askTime(patienceMs: number): Promise<void>;
  /** Lets go of whatever is under way and connects now; does nothing where connecting is not wanted. */
  restart(): void;
  /** Tries the other way of transport first, now. */
  turn(): void;
  /** Comes back on somebody's wish, whatever was said before. */
  retry(): void;
  /** Stays away until retry(): the seat is gone, or played elsewhere. */
  rest(): void;
}

export interface Connection<Receives> extends Line {
  on<E extends keyof Receives & string>(event: E, listener: Receives[E]): void;
  /** Sends until it is answered and the answer is more than that nothing can be saved, always under the same opId. */
  send<T extends object = object>(event: string, payload?: object): Promise<Reply<T>>;
  close(): void;
}

/** Refusals that pass by themselves: the page keeps trying. */
export const passing: ReadonlySet<ErrorCode> = new Set([
  'rate/slow-down',
  'room/queued',
  'server/stopping',
  'store/unavailable',
  'internal',
]);
const ackTimeoutMs = 5000;
const saveAgainMs = 2000;
const hangUpMs = 1000;
const roundingMs = 5;

function makeOpId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

export function connect<Receives>(
  namespace: '/player' | '/display' | '/host',
  auth: () => Record<string, unknown>,
): Connection<Receives> {
  const link = signal<Link>('connecting');
  const lostAt = signal<number | null>(null);
  const refused = signal<Refused | null>(null);
  const answer = signal<Answer | null>(null);
  const unsaved = signal(false);
  let offset = Date.now() - performance.now();
  let bestRoundTrip = Number.POSITIVE_INFINITY;
  let learntAt = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let resting = false;
  let closed = false;

  const transports = ['websocket', 'polling'];
  const socket: Socket = io(namespace, {
    auth: (give) => give(auth()),
    transports,
    tryAllTransports: true,
    reconnectionDelay: 400,
    reconnectionDelayMax: 1500,
    randomizationFactor: 0.3,
    timeout: 5000,
  });

  const restart = () => {
    if (!closed && !resting && refused.value === null) socket.disconnect().connect();
  };

  const learnServerTime = (serverTime: number, roundTrip = 1000) => {
    const now = performance.now();
    // Crystals drift: what was measured long ago is worth a millisecond less every second.
    if (roundTrip > bestRoundTrip + (now - learntAt) / 1000) return;
    [bestRoundTrip, learntAt] = [roundTrip, now];
    offset = serverTime + roundTrip / 2 - now;
  };
  const askTime = async (patienceMs: number) => {
    const asked = performance.now();
    try {
      const reply: Reply<{ serverTime: number }> = await socket.timeout(patienceMs).emitWithAck('time', {});
      if (!reply.ok) return;
      const heard = performance.now();
      const told = reply.serverTime - offset;
      // The answer was given in between: where that cannot be, a clock was set or stood still, here or there.
      if (told < asked - roundingMs || told > heard + roundingMs) bestRoundTrip = Number.POSITIVE_INFINITY;
      learnServerTime(reply.serverTime, heard - asked);
    } catch {
      // No answer: what was known stays.
    }
  };

  socket.on('connect', () => {
    link.value = 'online';
    lostAt.value = null;
    refused.value = null;
    void askTime(ackTimeoutMs);
  });
  const lose = () => {
    link.value = 'offline';
    lostAt.value ??= performance.now();
  };
  socket.on('disconnect', (reason) => {
    lose();
    if (reason !== 'io server disconnect') return;
    // Socket.IO takes that for the last word; whoever may not come back is told so when asking again.
    clearTimeout(retryTimer);
    retryTimer = setTimeout(() => socket.active || restart(), hangUpMs);
  });
  socket.on('connect_error', (error: Error & { data?: Refused & { retryAfterMs?: number } }) => {
    const said = error.data;
    lose();
    // Whoever swallows the request for a WebSocket raises no error that would lead to polling.
    if (error.message === 'timeout') transports.reverse();
    if (said?.code === undefined) return;
    if (!passing.has(said.code)) {
      refused.value = said;
      return;
    }
    clearTimeout(retryTimer);
    retryTimer = setTimeout(() => socket.active || restart(), said.retryAfterMs ?? 1000);
  });

  const untilConnected = () =>
    new Promise<void>((resolve) => {
      if (socket.connected) resolve();
      else socket.once('connect', resolve);
    });

  const send = async <T extends object>(event: string, payload: object = {}): Promise<Reply<T>> => {
    const stamped = { opId: makeOpId(), ...payload };
    for (;;) {
      await untilConnected();
      try {
        const reply = (await socket.timeout(ackTimeoutMs).emitWithAck(event, stamped)) as Reply<T & Receipt>;
        answer.value = { ...reply, sent: payload };
        const saved = reply.ok || reply.error.code !== 'store/unavailable';
        unsaved.value = !saved;
        if (saved) return reply;
        await new Promise((resolve) => setTimeout(resolve, saveAgainMs));
      } catch {
        // A page that is being left waits for nothing any more.
        if (closed) await new Promise(() => {});
      }
    }
  };

  return {
    socket,
    link,
    lostAt,
    refused,
    answer,
    unsaved,
    on: (event, listener) => {
      socket.on(event as string, listener as Listener as (...args: unknown[]) => void);
    },
    send,
    serverNow: () => performance.now() + offset,
    learnServerTime,
    askTime,
    restart,
    turn: () => {
      transports.reverse();
      restart();
    },
    retry: () => {
      refused.value = null;
      resting = false;
      restart();
    },
    rest: () => {
      resting = true;
      socket.disconnect();
    },
    close: () => {
      closed = true;
      clearTimeout(retryTimer);
      socket.close();
    },
  };
}
