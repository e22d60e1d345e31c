import type { RecordedEvent, RoomEvent } from '../../shared/room/events.ts';
import {
  type EventStore,
  type KeptLog,
  type NameEntry,
  type RoomRow,
  SequenceConflict,
} from './event-store.ts';
import { requireConsecutive } from './sequence.ts';

export interface MemoryLog {
  row: RoomRow;
  readonly events: RecordedEvent[];
  readonly names: Map<string, string>;
}

/** The reference implementation: what the others must do, without their durability. */
export function createMemoryStore(logs = new Map<string, MemoryLog>()): EventStore {
  let heartbeat: number | null = null;

  function remember(log: MemoryLog, names: readonly NameEntry[]): void {
    for (const { playerId, name } of names) log.names.set(playerId, name);
  }

  return {
    async open() {},
    async close() {},
    async createRoom(row, events, names) {
      if (logs.has(row.replayId)) throw new SequenceConflict(row.replayId, 0);
      requireConsecutive(0, events);
      const log: MemoryLog = { row, events: [...events], names: new Map() };
      remember(log, names);
      logs.set(row.replayId, log);
    },
    async append(replayId, expectedSeq, events, names) {
      requireConsecutive(expectedSeq, events);
      const log = logs.get(replayId);
      if (log?.events.length !== expectedSeq) throw new SequenceConflict(replayId, expectedSeq);
      log.events.push(...events);
      remember(log, names);
    },
    async setHostKeys(replayId, { hostTokenHash, recoveryHash }) {
      const log = logs.get(replayId);
      if (log !== undefined) log.row = { ...log.row, hostTokenHash, recoveryHash };
    },
    async read(replayId, after = 0) {
      return logs.get(replayId)?.events.slice(after) ?? [];
    },
    async names(replayId) {
      return new Map(logs.get(replayId)?.names);
    },
    async rooms() {
      return [...logs.values()].map((log) => log.row).sort(newestFirst);
    },
    async room(replayId) {
      return logs.get(replayId)?.row;
    },
    async kept(before) {
      return [...logs.values()].map(keptOf).filter(({ createdAt, named, started }) => {
        if (createdAt < before.any || (named && createdAt < before.named)) return true;
        return !started && createdAt < before.unstarted;
      });
    },
    async forgetNames(replayId, playerId) {
      const log = logs.get(replayId);
      if (log === undefined) return;
      if (playerId !== undefined) {
        log.names.delete(playerId);
        return;
      }
      log.names.clear();
      log.row = { ...log.row, title: '' };
    },
    async tidy() {},
    async deleteRoom(replayId) {
      logs.delete(replayId);
    },
    async heartbeat(at) {
      heartbeat = at;
    },
    async lastHeartbeat() {
      return heartbeat;
    },
    async ready() {
      return true;
    },
  };
}

function keptOf({ row, events, names }: MemoryLog): KeptLog {
  const { replayId, createdAt, title } = row;
  const first = (type: RoomEvent['type']) => events.find(({ event }) => event.type === type);
  return {
    ...{ replayId, createdAt, endedAt: first('RoomEnded')?.at ?? null },
    started: first('GameStarted') !== undefined,
    named: title !== '' || names.size > 0,
  };
}

function newestFirst(a: RoomRow, b: RoomRow): number {
  return b.createdAt - a.createdAt || (a.replayId < b.replayId ? -1 : 1);
}
