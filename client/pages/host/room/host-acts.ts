import type { Reply } from '../../../../shared/protocol.ts';
import type { HostSeat } from '../../../../shared/views/wire.ts';
import type { Connection } from '../../../connection.ts';
import { errorWords } from '../../../locales/translate.ts';
import { announce } from '../../live-region.tsx';

/** What the host set for the coming round. */
export interface Ahead {
  readonly draws: number;
  /** Counts the other direction of KL; beliefs only. */
  readonly twist: boolean;
}

export const nothingSet: Ahead = { draws: 1, twist: false };

/** Everything the host's buttons and keys can do; what the server refuses is said, never thrown. */
export interface HostActs {
  start(): void;
  next(ahead: Ahead): void;
  skip(): void;
  close(): void;
  extend(): void;
  pause(): void;
  resume(): void;
  reveal(): void;
  end(): void;
  lock(): void;
  unlock(): void;
  remove(playerId: string): void;
  /** The words of the refusal, or null if it was done. */
  rename(playerId: string, name: string): Promise<string | null>;
  mix(words: string): Promise<string | null>;
  /** Seats with this in their name; null if the server would not say. */
  find(name: string): Promise<readonly HostSeat[] | null>;
  /** Erases one seat's name, or all names and the title. */
  forget(playerId?: string): void;
  /** The new lesson's replay, or null if it was refused. */
  again(): Promise<string | null>;
}

const extensionS = 20;

export function hostActs<R>(connection: Connection<R>, complain: (words: string) => void): HostActs {
  const ask = async <T extends object>(event: string, payload: object = {}): Promise<Reply<T>> => {
    const reply = await connection.send<T>(event, payload);
    // A button pressed twice, or beside the clock: the room has moved on already.
    if (!reply.ok && reply.error.code !== 'phase/not-now') {
      const words = errorWords(reply.error.code);
      complain(words);
      announce('host', words, 'assertive');
    }
    return reply;
  };
  const does = (event: string) => () => void ask(event);
  const answered = async (event: string, payload: object): Promise<string | null> => {
    const reply = await connection.send(event, payload);
    return reply.ok ? null : errorWords(reply.error.code);
  };
  return {
    start: does('start'),
    next: ({ draws, twist }) => void ask('next', twist ? { draws, twist } : { draws }),
    skip: does('skip'),
    close: does('close'),
    extend: () => void ask('extend', { seconds: extensionS }),
    pause: does('pause'),
    resume: does('resume'),
    reveal: does('reveal'),
    end: does('end'),
    lock: does('lock'),
    unlock: does('unlock'),
    remove: (playerId) => void ask('remove', { playerId }),
    rename: (playerId, name) => answered('rename', { playerId, name }),
    find: async (name) => {
      const reply = await ask<{ seats: readonly HostSeat[] }>('find', { name });
      return reply.ok ? reply.seats : null;
    },
    mix: (words) => answered('mix', { words }),
    forget: (playerId) => void ask('forget', playerId === undefined ? {} : { playerId }),
    again: async () => {
      const reply = await ask<{ replayId: string }>('again');
      return reply.ok ? reply.replayId : null;
    },
  };
}
