import { type Refusal, refuse } from '../errors.ts';
import { labs } from '../labs/registry.ts';
import { isBand } from './bets.ts';
import { closeRound, type SeatChange } from './close-round.ts';
import type { Command, CommandMeta, Decision } from './commands.ts';
import { accept, seated } from './decision.ts';
import type { RoomEvent } from './events.ts';
import type { OpenState, RoomState } from './state.ts';
import { GRACE_MS, MOST_LAG_MS } from './timing.ts';

type Of<T extends Command['type']> = Extract<Command, { readonly type: T }>;

export function connect(state: RoomState, command: Of<'connect'>): Decision | Refusal {
  const found = seated(state, command.playerId);
  if (!found.ok) return found;
  // After the end there is only reading, and reading leaves no trace.
  const nothingNew = state.open.phase === 'ended' || found.seat.connection === command.connection;
  if (nothingNew) return accept();
  const { playerId, connection } = command;
  return accept({ type: 'SeatConnected', playerId, connection });
}

/** Only the seat's newest connection can be lost; an older tab closing means nothing. */
export function disconnect(state: RoomState, command: Of<'disconnect'>): Decision | Refusal {
  const { playerId, connection } = command;
  const ended = state.open.phase === 'ended';
  if (ended || state.seats.get(playerId)?.connection !== connection) return accept();
  return andPerhapsClose(state, { type: 'SeatGone', playerId, connection }, playerId);
}

export function rename(state: RoomState, { playerId }: Of<'rename'>): Decision | Refusal {
  const found = seated(state, playerId);
  return found.ok ? accept({ type: 'SeatRenamed', playerId }) : found;
}

export function leave(state: RoomState, { playerId }: Of<'leave'>): Decision | Refusal {
  const found = seated(state, playerId);
  if (!found.ok) return found;
  return andPerhapsClose(state, { type: 'SeatLeft', playerId }, playerId, { playerId, out: true });
}

export function remove(state: RoomState, { playerId }: Of<'remove'>): Decision | Refusal {
  const found = seated(state, playerId);
  if (!found.ok) return found;
  return andPerhapsClose(state, { type: 'SeatRemoved', playerId }, playerId, { playerId, out: true });
}

export function moreTime(state: RoomState, { playerId }: Of<'moreTime'>): Decision | Refusal {
  const found = seated(state, playerId);
  if (!found.ok) return found;
  if (state.open.phase !== 'guessing') return refuse('phase/not-now');
  return found.entry.wantsTime ? accept() : accept({ type: 'MoreTimeAsked', playerId });
}

export function guess(state: RoomState, command: Of<'guess'>, meta: CommandMeta): Decision | Refusal {
  const { open } = state;
  const { playerId, round, estimate, done } = command;
  const found = seated(state, playerId);
  if (!found.ok) return found;
  const refusal = outOfTime(open, round, meta);
  if (refusal !== null) return refusal;
  const fault = labs[open.settings.lab].checkEstimate(estimate, open.settings.flavours.length);
  if (fault !== null) return refuse(fault);
  if (open.phase === 'lobby') return accept({ type: 'HunchPlaced', playerId, estimate });
  const placed: RoomEvent = { type: 'EstimatePlaced', playerId, round, estimate, done };
  return done ? andPerhapsClose(state, placed, playerId, { playerId, estimate }) : accept(placed);
}

export function bet({ open, seats, hidden }: RoomState, { playerId, band }: Of<'bet'>): Decision | Refusal {
  const found = seated({ open, seats, hidden }, playerId);
  if (!found.ok) return found;
  if (open.phase !== 'bet') return refuse('phase/not-now');
  return isBand(band) ? accept({ type: 'BetPlaced', playerId, band }) : refuse('estimate/out-of-range');
}

/**
 * From the draw until the deadline and its grace, by the server's clock; a pause stops that clock. What may have lain
 * unread while the server stood still is taken for as early as it can have come.
 */
function outOfTime(open: OpenState, round: number, { at, lagMs = 0 }: CommandMeta): Refusal | null {
  if (open.phase === 'lobby') return round === 0 ? null : refuse('round/not-open');
  if (round !== open.round) return refuse('round/other');
  if (open.phase !== 'guessing') return refuse('round/not-open');
  const arrived = at - Math.min(lagMs, MOST_LAG_MS);
  return open.closesAt !== null && arrived > open.closesAt + GRACE_MS ? refuse('round/not-open') : null;
}

/** With auto-close, this event may make the last one still thinking the last one done. */
function andPerhapsClose(
  state: RoomState,
  event: RoomEvent,
  playerId: string,
  change?: SeatChange,
): Decision {
  const done = event.type === 'EstimatePlaced';
  if (!allDone(state.open, { playerId, present: done && isPresent(state.open, playerId), done })) {
    return accept(event);
  }
  return accept(event, ...closeRound(state, 'done', change).events);
}

function isPresent(open: OpenState, playerId: string): boolean {
  return open.roster.get(playerId)?.present ?? false;
}

interface Latest {
  readonly playerId: string;
  readonly present: boolean;
  readonly done: boolean;
}

/** Whether auto-close ends the round: everybody present is done, and somebody is present. */
export function allDone(open: OpenState, latest?: Latest): boolean {
  if (!open.settings.autoClose || open.phase !== 'guessing' || open.paused) return false;
  // Cheap first: most answers come while others are still thinking.
  if (open.done + 1 < open.present - 1) return false;
  let present = 0;
  for (const [playerId, entry] of open.roster) {
    const now = latest?.playerId === playerId ? latest : entry;
    if (!now.present) continue;
    if (!now.done) return false;
    present += 1;
  }
  return present > 0;
}
