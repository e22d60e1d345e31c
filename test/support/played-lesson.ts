import type { LiveRoom, RoomService } from '../../server/room-service.ts';
import type { Command } from '../../shared/room/commands.ts';
import type { Band } from '../../shared/room/events.ts';
import type { SettingsInput } from '../../shared/room/settings.ts';
import { type Chance, chanceOf, oneOf, whole } from './chance.ts';
import type { VirtualClock } from './virtual-clock.ts';

export interface Lesson {
  readonly settings: SettingsInput;
  /** Everything people do follows from it. */
  readonly seed: number;
  readonly seats: number;
  /** The class's word, if it speaks one. */
  readonly words?: string;
  /** The server is stopped and comes back while this round is open. */
  readonly restartsIn?: number;
  /** Everything as ever, but for one thing: what the record could be made to say later. */
  readonly otherwise?: Otherwise;
}

/** Another seed and salt, another hunch, another band of the last bet, or a room that was never locked. */
export type Otherwise = 'seal' | 'estimate' | 'bet' | 'lock';

/** Where an accepted message stands in the log, as its sender was told. */
export interface Receipt {
  readonly seq: number;
  readonly head: string | null;
  /** Of an estimate or a bet, as it was sent. */
  readonly numbers?: readonly number[];
}

export interface PlayedLesson {
  readonly room: LiveRoom;
  readonly service: RoomService;
  readonly receipts: readonly Receipt[];
}

const deadlineMs = 12 * 60_000;

/**
 * A whole lesson by the real service: a hunch, one who comes late, one who leaves, one who is removed, a pause, more time,
 * bets where the host wants them, the reveal and the end.
 */
export async function playLesson(
  start: () => Promise<RoomService>,
  clock: VirtualClock,
  lesson: Lesson,
): Promise<PlayedLesson> {
  const { settings, seats, words, restartsIn, otherwise } = lesson;
  const chance = chanceOf(lesson.seed);
  let service = await start();
  // Its heartbeats tell the next one how long the server was away.
  if (restartsIn !== undefined) await service.recover();
  const opened = await service.openRoom(settings);
  if (!opened.ok) throw new Error(`the room was not opened: ${opened.code}`);
  let room: LiveRoom = opened.room;
  const players: string[] = [];
  const receipts: Receipt[] = [];
  let ops = 0;

  const run = async (command: Command, by = 'host', waitMs = 200 + whole(chance, 3000)) => {
    clock.advance(waitMs);
    ops += 1;
    const result = await service.execute(room, command, by, `op-${ops}`);
    if (!result.ok) throw new Error(`${command.type} was refused: ${result.code}`);
    const { seq, head } = result;
    if (command.type === 'guess') receipts.push({ seq, head, numbers: command.estimate });
    else if (command.type === 'bet') receipts.push({ seq, head, numbers: command.band });
    else receipts.push({ seq, head });
  };
  const join = async () => {
    const joined = await service.join(room.row.code, `Player ${players.length + 1}`, whole(chance, 5));
    if (!joined.ok) throw new Error(`nobody was let in: ${joined.code}`);
    const { playerId } = joined;
    players.push(playerId);
    await run({ type: 'connect', playerId, connection: `line-${players.length}` }, playerId);
  };
  const place = async (playerId: string, done = false) => {
    const { round, phase, settings: playing } = room.state.open;
    if (round > 0 && phase !== 'guessing') return;
    const told = anEstimate(chance, playing.flavours.length, playing.estimate);
    const estimate = round === 0 && otherwise === 'estimate' ? told.toReversed() : told;
    await run({ type: 'guess', playerId, round, estimate, done }, playerId);
  };
  const here = () => players.filter((playerId) => room.state.open.roster.get(playerId)?.out === null);
  const close = async () => {
    if (room.state.open.phase === 'guessing') await run({ type: 'close' });
  };
  const restart = async () => {
    await service.stop();
    clock.advance(7000);
    service = await start();
    await service.recover();
    const found = service.byCode(room.row.code);
    if (found === undefined) throw new Error('the room did not come back');
    room = found;
  };

  for (let k = 0; k < seats; k += 1) await join();
  await service.changeSettings(room, { board: 2 }, 'settings');
  await place(players[0] ?? '');
  if (otherwise !== 'lock') await run({ type: 'lock' });
  if (otherwise !== 'lock') await run({ type: 'unlock' });
  await service.rename(room, players[1] ?? '', 'Renamed', players[1] ?? '', 'rename');
  if (words !== undefined) await run({ type: 'mix', words });
  await run({ type: 'start' });
  while (room.state.open.phase !== 'bet') {
    const { round, settings: playing } = room.state.open;
    if (round === 1) {
      await run({ type: 'skip' }, 'host', 50);
      await run({ type: 'moreTime', playerId: players[0] ?? '' }, players[0]);
      await run({ type: 'pause' });
      await place(players[1] ?? '');
      await run({ type: 'extend', seconds: 20 });
      await run({ type: 'resume' });
    }
    if (round === restartsIn) await restart();
    if (round === 2) await join();
    for (const playerId of here()) await place(playerId, chance() < 0.8);
    if (round === 2) await run({ type: 'leave', playerId: players[1] ?? '' }, players[1]);
    if (round === 3) await run({ type: 'remove', playerId: players[2] ?? '' });
    if (chance() < 0.5 && playing.guessSeconds !== null) {
      clock.advance(deadlineMs);
      // A closing by the clock has no one who waits for it: what is asked next comes after it.
      await run({ type: room.state.open.locked ? 'unlock' : 'lock' });
      await run({ type: 'unlock' });
    }
    await close();
    if (round >= playing.rounds && !playing.bet) break;
    const twist = playing.estimate === 'belief' && chance() < 0.4;
    await run({ type: 'next', draws: chance() < 0.25 ? 2 : 1, twist });
  }
  if (room.state.open.phase === 'bet') {
    for (const playerId of [here()[0], here().at(-1)]) {
      const [low, high] = [chance(), chance()].toSorted((a, b) => a - b) as [number, number];
      const band: Band = otherwise === 'bet' ? [low / 2, high] : [low, high];
      await run({ type: 'bet', playerId: playerId ?? '', band }, playerId);
    }
  }
  await run({ type: 'reveal' });
  await run({ type: 'disconnect', playerId: players[0] ?? '', connection: 'line-1' }, players[0]);
  await run({ type: 'end' });
  return { room, service, receipts };
}

function anEstimate(chance: Chance, flavours: number, kind: 'point' | 'belief'): readonly number[] {
  const raw = Array.from({ length: flavours }, () => 0.05 + chance());
  const sum = raw.reduce((total, part) => total + part, 0);
  const shares = raw.map((part) => part / sum);
  const cookies = oneOf(chance, [4, 20, 90]);
  return kind === 'belief' ? shares.map((part) => 1 + cookies * part) : shares;
}
