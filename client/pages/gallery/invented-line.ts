import { signal } from '@preact/signals';
import type { Reply } from '../../../shared/protocol.ts';
import type { Link, Refused } from '../../connection.ts';
import type { JoinedGame } from '../player/game.ts';

export interface LineState {
  /** Milliseconds since the line broke. */
  readonly lostForMs?: number;
  readonly refused?: Refused;
  readonly unsaved?: boolean;
  readonly transport?: 'websocket' | 'polling';
  /** What a look around the network finds. */
  readonly around?: 'nothing' | 'network' | 'server' | 'portal';
}

const soonMs = 1200;

/** A line that leads nowhere and says of itself what it is told to. */
export function inventedLine(state: LineState, now: number): JoinedGame['line'] {
  // A server that keeps the phone out hangs up.
  const lostForMs = state.lostForMs ?? (state.refused === undefined ? undefined : 0);
  const isLost = lostForMs !== undefined;
  lookAroundFinds(state.around ?? 'nothing');
  const nothing = () => {};
  const engine = { transport: { name: state.transport ?? 'websocket' }, on: nothing, once: nothing };
  const manager = {
    ...{ engine, on: nothing, off: nothing },
    ...{ reconnectionDelay: nothing, reconnectionDelayMax: nothing, randomizationFactor: nothing },
  };
  const socket = { connected: !isLost, active: true, io: manager, on: nothing, off: nothing };
  const send = async (_event: string, payload: object = {}): Promise<Reply> => ({ ok: true, ...payload });
  return {
    socket: socket as unknown as JoinedGame['line']['socket'],
    link: signal<Link>(isLost ? 'offline' : 'online'),
    lostAt: signal(lostForMs === undefined ? null : performance.now() - lostForMs),
    refused: signal(state.refused ?? null),
    answer: signal(null),
    unsaved: signal(state.unsaved ?? false),
    send: send as JoinedGame['line']['send'],
    serverNow: () => now,
    learnServerTime: nothing,
    askTime: async () => {},
    restart: nothing,
    turn: nothing,
    retry: nothing,
    rest: nothing,
  };
}

/** A phone without a line asks the server for a word; here it hears what the state wants. */
function lookAroundFinds(around: NonNullable<LineState['around']>): void {
  const real = window.fetch;
  window.fetch = (address, options) => {
    if (!String(address).startsWith('/healthz')) return real(address, options);
    if (around === 'portal') return Promise.resolve(new Response('Sign in to the Wi-Fi'));
    if (around === 'server') return Promise.resolve(new Response('', { status: 502 }));
    if (around === 'nothing') return new Promise(() => {});
    return new Promise((_, reject) => setTimeout(() => reject(new TypeError('no network')), soonMs));
  };
}
