import type { Welcome } from '../../shared/protocol.ts';
import type { RoomState } from '../../shared/room/state.ts';
import { displayView } from '../../shared/views/display.ts';
import { liveHistogram } from '../../shared/views/histogram.ts';
import { hostView, seatsNamed } from '../../shared/views/host.ts';
import { type Lean, lean } from '../../shared/views/lean.ts';
import { playerView } from '../../shared/views/player.ts';
import { progressOf } from '../../shared/views/progress.ts';
import { pseudonym } from '../../shared/views/replay.ts';
import type { DisplayView, HostSeat, HostView, PlayerView, YouView } from '../../shared/views/wire.ts';
import { youView } from '../../shared/views/you.ts';
import type { RoomRow } from '../store/event-store.ts';

/** What a fan-out needs of a room: its committed state, and the names beside the log. */
export interface ShownRoom {
  readonly row: RoomRow;
  readonly state: RoomState;
  readonly names: ReadonlyMap<string, string>;
}

/** A seat whose name was forgotten shows the number it came with. */
export function shownNames({ state, names }: ShownRoom): ReadonlyMap<string, string> {
  const { roster, settings } = state.open;
  if (names.size === roster.size) return names;
  const seats = [...roster.keys()];
  return new Map(
    seats.map((playerId, k) => [playerId, names.get(playerId) ?? pseudonym(k + 1, settings.language)]),
  );
}

export function viewForPhones({ row, state }: ShownRoom): Lean<PlayerView> {
  return lean(playerView(state.open, row.replayId));
}

export function viewForDisplays(room: ShownRoom): DisplayView {
  const { row, state } = room;
  return displayView(state.open, shownNames(room), row.title, extrasOf(room));
}

export function viewForHosts(room: ShownRoom): HostView {
  const { row, state } = room;
  return hostView(state.open, shownNames(room), row.title, extrasOf(room));
}

export function foundSeats(room: ShownRoom, name: string): readonly HostSeat[] {
  return seatsNamed(room.state.open, shownNames(room), name);
}

export function viewOfSeat({ state }: ShownRoom, playerId: string): Lean<YouView> | null {
  const seat = state.seats.get(playerId);
  return seat === undefined ? null : lean(youView(state.open, playerId, seat));
}

/** Everything a phone needs to show the room from nothing; null for a seat that was given up while the phone came in. */
export function welcomeOf(
  room: ShownRoom,
  playerId: string,
  now: { readonly serverTime: number; readonly hostAway: boolean; readonly token: string | undefined },
): Welcome | null {
  const { serverTime, hostAway, token } = now;
  const you = viewOfSeat(room, playerId);
  const entry = room.state.open.roster.get(playerId);
  if (you === null || entry === undefined || entry.out !== null) return null;
  const { settings, commitment, code, openedAt } = room.state.open;
  return {
    playerId,
    name: shownNames(room).get(playerId) ?? '',
    cookie: entry.cookie,
    ...(token !== undefined && { token }),
    code,
    title: room.row.title,
    settings,
    commitment,
    openedAt,
    view: viewForPhones(room),
    you,
    progress: progressOf(room.state.open),
    serverTime,
    ...(hostAway && { hostAway }),
  };
}

function extrasOf({ row, state }: ShownRoom) {
  return { replayId: row.replayId, histogram: liveHistogram(state.open, state.seats) };
}
