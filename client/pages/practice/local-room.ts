import type { ErrorCode } from '../../../shared/errors.ts';
import type { Command } from '../../../shared/room/commands.ts';
import type { CompleteSettings } from '../../../shared/room/complete-settings.ts';
import { decide } from '../../../shared/room/decide.ts';
import { emptyState, evolve } from '../../../shared/room/evolve.ts';
import type { RoomState } from '../../../shared/room/state.ts';

export interface LocalRoom {
  readonly state: RoomState;
  /** Plays by the server's own rules; null once it has happened, else why not. */
  act(command: Command, by?: string): ErrorCode | null;
}

export interface LocalRoomParts {
  readonly settings: Pick<CompleteSettings, 'settings' | 'counts'>;
  /** 64 hex characters each. */
  readonly seed: string;
  readonly salt: string;
  readonly now: () => number;
}

/** Never looked up by anybody: it only stands in the sealed opening. */
const code = '000000';

/** A room that lives in this page and is forgotten with it. */
export function openLocalRoom({ settings, seed, salt, now }: LocalRoomParts): LocalRoom {
  const state = emptyState();
  const act: LocalRoom['act'] = (command, by = 'host') => {
    const at = now();
    const decision = decide(state, command, { at, by });
    if (!decision.ok) return decision.code;
    for (const event of decision.events) evolve(state, { seq: state.open.seq + 1, at, by, event });
    return null;
  };
  act({ type: 'open', code, settings: settings.settings, counts: settings.counts, seed, salt });
  return { state, act };
}
