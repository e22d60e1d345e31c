import type { RoomEvent } from './events.ts';
import { priorOf } from './prior.ts';
import type { OpenState, RoomState, RosterEntry } from './state.ts';

/** The part of evolve that concerns one seat; false if the event is not of that kind. */
export function evolveSeat(state: RoomState, event: RoomEvent): boolean {
  const { open, seats, hidden } = state;
  switch (event.type) {
    case 'SeatTaken': {
      const { playerId, tokenHash, cookie, fromRound } = event;
      open.roster.set(playerId, { playerId, cookie, fromRound, ...nobodyYet });
      open.players += 1;
      seats.set(playerId, {
        estimate: priorOf(open.settings),
        placedIn: null,
        connection: null,
        bet: null,
        curve: [],
        ops: new Map(),
      });
      hidden.tokens.set(tokenHash, playerId);
      return true;
    }
    case 'SeatConnected': {
      const { entry, seat } = at(state, event.playerId);
      seat.connection = event.connection;
      if (!entry.present) open.present += 1;
      entry.present = true;
      return true;
    }
    case 'SeatGone': {
      const { entry, seat } = at(state, event.playerId);
      seat.connection = null;
      if (entry.present) open.present -= 1;
      entry.present = false;
      return true;
    }
    case 'SeatRenamed':
      return true;
    case 'SeatLeft':
    case 'SeatRemoved': {
      const { entry, seat } = at(state, event.playerId);
      seat.connection = null;
      if (entry.out === null && seat.bet !== null) open.betsPlaced -= 1;
      vacate(open, entry, event.type === 'SeatLeft' ? 'left' : 'removed');
      return true;
    }
    case 'HunchPlaced': {
      const { entry, seat } = at(state, event.playerId);
      seat.estimate = event.estimate;
      seat.placedIn = 0;
      answer(open, entry, false);
      return true;
    }
    case 'EstimatePlaced': {
      const { entry, seat } = at(state, event.playerId);
      seat.estimate = event.estimate;
      seat.placedIn = event.round;
      answer(open, entry, event.done);
      return true;
    }
    case 'BetPlaced': {
      const { entry, seat } = at(state, event.playerId);
      if (seat.bet === null) open.betsPlaced += 1;
      seat.bet = event.band;
      answer(open, entry, false);
      return true;
    }
    case 'MoreTimeAsked': {
      const { entry } = at(state, event.playerId);
      if (!entry.wantsTime) open.wantTime += 1;
      entry.wantsTime = true;
      return true;
    }
    default:
      return false;
  }
}

const nobodyYet = { present: false, out: null, answered: false, done: false, wantsTime: false } as const;

function at({ open, seats }: RoomState, playerId: string) {
  const entry = open.roster.get(playerId);
  const seat = seats.get(playerId);
  if (entry === undefined || seat === undefined)
    throw new Error(`the log names an unknown seat: ${playerId}`);
  return { entry, seat };
}

function answer(open: OpenState, entry: RosterEntry, done: boolean): void {
  if (!entry.answered) open.answered += 1;
  entry.answered = true;
  if (entry.done !== done) open.done += done ? 1 : -1;
  entry.done = done;
}

function vacate(open: OpenState, entry: RosterEntry, out: 'left' | 'removed'): void {
  if (entry.out === null) open.players -= 1;
  if (entry.present) open.present -= 1;
  if (entry.answered) open.answered -= 1;
  if (entry.done) open.done -= 1;
  if (entry.wantsTime) open.wantTime -= 1;
  Object.assign(entry, nobodyYet, { out });
}
