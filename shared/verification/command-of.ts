import type { Command } from '../room/commands.ts';
import type { RoomEvent } from '../room/events.ts';
import type { RoomState } from '../room/state.ts';

/** What somebody must have asked for, so that these facts came next; null where the facts do not tell. */
export function commandOf(events: readonly RoomEvent[], { open, seats }: RoomState): Command | null {
  const [event, following] = events;
  switch (event?.type) {
    case 'RoomLocked':
      return { type: 'lock' };
    case 'RoomUnlocked':
      return { type: 'unlock' };
    case 'SeatTaken': {
      const { playerId, tokenHash, cookie } = event;
      return { type: 'join', playerId, tokenHash, cookie };
    }
    case 'SeatConnected':
      return { type: 'connect', playerId: event.playerId, connection: event.connection };
    case 'SeatGone':
      return {
        type: 'disconnect',
        playerId: event.playerId,
        connection: seats.get(event.playerId)?.connection ?? '',
      };
    case 'SeatRenamed':
      return { type: 'rename', playerId: event.playerId };
    case 'SeatLeft':
      return { type: 'leave', playerId: event.playerId };
    case 'SeatRemoved':
      return { type: 'remove', playerId: event.playerId };
    case 'HunchPlaced': {
      const { playerId, estimate } = event;
      return { type: 'guess', playerId, round: 0, estimate, done: false };
    }
    case 'EstimatePlaced': {
      const { playerId, round, estimate, done } = event;
      return { type: 'guess', playerId, round, estimate, done };
    }
    case 'MoreTimeAsked':
      return { type: 'moreTime', playerId: event.playerId };
    case 'BetPlaced':
      return { type: 'bet', playerId: event.playerId, band: event.band };
    case 'JarFilled':
      return following?.type === 'GameStarted' ? { type: 'start' } : { type: 'end' };
    case 'GameStarted':
      return { type: 'start' };
    case 'CookiesDrawn':
      return { type: 'next', draws: drawsTogether(events), twist: event.twist };
    case 'BetsOpened':
      return { type: 'next', draws: 1 };
    case 'ShowingSkipped':
      return { type: 'skip' };
    case 'RoundPaused':
      return { type: 'pause' };
    case 'RoundResumed':
      return { type: 'resume' };
    case 'RoundClosed':
      return { type: event.why === 'deadline' ? 'tick' : 'close' };
    case 'JarRevealed':
      return { type: open.phase === 'lobby' ? 'end' : 'reveal' };
    case 'RoomEnded':
      return { type: 'end' };
    default:
      return null;
  }
}

function drawsTogether(events: readonly RoomEvent[]): number {
  const last = events.findIndex((event) => event.type !== 'CookiesDrawn' || event.guessing);
  return last + 1;
}
