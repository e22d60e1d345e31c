import type { RecordedEvent } from '../../shared/room/events.ts';

/** A log counts from 1 without a gap; anything else is a mistake of the caller, not a conflict. */
export function requireConsecutive(lastSeq: number, events: readonly RecordedEvent[]): void {
  events.forEach((recorded, index) => {
    const expected = lastSeq + index + 1;
    if (recorded.seq !== expected) throw new RangeError(`event ${recorded.seq} where ${expected} comes next`);
  });
}
