import type { RoomEvent } from './events.ts';

type Of<T extends RoomEvent['type']> = Extract<RoomEvent, { readonly type: T }>;
type Without<T extends RoomEvent['type'], K extends string> = Omit<Of<T>, K>;

/** An event without what belongs to one device: no token's hash, no connection. Names are in no event. */
export type PublicEvent =
  | Exclude<RoomEvent, { readonly type: 'SeatTaken' | 'SeatConnected' | 'SeatGone' | 'JarSealed' }>
  | Without<'SeatTaken', 'tokenHash'>
  | Without<'SeatConnected', 'connection'>
  | Without<'SeatGone', 'connection'>
  | Without<'JarSealed', 'jar'>;

/** What of an event enters the chain, and is published with it after the reveal. */
export function publicEvent(event: RoomEvent): PublicEvent {
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
