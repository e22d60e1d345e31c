import { isDeepStrictEqual } from 'node:util';
import {
  viewForDisplays,
  viewForHosts,
  viewForPhones,
  viewOfSeat,
} from '../../../server/fan-out/snapshots.ts';
import type { LiveRoom } from '../../../server/room-service.ts';
import { cleanName } from '../../../shared/names.ts';
import { fold } from '../../../shared/room/evolve.ts';
import type { RoomState } from '../../../shared/room/state.ts';
import { wholeView, wholeYou } from '../../../shared/views/lean.ts';
import { progressOf } from '../../../shared/views/progress.ts';
import type { Student } from '../people/student.ts';
import type { ScreenPage } from '../people/teacher.ts';
import type { Witness } from '../witness.ts';
import type { Page } from '../world/device.ts';
import type { Disk } from '../world/disk.ts';

type Folded = LiveRoom & { readonly ahead?: RoomState };

/** What is in memory is the fold of what is on the disk, as far as memory has come. */
export function checkFold(room: Folded, disk: Disk, witness: Witness): void {
  const events = disk.logs.get(room.row.replayId)?.events ?? [];
  const upTo = events.slice(0, room.state.open.seq);
  if (!isDeepStrictEqual(fold(upTo), room.state))
    witness.break('fold-is-state', 'the committed state differs');
}

/** At rest nothing has been decided that is not stored. */
export function checkRest(room: Folded, disk: Disk, witness: Witness): void {
  checkFold(room, disk, witness);
  const log = disk.logs.get(room.row.replayId);
  if (room.ahead !== undefined && !isDeepStrictEqual(fold(log?.events ?? []), room.ahead)) {
    witness.break('fold-is-state', 'the state ahead differs');
  }
  const looks = [...room.state.open.roster.values()]
    .filter(({ out }) => out === null)
    .map(({ playerId }) => cleanName(room.names.get(playerId) ?? ''))
    .map((clean) => (clean.ok ? clean.skeleton : ''));
  if (new Set(looks).size < looks.length) witness.break('names-unique', looks.join());
  if (!isDeepStrictEqual(new Map(log?.names), new Map(room.names))) {
    witness.break('names-unique', 'names in memory are others than those stored');
  }
}

/** Who is here by the log, and who is connected in truth. */
export function checkPresence(room: LiveRoom, students: readonly Student[], witness: Witness): void {
  const connected = new Map<string, number>();
  for (const { page, game } of students.flatMap(({ tabs }) => tabs)) {
    const seat = game.me.peek()?.playerId;
    if (game.gone.peek() !== null && game.line.link.peek() === 'online') {
      witness.break('presence', `${page.name} is ${game.gone.peek()} and holds its line`);
    }
    if (game.gone.peek() !== null || game.line.refused.peek() !== null || seat === undefined) continue;
    if (game.line.link.peek() !== 'online') {
      witness.break('views-converge', `${page.name} is ${game.line.link.peek()} though nothing is broken`);
      continue;
    }
    connected.set(seat, (connected.get(seat) ?? 0) + 1);
  }
  for (const [seat, lines] of connected) {
    if (lines > 1) witness.break('one-line-a-seat', `${seat} has ${lines} tabs connected`);
  }
  if (room.state.open.phase === 'ended') return;
  for (const [seat, { present }] of room.state.open.roster) {
    if (present !== connected.has(seat)) {
      witness.break('presence', `${seat} is ${present ? 'present' : 'absent'} in the log, not in truth`);
    }
  }
}

/** Every page shows what a page that was opened now would show. */
export function checkPages(
  room: LiveRoom,
  students: readonly Student[],
  screens: readonly { readonly screen: ScreenPage; readonly isHost: boolean }[],
  witness: Witness,
): void {
  const fresh = wholeView(viewForPhones(room));
  const differing = (a: object, b: object | null) =>
    Object.entries(JSON.parse(JSON.stringify(a)) as object)
      .filter(([key, value]) => !isDeepStrictEqual(value, b?.[key as never]))
      .map(([key, value]) =>
        `${key} ${JSON.stringify(b?.[key as never])} for ${JSON.stringify(value)}`.slice(0, 120),
      );
  const compare = (page: Page, what: string, expected: object, shown: object | null) => {
    const fields = differing(expected, shown);
    if (fields.length > 0)
      witness.break('views-converge', `${page.name} shows ${what}: ${fields.join(', ')}`);
  };
  for (const { page, game } of students.flatMap(({ tabs }) => tabs)) {
    const seat = game.me.peek()?.playerId;
    if (game.gone.peek() !== null && game.line.link.peek() === 'online') {
      witness.break('presence', `${page.name} is ${game.gone.peek()} and holds its line`);
    }
    if (game.gone.peek() !== null || game.line.refused.peek() !== null || seat === undefined) continue;
    const you = viewOfSeat(room, seat);
    compare(page, 'an old view', fresh, game.view.peek());
    if (you !== null)
      compare(page, 'an old view of its own', { ...wholeYou(you), seq: 0 }, { ...game.you.peek(), seq: 0 });
    // Counts are sent while they move; a phone shows them only beside an estimate of its own.
    if (room.state.open.phase === 'guessing' && game.done.peek()) {
      compare(page, 'old counts', progressOf(room.state.open), game.progress.peek());
    }
    if (game.placing.peek() === 'waiting') witness.break('placed-in-the-end', `${page.name} still waits`);
  }
  for (const { screen, isHost } of screens) {
    const expected = isHost ? viewForHosts(room) : viewForDisplays(room);
    compare(screen.page, 'an old view', expected, screen.view.peek());
  }
}
