import type { RoomRow } from '../../../server/store/event-store.ts';
import type { RecordedEvent } from '../../../shared/room/events.ts';

export function rowOf(replayId: string, createdAt = 1): RoomRow {
  return {
    replayId,
    code: '482917',
    hostTokenHash: 'h'.repeat(64),
    recoveryHash: 'r'.repeat(64),
    joinKey: 'key',
    title: '3학년 2반',
    createdAt,
  };
}

/** `count` events from `first` on. */
export function logOf(first: number, count: number, by = 'host'): RecordedEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    seq: first + index,
    at: 1_790_000_000_000 + first + index,
    by,
    ...((first + index) % 2 === 0 && { op: { id: `op-${first + index}`, digest: 'd' } }),
    event: { type: 'RoomLocked' },
    ...((first + index) % 3 !== 0 && { nonce: '0f'.repeat(16), head: `${first + index}`.padStart(64, 'a') }),
  }));
}
