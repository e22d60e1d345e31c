import type { OpStamp, RecordedEvent, RoomEvent } from '../../shared/room/events.ts';
import { DamagedLog } from './event-store.ts';

/** An event as a database keeps it: its columns in their order. A long log is half as long without their names. */
export type EventCells = readonly [
  seq: number,
  at: number,
  by: string,
  op: string | null,
  type: string,
  body: string,
  nonce: string | null,
  head: string | null,
];

export function toCells({ seq, at, by, op, event, nonce, head }: RecordedEvent): EventCells {
  const stamp = op === undefined ? null : JSON.stringify(op);
  return [seq, at, by, stamp, event.type, JSON.stringify(event), nonce ?? null, head ?? null];
}

export function fromCells(replayId: string, cells: EventCells): RecordedEvent {
  const [seq, at, by, op, type, body, nonce, head] = cells;
  const event = parse<RoomEvent>(body);
  const stamp = op === null ? undefined : parse<OpStamp>(op);
  if (event?.type !== type || (op !== null && stamp === undefined)) {
    throw new DamagedLog(replayId, `event ${seq} cannot be read`, seq);
  }
  return {
    ...{ seq, at, by },
    ...(stamp && { op: stamp }),
    event,
    ...(nonce !== null && { nonce }),
    ...(head !== null && { head }),
  };
}

function parse<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
