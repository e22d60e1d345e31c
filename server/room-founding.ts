import { type Refusal, refuse } from '../shared/errors.ts';
import type { Command } from '../shared/room/commands.ts';
import { completeSettings } from '../shared/room/complete-settings.ts';
import type { RecordedEvent } from '../shared/room/events.ts';
import type { SettingsInput } from '../shared/room/settings.ts';
import type { Clock } from './clock.ts';
import * as codes from './codes.ts';
import type { HostedRoom } from './hosted-room.ts';
import type { Log } from './log.ts';
import type { Retention } from './retention.ts';
import { oldestMs } from './room-lifetime.ts';
import { chainingWith, draft, newSeal } from './room-opening.ts';
import type { RoomRegistry } from './room-registry.ts';
import type { OpenedRoomSecrets, Result } from './room-service.ts';
import type { EventStore, NameEntry, RoomRow } from './store/event-store.ts';

export interface RoomFoundingParts {
  readonly store: EventStore;
  readonly registry: RoomRegistry;
  readonly clock: Clock;
  readonly random: codes.RandomBytes;
  readonly slowHash: codes.SlowHash;
  readonly maxRooms: number;
  /** Why no room should be opened now; null where nothing speaks against it. */
  readonly overload: () => string | null;
  readonly retention: Retention;
  readonly log: Log;
  /** Brings in what another server has under a code. */
  seek(code: string): Promise<{ readonly ok: true } | Refusal>;
  isStopping(): boolean;
}

export interface RoomFounding {
  openRoom(input: SettingsInput): Promise<Result<OpenedRoomSecrets>>;
  /** Stores a log's beginning and takes it into memory; null where it could not be stored. */
  create(
    row: RoomRow,
    events: readonly RecordedEvent[],
    names: readonly NameEntry[],
  ): Promise<HostedRoom | null>;
}

/** Where rooms begin. */
export function createRoomFounding(parts: RoomFoundingParts): RoomFounding {
  const { store, registry, clock, random, slowHash, maxRooms, overload, retention, log, seek, isStopping } =
    parts;

  async function openRoom(input: SettingsInput): Promise<Result<OpenedRoomSecrets>> {
    const complete = completeSettings(input);
    if (!complete.ok) return complete;
    if (isStopping()) return refuse('server/stopping');
    const running = await runningEverywhere();
    if (running === null) return refuse('store/unavailable');
    if (running >= maxRooms) return refuse('server/full');
    const reason = overload();
    if (reason !== null) {
      log.warn({ reason, running }, 'no room is opened while the server is this busy');
      return refuse('server/full');
    }
    const { settings, counts, title } = complete;
    const code = await newCode(running);
    const at = clock.now();
    const open: Command = { type: 'open', code, settings, counts, ...newSeal(random) };
    const drafted = draft(at, [{ command: open, by: 'host' }], chainingWith(random));
    if (!drafted.ok) return drafted;
    const hostToken = codes.newToken(random);
    const recoveryCode = codes.newRecoveryCode(random);
    const row: RoomRow = {
      replayId: codes.newId(random, 18),
      code,
      hostTokenHash: codes.hashToken(hostToken),
      recoveryHash: await slowHash.hash(random, recoveryCode),
      joinKey: codes.newId(random, 9),
      title,
      createdAt: at,
    };
    const room = await create(row, drafted.events, []);
    return room === null ? refuse('store/unavailable') : { ok: true, room, hostToken, recoveryCode };
  }

  /** Null where the store cannot say. */
  async function runningEverywhere(): Promise<number | null> {
    try {
      return (await store.shared?.running(clock.now() - oldestMs(retention))) ?? registry.running;
    } catch (err) {
      log.error({ err }, 'the rooms that run were not counted');
      return null;
    }
  }

  /** Of all that some server knows. */
  async function newCode(running: number): Promise<string> {
    for (;;) {
      const code = codes.newRoomCode(random, running, (taken) => registry.isTaken(taken));
      const sought = await seek(code);
      // Where nothing can be looked up, nothing can be stored either.
      if (!sought.ok || !registry.isTaken(code)) return code;
    }
  }

  async function create(
    row: RoomRow,
    events: readonly RecordedEvent[],
    names: readonly NameEntry[],
  ): Promise<HostedRoom | null> {
    try {
      await store.createRoom(row, events, names);
    } catch (err) {
      log.error({ err }, 'a room was not stored');
      return null;
    }
    return registry.host(row, events, new Map(names.map(({ playerId, name }) => [playerId, name])));
  }

  return { openRoom, create };
}
