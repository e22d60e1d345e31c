import type { HostSends, PlayerSends } from '../../shared/protocol.ts';

type Sent<M> = {
  readonly [E in keyof M]: M[E] extends (payload: infer P, ack: never) => void ? Omit<P, 'opId'> : never;
};

/** One good payload for every event a phone may send; an event added to the protocol does not compile until it is here. */
export const playerMessages: Sent<PlayerSends> = {
  guess: { round: 1, estimate: { p: [0.5, 0.5] } },
  rename: { name: 'Renamed' },
  bet: { band: [0.2, 0.8] },
  leave: {},
  moreTime: {},
  time: {},
};

/** The same for a host; `remove` and `rename` name the seat they are sent for. */
export function hostMessages(playerId: string): Sent<HostSends> {
  return {
    settings: { settings: { rounds: 3 } },
    start: {},
    next: {},
    skip: {},
    close: {},
    extend: { seconds: 30 },
    pause: {},
    resume: {},
    reveal: {},
    end: {},
    again: {},
    lock: {},
    unlock: {},
    remove: { playerId },
    rename: { playerId, name: 'Renamed' },
    mix: { words: 'cookies' },
    find: { name: 'a' },
    forget: {},
  };
}
