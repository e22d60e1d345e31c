import type { RoomState } from '../shared/room/state.ts';
import type { Ages, KeptLog } from './store/event-store.ts';

/** How long what is kept. The sweeps, the privacy page and the self-check all read this one table. */
export interface Retention {
  readonly lobbyHours: number;
  readonly gameHours: number;
  readonly nameDays: number;
  readonly replayDays: number;
  readonly logDays: number;
}

interface Period {
  readonly variable: string;
  readonly fallback: number;
  readonly least: number;
  readonly most: number;
  readonly about: string;
}

export const periods: { readonly [K in keyof Retention]: Period } = {
  lobbyHours: {
    variable: 'LOBBY_HOURS',
    ...{ fallback: 24, least: 1, most: 720 },
    about:
      'Hours after which a room that never started ends and its names are forgotten; after as many more it is deleted.',
  },
  gameHours: {
    variable: 'GAME_HOURS',
    ...{ fallback: 12, least: 1, most: 720 },
    about: 'Hours after its start, and again after its reveal, when a game that nobody ended is ended.',
  },
  nameDays: {
    variable: 'NAME_DAYS',
    ...{ fallback: 30, least: 0, most: 3650 },
    about: 'Days after its end when the names and the title of a lesson are forgotten; 0: at once.',
  },
  replayDays: {
    variable: 'REPLAY_DAYS',
    ...{ fallback: 30, least: 0, most: 3650 },
    about: 'Days after its end when the link to the replay closes for everybody but its host.',
  },
  logDays: {
    variable: 'LOG_DAYS',
    ...{ fallback: 180, least: 1, most: 3650 },
    about: 'Days after its end when the whole record of a lesson is deleted.',
  },
};

export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Nothing outlives the record it belongs to. */
export function retentionOf(given: Retention): Retention {
  const { lobbyHours, gameHours, logDays } = given;
  const nameDays = Math.min(given.nameDays, logDays);
  return { lobbyHours, gameHours, nameDays, replayDays: Math.min(given.replayDays, logDays), logDays };
}

export const defaultRetention: Retention = retentionOf({
  lobbyHours: periods.lobbyHours.fallback,
  gameHours: periods.gameHours.fallback,
  nameDays: periods.nameDays.fallback,
  replayDays: periods.replayDays.fallback,
  logDays: periods.logDays.fallback,
});

/** The longest a room can go on when the server is never away: a lobby, a game, and a while after its reveal. */
export function longestLifeMs({ lobbyHours, gameHours }: Retention): number {
  return (lobbyHours + 2 * gameHours) * HOUR_MS;
}

/** When the periods begin: at the end, or where it would have been, had the server not been away. */
function endOf({ createdAt, endedAt }: Pick<KeptLog, 'createdAt' | 'endedAt'>, retention: Retention): number {
  return Math.min(endedAt ?? Number.POSITIVE_INFINITY, createdAt + longestLifeMs(retention));
}

/** What has to go of one log by now. Of a room that nobody started there is nothing to look back on but its open jar. */
export function overdue(kept: KeptLog, retention: Retention, now: number): 'log' | 'names' | 'nothing' {
  const { createdAt, endedAt, started, named } = kept;
  const end = endOf(kept, retention);
  const lobbyMs = retention.lobbyHours * HOUR_MS;
  const wasSeen = !started && endedAt !== null && now > endedAt + lobbyMs;
  if (wasSeen || now > end + retention.logDays * DAY_MS) return 'log';
  const namesEnd = end + retention.nameDays * DAY_MS;
  return named && now > (started ? namesEnd : Math.min(namesEnd, createdAt + lobbyMs)) ? 'names' : 'nothing';
}

/** Only a log opened before the moment of its kind can have something overdue. */
export function earliest({ lobbyHours, nameDays, logDays }: Retention, now: number): Ages {
  return {
    any: now - logDays * DAY_MS,
    named: now - nameDays * DAY_MS,
    unstarted: now - lobbyHours * HOUR_MS,
  };
}

/** Whether the link to the replay still answers to everybody. */
export function replayIsOpen({ open }: RoomState, retention: Retention, now: number): boolean {
  const end = endOf({ createdAt: open.openedAt, endedAt: open.endedAt }, retention);
  return now <= end + retention.replayDays * DAY_MS;
}
