import type { OpenState } from '../shared/room/state.ts';

const HOUR_MS = 3_600_000;
const LONGEST_LOBBY_MS = 24 * HOUR_MS;
const LONGEST_GAME_MS = 12 * HOUR_MS;
const KEPT_AFTER_END_MS = 24 * HOUR_MS;

/** No room that is older can still be in anybody's hands. */
export const OLDEST_MS = LONGEST_LOBBY_MS + LONGEST_GAME_MS + KEPT_AFTER_END_MS;

type Times = Pick<OpenState, 'openedAt' | 'startedAt' | 'revealedAt' | 'endedAt'>;

/** Whether a room that nobody ended has stood long enough: then it ends by itself, and its jar opens. */
export function isOver({ openedAt, startedAt, revealedAt, endedAt }: Times, now: number): boolean {
  const over = startedAt === null ? openedAt + LONGEST_LOBBY_MS : (revealedAt ?? startedAt) + LONGEST_GAME_MS;
  return endedAt === null && now > over;
}

/** An ended room stays in memory for those who come back to it; then only its replay is left. */
export function isForgotten({ endedAt }: Times, now: number): boolean {
  return endedAt !== null && now > endedAt + KEPT_AFTER_END_MS;
}
