import type { Command } from '../shared/room/commands.ts';
import type { Clock } from './clock.ts';
import { repeat } from './deadlines.ts';
import type { HostedRoom } from './hosted-room.ts';
import type { Finder } from './late-reveal.ts';
import type { Log } from './log.ts';
import { isForgotten, isOver, OLDEST_MS } from './room-lifetime.ts';
import type { RoomRegistry } from './room-registry.ts';
import type { Runner } from './room-runner.ts';
import { type EventStore, type RoomRow, StoreUnavailable } from './store/event-store.ts';

const HEARTBEAT_MS = 1000;
const SWEEP_MS = 60_000;
/** Phones that were connected before a restart and have not come back by then are gone. */
const RETURN_MS = 20_000;

export interface Keeper {
  recover(): Promise<void>;
  stop(): void;
}

/** Housekeeping by the clock: what was running goes on after a restart, what was forgotten ends. */
export function createKeeper(
  store: EventStore,
  registry: RoomRegistry,
  runner: Runner,
  find: Finder,
  clock: Clock,
  log: Log,
): Keeper {
  const cancels: (() => void)[] = [];

  function insist(room: HostedRoom, command: Command, onDone = () => {}): void {
    runner.insist(room, command, 'server').then(onDone, (err: unknown) => {
      log.error({ err, replayId: room.row.replayId }, 'what happened was not recorded');
    });
  }

  async function restart(room: HostedRoom, downMs: number): Promise<void> {
    const before = [...room.state.seats].flatMap(([playerId, { connection }]) =>
      connection === null ? [] : [{ playerId, connection }],
    );
    const moved = await runner.execute(room, { type: 'restart', downMs }, 'server');
    if (!moved.ok && moved.code === 'store/unavailable') {
      // A disk that takes nothing yet holds up this room only; nobody plays on in it before the deadline has moved.
      room.isResuming = true;
      insist(room, { type: 'restart', downMs }, () => {
        room.isResuming = false;
      });
    }
    const farewell = () => {
      for (const seat of before) insist(room, { type: 'disconnect', ...seat });
    };
    if (before.length > 0) cancels.push(clock.setTimer(clock.now() + RETURN_MS, farewell));
  }

  function sweep(): void {
    const now = clock.now();
    for (const room of registry.all()) {
      if (isOver(room.state.open, now)) void runner.execute(room, { type: 'end' }, 'clock');
      else if (isForgotten(room.state.open, now)) registry.drop(room);
    }
  }

  /** One after another, so that whoever comes in meanwhile does not wait behind them. */
  async function openAll(rows: readonly RoomRow[]): Promise<void> {
    for (const { replayId } of rows) {
      if (runner.isStopping()) return;
      await find(replayId).catch((err: unknown) => log.error({ err, replayId }, 'a jar was not opened'));
    }
  }

  function beat(): void {
    store.heartbeat(clock.now()).catch((err: unknown) => log.warn({ err }, 'no heartbeat was stored'));
  }

  return {
    async recover() {
      const now = clock.now();
      const lastBeat = await store.lastHeartbeat();
      const downMs = lastBeat === null ? 0 : Math.max(0, now - lastBeat);
      const rows = await store.rooms();
      for (const row of rows) {
        // Newest first: an older log under the same code is only a replay.
        if (registry.isTaken(row.code) || row.createdAt < now - OLDEST_MS) continue;
        try {
          await restart(await registry.load(row), downMs);
        } catch (err) {
          if (err instanceof StoreUnavailable) throw err;
          log.error({ err, replayId: row.replayId }, 'a room is damaged');
        }
      }
      beat();
      cancels.push(repeat(clock, HEARTBEAT_MS, beat), repeat(clock, SWEEP_MS, sweep));
      const ranOut = ({ createdAt }: RoomRow): boolean =>
        createdAt < now - OLDEST_MS && createdAt >= (lastBeat ?? now) - OLDEST_MS;
      // What had ended before the server went away was opened by the server that was there.
      void runner.track(openAll(rows.filter(ranOut)));
    },
    stop() {
      for (const cancel of cancels) cancel();
    },
  };
}
