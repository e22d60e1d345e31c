import type { Command } from '../shared/room/commands.ts';
import type { Clock } from './clock.ts';
import { repeat } from './deadlines.ts';
import type { Erasure } from './erasure.ts';
import type { HostedRoom } from './hosted-room.ts';
import type { Finder } from './late-reveal.ts';
import type { Log } from './log.ts';
import type { Neighbours } from './neighbours.ts';
import { earliest, overdue, type Retention } from './retention.ts';
import { isForgotten, isOver, oldestMs } from './room-lifetime.ts';
import type { RoomRegistry } from './room-registry.ts';
import type { Runner } from './room-runner.ts';
import { type EventStore, type RoomRow, StoreUnavailable } from './store/event-store.ts';

const HEARTBEAT_MS = 1000;
const SWEEP_MS = 60_000;
const TIDY_MS = 15_000;
/** Phones that were connected before a restart and have not come back by then are gone. */
const RETURN_MS = 20_000;

export interface Keeper {
  recover(): Promise<void>;
  stop(): void;
}

export interface KeeperParts {
  readonly store: EventStore;
  readonly registry: RoomRegistry;
  readonly runner: Runner;
  readonly find: Finder;
  readonly erasure: Erasure;
  readonly neighbours: Neighbours;
  readonly retention: Retention;
  readonly clock: Clock;
  readonly log: Log;
}

/** Housekeeping by the clock: what was running goes on after a restart, what was left alone ends, what is old goes. */
export function createKeeper(parts: KeeperParts): Keeper {
  const { store, registry, runner, find, erasure, neighbours, retention, clock, log } = parts;
  const cancels: (() => void)[] = [];
  let isSweeping = false;
  let resuming = 0;

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
      resuming += 1;
      insist(room, { type: 'restart', downMs }, () => {
        room.isResuming = false;
        resuming -= 1;
      });
    }
    const farewell = () => {
      for (const seat of before) insist(room, { type: 'disconnect', ...seat });
    };
    if (before.length > 0) cancels.push(clock.setTimer(clock.now() + RETURN_MS, farewell));
  }

  function sweepMemory(now: number): void {
    for (const room of registry.all()) {
      if (isOver(room.state.open, retention, now)) void runner.execute(room, { type: 'end' }, 'clock');
      else if (isForgotten(room.state.open, now)) registry.drop(room);
    }
  }

  async function sweepStore(now: number): Promise<void> {
    for (const kept of await store.kept(earliest(retention, now))) {
      if (runner.isStopping()) return;
      const due = overdue(kept, retention, now);
      if (due === 'log') await erasure.deleteRoom(kept.replayId);
      else if (due === 'names') await erasure.forgetNames(kept.replayId);
    }
  }

  /** One at a time; what fails is tried again by the next. */
  function sweep(): void {
    const now = clock.now();
    sweepMemory(now);
    if (isSweeping) return;
    isSweeping = true;
    runner
      .track(sweepStore(now))
      .catch((err: unknown) => log.error({ err }, 'what is old was not removed'))
      .finally(() => {
        isSweeping = false;
      });
  }

  /** One after another, so that whoever comes in meanwhile does not wait behind them. */
  async function openAll(rows: readonly RoomRow[]): Promise<void> {
    for (const { replayId } of rows) {
      if (runner.isStopping()) return;
      await find(replayId).catch((err: unknown) => log.error({ err, replayId }, 'a jar was not opened'));
    }
  }

  function beat(): void {
    // Should the server fall again now, the time a room has not yet been given counts as time away.
    if (resuming > 0) return;
    store.heartbeat(clock.now()).catch((err: unknown) => log.warn({ err }, 'no heartbeat was stored'));
  }

  function tidy(): void {
    store.tidy().catch((err: unknown) => log.warn({ err }, 'a replaced name is still on the disk'));
  }

  /** Where other servers live the rooms have gone on, and nobody was away. */
  async function takeIn(othersLive: boolean): Promise<void> {
    const now = clock.now();
    const lastBeat = await store.lastHeartbeat();
    // Below zero where the machine's clock was set back meanwhile.
    const downMs = lastBeat === null ? 0 : now - lastBeat;
    const rows = await store.rooms();
    const oldest = oldestMs(retention);
    for (const row of rows) {
      // Newest first: an older log under the same code is only a replay.
      if (registry.isTaken(row.code) || row.createdAt < now - oldest) continue;
      try {
        const room = await registry.load(row);
        if (!othersLive) await restart(room, downMs);
      } catch (err) {
        if (err instanceof StoreUnavailable) throw err;
        log.error({ err, replayId: row.replayId }, 'a room is damaged');
      }
    }
    if (store.shared === undefined) beat();
    else await store.heartbeat(clock.now());
    tidy();
    cancels.push(
      repeat(clock, HEARTBEAT_MS, beat),
      repeat(clock, TIDY_MS, tidy),
      repeat(clock, SWEEP_MS, sweep),
    );
    const ranOut = ({ createdAt }: RoomRow): boolean =>
      createdAt < now - oldest && createdAt >= (lastBeat ?? now) - oldest;
    // What had ended before the server went away was opened by the server that was there.
    void runner.track(openAll(rows.filter(ranOut))).then(sweep);
  }

  return {
    async recover() {
      await (store.shared === undefined ? takeIn(false) : store.shared.enter(takeIn));
      neighbours.start();
    },
    stop() {
      for (const cancel of cancels) cancel();
    },
  };
}
