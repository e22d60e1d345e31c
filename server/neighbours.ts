import type { Clock } from './clock.ts';
import { repeat } from './deadlines.ts';
import { isLineAt } from './line-name.ts';
import type { Log } from './log.ts';
import type { Retention } from './retention.ts';
import { oldestMs } from './room-lifetime.ts';
import type { RoomRegistry } from './room-registry.ts';
import type { Runner } from './room-runner.ts';
import { SharedRoom } from './shared-room.ts';
import type { EventStore } from './store/event-store.ts';
import type { Followed, SharedStore, Signs } from './store/shared-store.ts';

const LOOK_MS = 1000;
/** A server that has given no sign of life for so long, while it was looked for, is gone. */
const GONE_MS = 5000;

/** What all servers together give away sparingly. */
export interface Ration {
  /** How much of it was spent here. */
  spent(): number;
  spentElsewhere(more: number): void;
}

/** The other servers at the same store: what they write, who is there, and what to do when one goes. */
export interface Neighbours {
  /** Whether a page of the room's host is open at another server. */
  isHosting(replayId: string): boolean;
  /** Called when that may have changed. */
  onHosting(listener: () => void): void;
  /** Of which rooms a host's page is open here. */
  setHosting(here: () => readonly string[]): void;
  /** Wrong codes that are tried elsewhere count here as well. */
  shareWrongCodes(ration: Ration): void;
  start(): void;
  stop(): void;
}

/** A store that belongs to one server: nobody else is there. */
export const nobody: Neighbours = {
  isHosting: () => false,
  onHosting() {},
  setHosting() {},
  shareWrongCodes() {},
  start() {},
  stop() {},
};

export interface NeighboursParts {
  readonly store: EventStore;
  readonly shared: SharedStore;
  readonly registry: RoomRegistry;
  readonly runner: Runner;
  readonly retention: Retention;
  readonly clock: Clock;
  readonly log: Log;
}

interface Seen extends Signs {
  readonly beats: number;
  /** When this was new, or could not be asked for. */
  since: number;
  isGone: boolean;
}

export function createNeighbours(parts: NeighboursParts): Neighbours {
  const { store, shared, registry, runner, retention, clock, log } = parts;
  const seen = new Map<string, Seen>();
  const listeners: (() => void)[] = [];
  const cancels: (() => void)[] = [];
  let hosting = new Set<string>();
  let hostingHere: () => readonly string[] = () => [];
  let wrongCodes: Ration | undefined;
  let isLooking = false;
  let hasLooked = false;

  function follow(room: SharedRoom, target?: Followed): void {
    room.catchUp(target).catch((err: unknown) => {
      log.warn({ err, replayId: room.row.replayId }, 'what others wrote was not read');
    });
  }

  function hear(replayId: string, followed: Followed | null): void {
    const room = registry.byReplayId(replayId);
    if (room instanceof SharedRoom) follow(room, followed ?? undefined);
  }

  async function lookAtLogs(): Promise<void> {
    const rooms = [...registry.all()].filter((room) => room instanceof SharedRoom);
    const followed = new Map(rooms.map((room) => [room.row.replayId, room.followed]));
    for (const replayId of await shared.moved(followed)) hear(replayId, null);
  }

  async function lookAtNodes(): Promise<void> {
    const found = await shared.neighbours();
    const now = clock.now();
    for (const { node, ...its } of found) {
      const last = seen.get(node);
      if (last?.beats === its.beats) continue;
      // What was tried before this server looked for the first time is over.
      const before = last?.wrongCodes ?? (hasLooked ? 0 : its.wrongCodes);
      wrongCodes?.spentElsewhere(its.wrongCodes - before);
      seen.set(node, { ...its, since: now, isGone: false });
    }
    hasLooked = true;
    for (const [node, one] of seen) {
      if (one.isGone || now - one.since < GONE_MS) continue;
      one.isGone = true;
      log.warn({ node }, 'another server is gone');
      runner
        .track(bury(node))
        .catch((err: unknown) => log.error({ err, node }, 'its rooms were not taken over'));
    }
    const living = [...seen.values()].filter(({ isGone }) => !isGone);
    const hosted = new Set(living.flatMap((one) => one.hosting));
    const isSame = hosted.size === hosting.size && [...hosted].every((replayId) => hosting.has(replayId));
    hosting = hosted;
    if (!isSame) for (const listener of listeners) listener();
  }

  /** Rooms that only it had in memory go on here, and seats whose phones have not come to another server are away. */
  async function bury(node: string): Promise<void> {
    const oldest = clock.now() - oldestMs(retention);
    for (const row of await store.rooms()) {
      if (registry.byReplayId(row.replayId) !== undefined || row.createdAt < oldest) continue;
      await registry
        .load(row)
        .catch((err: unknown) => log.error({ err, replayId: row.replayId }, 'a room was not taken over'));
    }
    for (const room of registry.all()) {
      for (const [playerId, { connection }] of room.state.seats) {
        if (connection === null || !isLineAt(node, connection)) continue;
        runner.insist(room, { type: 'disconnect', playerId, connection }, 'server').catch((err: unknown) => {
          log.error({ err, replayId: room.row.replayId }, 'what happened was not recorded');
        });
      }
    }
  }

  /** While the store cannot be asked nobody can have given a sign of life in it. */
  function look(): void {
    if (isLooking) return;
    isLooking = true;
    lookAtNodes()
      .then(lookAtLogs)
      .catch((err: unknown) => {
        log.warn({ err }, 'the other servers were not looked at');
        for (const one of seen.values()) one.since = clock.now();
      })
      .finally(() => {
        isLooking = false;
      });
  }

  return {
    isHosting: (replayId) => hosting.has(replayId),
    onHosting: (listener) => void listeners.push(listener),
    setHosting(here) {
      hostingHere = here;
    },
    shareWrongCodes(ration) {
      wrongCodes = ration;
    },
    start() {
      shared.setSigns(() => ({ hosting: hostingHere(), wrongCodes: wrongCodes?.spent() ?? 0 }));
      shared.onNews(hear);
      look();
      cancels.push(repeat(clock, LOOK_MS, look));
    },
    stop() {
      for (const cancel of cancels) cancel();
    },
  };
}
