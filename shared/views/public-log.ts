import type { RecordedEvent, RoomEvent } from '../room/events.ts';

type Of<T extends RoomEvent['type']> = Extract<RoomEvent, { readonly type: T }>;
type Without<T extends RoomEvent['type'], K extends string> = Omit<Of<T>, K>;

/** An event without what belongs to one device: no token's hash, no connection, no operation. */
export type PublicEvent =
  | Exclude<RoomEvent, { readonly type: 'SeatTaken' | 'SeatConnected' | 'SeatGone' | 'JarSealed' }>
  | Without<'SeatTaken', 'tokenHash'>
  | Without<'SeatConnected', 'connection'>
  | Without<'SeatGone', 'connection'>
  | Without<'JarSealed', 'jar'>;

export interface PublicRecord {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly event: PublicEvent;
}

/** The log of a revealed room as anybody may read it; null while the jar is sealed. */
export function publicLog(log: readonly RecordedEvent[]): readonly PublicRecord[] | null {
  if (!log.some(({ event }) => event.type === 'JarRevealed')) return null;
  return log.map(({ seq, at, by, event }) => ({ seq, at, by, event: publicEvent(event) }));
}

function publicEvent(event: RoomEvent): PublicEvent {
  switch (event.type) {
    case 'SeatTaken': {
      const { tokenHash: _, ...open } = event;
      return open;
    }
    case 'SeatConnected':
    case 'SeatGone':
      return { type: event.type, playerId: event.playerId };
    case 'JarSealed':
      return { type: 'JarSealed', commitment: event.commitment };
    default:
      return event;
  }
}
