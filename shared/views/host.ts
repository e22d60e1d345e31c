import { type DisplayExtras, displayView } from './display.ts';
import { type Names, nameOf } from './leaderboard.ts';
import type { Open } from './phases.ts';
import type { HostSeat, HostView } from './wire.ts';

/** The projector's view and who is here; like the projector's, without secrets. */
export function hostView(open: Open, names: Names, title: string, extras: DisplayExtras = {}): HostView {
  return {
    ...displayView(open, names, title, extras),
    seats: hostSeats(open, names),
    wantTime: open.wantTime,
  };
}

function hostSeats(open: Open, names: Names): readonly HostSeat[] {
  const seats: HostSeat[] = [];
  for (const entry of open.roster.values()) {
    const { playerId, cookie, present, answered, done, wantsTime, fromRound } = entry;
    if (entry.out !== null) continue;
    const name = nameOf(names, playerId);
    seats.push({ playerId, name, cookie, present, answered, done, wantsTime, fromRound });
  }
  return seats;
}
