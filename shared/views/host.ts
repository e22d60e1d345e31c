import type { PlayerId } from '../room/events.ts';
import type { RosterEntry } from '../room/state.ts';
import { type DisplayExtras, displayView } from './display.ts';
import { type Names, nameOf } from './leaderboard.ts';
import type { Open } from './phases.ts';
import type { DisplayView, HostSeat, HostView } from './wire.ts';

/** More rows than this nobody reads down, and ten thousand would hold up everybody while they are written. */
export const MOST_SEATS = 500;

/** The projector's view and who is here; like the projector's, without secrets. */
export function hostView(open: Open, names: Names, title: string, extras: DisplayExtras = {}): HostView {
  const display = displayView(open, names, title, extras);
  return {
    ...display,
    seats: hostSeats(open, display).map((entry) => rowOf(entry, names)),
    wantTime: open.wantTime,
  };
}

/** Everybody; of very many, whoever is named on a screen, then whoever asks for time, then the newest, as they came. */
function hostSeats(open: Open, display: DisplayView): readonly Readonly<RosterEntry>[] {
  const here = [...open.roster.values()].filter(({ out }) => out === null);
  if (here.length <= MOST_SEATS) return here;
  const named = namedOn(display);
  const listed = new Set(here.filter(({ playerId }) => named.has(playerId)));
  for (const entry of here) if (entry.wantsTime && listed.size < MOST_SEATS) listed.add(entry);
  for (let k = here.length - 1; k >= 0 && listed.size < MOST_SEATS; k -= 1) {
    const entry = here[k];
    if (entry !== undefined) listed.add(entry);
  }
  return here.filter((entry) => listed.has(entry));
}

function namedOn({ lobby, board, thermometer, curves, reveal }: DisplayView): ReadonlySet<PlayerId> {
  const rows = [lobby, board, thermometer, curves, reveal?.podium, reveal?.bets?.rows, reveal?.klJar.curves];
  const ids = rows.flatMap((some) => (some ?? []).map(({ playerId }) => playerId));
  return new Set(ids.filter((id) => id !== undefined));
}

/** More than this ask for another letter. */
export const MOST_FOUND = 50;

/** Whoever is here and has this in their name, as they came: for a class whose list is longer than the host is sent. */
export function seatsNamed(open: Open, names: Names, text: string): readonly HostSeat[] {
  const wanted = plain(text);
  const found: HostSeat[] = [];
  for (const entry of open.roster.values()) {
    if (entry.out !== null || !plain(nameOf(names, entry.playerId)).includes(wanted)) continue;
    found.push(rowOf(entry, names));
    if (found.length === MOST_FOUND) break;
  }
  return found;
}

/** Capitals, full-width letters and Hangul of single letters are the same to whoever looks for somebody. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function rowOf(entry: Readonly<RosterEntry>, names: Names): HostSeat {
  const { playerId, cookie, present, answered, done, wantsTime, fromRound } = entry;
  const name = nameOf(names, playerId);
  return { playerId, name, cookie, present, answered, done, wantsTime, fromRound };
}
