import type { HostSends, PlayerSends } from '../../../shared/protocol.ts';
import type { Phase } from '../../../shared/room/state.ts';

export const phases: readonly Phase[] = ['lobby', 'guessing', 'results', 'bet', 'revealed', 'ended'];
const all = phases;
const notEnded = phases.filter((phase) => phase !== 'ended');
const beforeReveal = notEnded.filter((phase) => phase !== 'revealed');

/** In which phases a seat's own message is taken; everywhere else, and from everybody else, it is refused. */
export const seatMay: Readonly<Record<keyof PlayerSends, readonly Phase[]>> = {
  guess: ['lobby', 'guessing'],
  bet: ['bet'],
  moreTime: ['guessing'],
  rename: notEnded,
  leave: notEnded,
  time: all,
};

/** The same for the host's, in a room of one round with a bet. */
export const hostMay: Readonly<Record<keyof HostSends | 'time', readonly Phase[]>> = {
  settings: ['lobby'],
  mix: ['lobby'],
  start: ['lobby'],
  next: ['results'],
  skip: ['guessing'],
  close: ['guessing'],
  extend: ['guessing'],
  pause: ['guessing'],
  resume: ['guessing'],
  reveal: ['guessing', 'results', 'bet'],
  end: notEnded,
  again: ['revealed', 'ended'],
  lock: beforeReveal,
  unlock: beforeReveal,
  remove: notEnded,
  rename: notEnded,
  forget: all,
  find: all,
  time: all,
};

export const roles = [
  'host',
  'host by recovery code',
  'player',
  'second seat',
  'removed seat',
  'left seat',
  'display',
  'host of another room',
  'player of another room',
  'host of a deleted room',
  'stranger',
] as const;
export type Role = (typeof roles)[number];

/** What a role may be in a namespace with all it has: let in as that, or refused with the code. */
export const admission: Readonly<Record<Role, { readonly player: string; readonly host: string }>> = {
  host: { player: 'seat/unknown', host: 'host' },
  'host by recovery code': { player: 'seat/unknown', host: 'host/required' },
  player: { player: 'seat', host: 'host/required' },
  'second seat': { player: 'seat', host: 'host/required' },
  'removed seat': { player: 'seat/removed', host: 'host/required' },
  'left seat': { player: 'seat/unknown', host: 'host/required' },
  display: { player: 'seat/unknown', host: 'host/required' },
  'host of another room': { player: 'seat/unknown', host: 'host/required' },
  'player of another room': { player: 'seat/unknown', host: 'host/required' },
  'host of a deleted room': { player: 'seat/unknown', host: 'host/required' },
  stranger: { player: 'seat/unknown', host: 'host/required' },
};
