import { crc32 } from 'node:zlib';
import type { EventCells } from './event-rows.ts';
import type { RoomRow } from './event-store.ts';
import type { NameRow } from './sqlite-messages.ts';

/** The end of a log as its room's own row tells it. */
export interface LogEnd {
  readonly lastSeq: number;
  /** The sum of the last event, which holds all before it. */
  readonly lastSum: number;
}

/** Each event's sum goes on from the one before: a changed, missing or swapped event changes all that follow. */
export function eventSum(replayId: string, cells: EventCells, before: number): number {
  return sum([replayId, ...cells], before);
}

export function roomSum(row: RoomRow, { lastSeq, lastSum }: LogEnd): number {
  const { replayId, code, hostTokenHash, recoveryHash, joinKey, title, createdAt } = row;
  return sum([replayId, code, hostTokenHash, recoveryHash, joinKey, title, createdAt, lastSeq, lastSum]);
}

export function nameSum(replayId: string, { playerId, name }: NameRow): number {
  return sum([replayId, playerId, name]);
}

/** A moment with its own sum: a wrong one would move deadlines by years. */
export function heartbeatWith(at: string): string {
  return `${at} ${crc32(at)}`;
}

/** The moment, if it is what was written. */
export function heartbeatOf(value: string): number | null {
  const [at = ''] = value.split(' ');
  return value === heartbeatWith(at) ? Number(at) : null;
}

function sum(fields: readonly (string | number | null)[], before = 0): number {
  return crc32(fields.join('\n'), before);
}
