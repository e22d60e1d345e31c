import { botCurve } from './bots.ts';
import type { Open } from './phases.ts';
import { sharedView } from './shared-view.ts';
import type { PlayerView } from './wire.ts';

/** The bot that learns as a student could. */
const BESIDE_PHONES = 'svi';

/** What every phone of the room gets, the same for all: nobody's name, and no scores but the phone's own and a bot's. */
export function playerView(open: Open, replayId: string | null = null): PlayerView {
  return { ...sharedView(open, replayId), botCurve: botCurve(open, BESIDE_PHONES) };
}
