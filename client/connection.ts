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

export type Link = 'connecting' | 'online' | 'offline';

type Listener = (...args: never[]) => void;

export interface Connection<Receives> {
  readonly link: Signal<Link>;
  /** When the line broke, by this device's clock; null while it stands. */
  readonly lostAt: Signal<number | null>;
  /** The server's last word on why this page may not come in; null while it may. */
  readonly refused: Signal<Refused | null>;
  /** The newest acknowledgement, for whoever keeps receipts. */
  readonly answer: Signal<Reply<Receipt> | null>;
  /** The server could not save what was sent last; it is sent again until it can. */
  readonly unsaved: Signal<boolean>;
  on<E extends keyof Receives & string>(event: E, listener: Receives[E]): void;
  /** Sends until it is answered and the answer is more than that nothing can be saved, always under the same opId. */
  send<T extends object = object>(event: string, payload?: object): Promise<Reply<T>>;
  /** Milliseconds since 1970 by the server's clock, as well as this device can tell. */
  serverNow(): number;
  learnServerTime(serverTime: number, roundTrip?: number): void;
  retry(): void;
  close(): void;
}

/** Refusals that pass by themselves: the page keeps trying. */
const passing: ReadonlySet<ErrorCode> = new Set([
  'rate/slow-down',
  'room/queued',
  'server/stopping',
  'store/unavailable',
  'internal',
]);
const ackTimeoutMs = 5000;
const watchMs = 2000;
const saveAgainMs = 2000;

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
  const answer = signal<Reply<Receipt> | null>(null);
  const unsaved = signal(false);
  let offset = 0;
  let bestRoundTrip = Number.POSITIVE_INFINITY;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  let superseded = false;

  const socket: Socket = io(namespace, {
    auth: (give) => give(auth()),
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 400,
    reconnectionDelayMax: 1500,
    randomizationFactor: 0.3,
    timeout: 5000,
  });

  const lose = () => {
    link.value = 'offline';
    lostAt.value ??= Date.now();
    // Whoever answers next may have been started with another clock.
    bestRoundTrip = Number.POSITIVE_INFINITY;
  };

  const learnServerTime = (serverTime: number, roundTrip = 1000) => {
    if (roundTrip > bestRoundTrip) return;
    bestRoundTrip = roundTrip;
    offset = serverTime + roundTrip / 2 - Date.now();
  };
  const askTime = () => {
    const asked = Date.now();
    socket
      .timeout(ackTimeoutMs)
      .emit('time', {}, (lost: Error | null, reply: Reply<{ serverTime: number }>) => {
        if (lost === null && reply.ok) learnServerTime(reply.serverTime, Date.now() - asked);
      });
  };

  socket.on('connect', () => {
    link.value = 'online';
    superseded = false;
    lostAt.value = null;
    refused.value = null;
    askTime();
  });
  socket.on('disconnect', lose);
  socket.on('superseded', () => {
    superseded = true;
  });
  socket.on('connect_error', (error: Error & { data?: Refused & { retryAfterMs?: number } }) => {
    const said = error.data;
    lose();
    if (said?.code === undefined) return;
    if (!passing.has(said.code)) {
      refused.value = said;
      return;
    }
    clearTimeout(retryTimer);
    retryTimer = setTimeout(() => socket.connect(), said.retryAfterMs ?? 1000);
  });

  /**
   * A socket that looks open after a sleep is often dead: ask, and start anew if nobody answers. A tab that gave way to
   * another does not take the seat back by being looked at.
   */
  const wake = () => {
    if (closed || superseded || refused.value !== null) return;
    if (!socket.connected) {
      socket.connect();
      return;
    }
    const engine = socket.io.engine;
    const answered = () => clearTimeout(deadline);
    const deadline = setTimeout(() => engine.close(), 1500);
    engine.once('packet', answered);
    socket.timeout(1500).emit('time', {}, answered);
  };
  const onVisible = () => {
    if (document.visibilityState === 'visible') wake();
  };
  let lastTick = Date.now();
  const watch = setInterval(() => {
    const now = Date.now();
    if (Math.abs(now - lastTick - watchMs) > 4000) {
      bestRoundTrip = Number.POSITIVE_INFINITY;
      wake();
    }
    lastTick = now;
  }, watchMs);
  document.addEventListener('visibilitychange', onVisible);
  window.addEventListener('pageshow', wake);
  window.addEventListener('online', wake);

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
        answer.value = reply;
        const saved = reply.ok || reply.error.code !== 'store/unavailable';
        unsaved.value = !saved;
        if (saved) return reply;
        await new Promise((resolve) => setTimeout(resolve, saveAgainMs));
      } catch {
        if (closed) return { ok: false, error: { code: 'server/stopping', message: '' } };
      }
    }
  };

  return {
    link,
    lostAt,
    refused,
    answer,
    unsaved,
    on: (event, listener) => {
      socket.on(event as string, listener as Listener as (...args: unknown[]) => void);
    },
    send,
    serverNow: () => Date.now() + offset,
    learnServerTime,
    retry: () => {
      refused.value = null;
      socket.connect();
    },
    close: () => {
      closed = true;
      clearInterval(watch);
      clearTimeout(retryTimer);
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('pageshow', wake);
      window.removeEventListener('online', wake);
      socket.close();
    },
  };
}
