import type { OpenState } from '../shared/room/state.ts';
import { HOUR_MS, longestLifeMs, type Retention } from './retention.ts';

const KEPT_AFTER_END_MS = 24 * HOUR_MS;

/** No room that is older can still be in anybody's hands. */
export function oldestMs(retention: Retention): number {
  return longestLifeMs(retention) + KEPT_AFTER_END_MS;
}

type Times = Pick<OpenState, 'openedAt' | 'startedAt' | 'revealedAt' | 'endedAt'>;

/** Whether a room that nobody ended has stood long enough: then it ends by itself, and its jar opens. */
export function isOver(times: Times, { lobbyHours, gameHours }: Retention, now: number): boolean {
  const { openedAt, startedAt, revealedAt, endedAt } = times;
  const over =
    startedAt === null ? openedAt + lobbyHours * HOUR_MS : (revealedAt ?? startedAt) + gameHours * HOUR_MS;
  return endedAt === null && now > over;
}

/** An ended room stays in memory for those who come back to it; then only its replay is left. */
export function isForgotten({ endedAt }: Times, now: number): boolean {
  return endedAt !== null && now > endedAt + KEPT_AFTER_END_MS;
}
