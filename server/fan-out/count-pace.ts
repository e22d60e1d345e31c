import type { OpenState } from '../../shared/room/state.ts';

/** In the lobby only the number of players changes, which no phone is waiting for. */
const LOBBY_FACTOR = 5;
const MOST_PER_SECOND = 2;
const LEAST_PER_SECOND = 0.5;
const ROOM_PER_SECOND = 1000;
const SERVER_PER_SECOND = 4000;

/**
 * How long a phone waits for the next count: between half a second and two, so that a room's phones are sent a thousand a
 * second in all and those of a server four thousand. Nobody guesses by counts, and while ten thousand come in or answer,
 * in one room or in many, they would be most of what is sent.
 */
export function countIntervalMs(
  { phase, players }: Pick<OpenState, 'phase' | 'players'>,
  phonesHere: number,
): number {
  const share = Math.min(ROOM_PER_SECOND / Math.max(1, players), SERVER_PER_SECOND / Math.max(1, phonesHere));
  const perSecond = Math.min(MOST_PER_SECOND, Math.max(LEAST_PER_SECOND, share));
  return (phase === 'lobby' ? LOBBY_FACTOR : 1) * (1000 / perSecond);
}
