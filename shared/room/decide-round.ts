import { type Refusal, refuse } from '../errors.ts';
import { labs } from '../labs/registry.ts';
import { closeRound } from './close-round.ts';
import type { Command, CommandMeta, Decision } from './commands.ts';
import { allDone } from './decide-seat.ts';
import { accept } from './decision.ts';
import type { RoomEvent } from './events.ts';
import { type DrawSource, fillJar } from './seal.ts';
import { drawSizeOf } from './settings.ts';
import type { OpenState, RoomState } from './state.ts';
import { GRACE_MS, LEAD_MS, LEAST_AFTER_RESTART_MS, showingMs } from './timing.ts';

type Of<T extends Command['type']> = Extract<Command, { readonly type: T }>;

export function start(state: RoomState, { at }: CommandMeta, draw: DrawSource): Decision | Refusal {
  if (state.open.phase !== 'lobby') return refuse('phase/not-now');
  const filled = fillJar(state, state.open.mix);
  const full = filled.find((event) => event.type === 'JarFilled')?.counts ?? state.hidden.counts;
  return accept(...filled, { type: 'GameStarted' }, ...drawRounds(state, full, 1, at, draw));
}

/**
 * Draws once, or several times for one guess; near the end there may be fewer rounds left than asked for. After the last
 * results come the bets, where the host wanted them.
 */
export function next(
  state: RoomState,
  { draws, twist = false }: Of<'next'>,
  { at }: CommandMeta,
  draw: DrawSource,
): Decision | Refusal {
  const { phase, round, settings } = state.open;
  if (phase !== 'results') return refuse('phase/not-now');
  if (round >= settings.rounds)
    return settings.bet ? accept({ type: 'BetsOpened' }) : refuse('phase/not-now');
  if (!Number.isSafeInteger(draws) || draws < 1) return refuse('payload/malformed');
  if (twist && !labs[settings.lab].canTwist) return refuse('payload/malformed');
  const howMany = Math.min(draws, settings.rounds - round);
  return accept(...drawRounds(state, state.hidden.remaining, howMany, at, draw, twist));
}

function drawRounds(
  state: RoomState,
  jar: readonly number[] | null,
  howMany: number,
  at: number,
  draw: DrawSource,
  twist = false,
): readonly RoomEvent[] {
  if (jar === null) throw new Error('the jar is empty');
  const { settings, round: before } = state.open;
  const stay = settings.replacement === 'never';
  let remaining = jar;
  let cookies = 0;
  const drawn = Array.from({ length: howMany }, (_, k) => {
    const round = before + 1 + k;
    const outcome = draw({ round, size: drawSizeOf(settings, round), remaining }, state);
    if (stay) remaining = remaining.map((left, flavour) => left - (outcome.counts[flavour] ?? 0));
    cookies += outcome.order.length;
    return { round, ...outcome };
  });
  const opensAt = at + showingMs(before + 1, cookies);
  return drawn.map(({ round, order, counts }, k) => ({
    type: 'CookiesDrawn',
    round,
    order,
    counts,
    guessing: k === howMany - 1,
    twist,
    opensAt,
    closesAt: k === howMany - 1 ? deadline(state.open, opensAt) : null,
  }));
}

function deadline({ settings }: OpenState, opensAt: number): number | null {
  return settings.guessSeconds === null ? null : opensAt + settings.guessSeconds * 1000;
}

export function skip({ open }: RoomState, { at }: CommandMeta): Decision | Refusal {
  if (open.phase !== 'guessing' || open.paused) return refuse('phase/not-now');
  const opensAt = at + LEAD_MS;
  if (open.opensAt === null || open.opensAt <= opensAt) return accept();
  return accept({ type: 'ShowingSkipped', opensAt, closesAt: deadline(open, opensAt) });
}

export function close(state: RoomState): Decision | Refusal {
  if (state.open.phase !== 'guessing') return refuse('phase/not-now');
  return accept(...closeRound(state, 'host').events);
}

/** The clock's own: late is harmless, early does nothing. */
export function tick(state: RoomState, { at }: CommandMeta): Decision {
  const { phase, closesAt } = state.open;
  if (phase !== 'guessing' || closesAt === null || at < closesAt + GRACE_MS) return accept();
  return accept(...closeRound(state, 'deadline').events);
}

export function extend(
  { open }: RoomState,
  { seconds }: Of<'extend'>,
  { at }: CommandMeta,
): Decision | Refusal {
  if (open.phase !== 'guessing') return refuse('phase/not-now');
  const more = seconds * 1000;
  const { closesAt, remainingMs } = open;
  if (remainingMs !== null) {
    return accept({ type: 'RoundExtended', closesAt: null, remainingMs: remainingMs + more });
  }
  // A round without a deadline has all the time there is.
  if (closesAt === null) return accept();
  return accept({ type: 'RoundExtended', closesAt: Math.max(closesAt, at) + more, remainingMs: null });
}

/** Keeps what is left of the guessing time, all of it while the cookies are still being shown. */
export function pause({ open }: RoomState, { at }: CommandMeta): Decision | Refusal {
  if (open.phase !== 'guessing') return refuse('phase/not-now');
  if (open.paused) return accept();
  const { closesAt, opensAt } = open;
  const remainingMs = closesAt === null ? null : Math.max(0, closesAt - Math.max(at, opensAt ?? at));
  return accept({ type: 'RoundPaused', remainingMs });
}

export function resume(state: RoomState, { at }: CommandMeta): Decision | Refusal {
  const { open } = state;
  if (open.phase !== 'guessing') return refuse('phase/not-now');
  if (!open.paused) return accept();
  const opensAt = open.opensAt ?? at;
  const closesAt = open.remainingMs === null ? null : Math.max(at, opensAt) + open.remainingMs;
  const resumed: RoomEvent = { type: 'RoundResumed', opensAt, closesAt };
  // Everybody may have finished during the pause.
  return allDone({ ...open, paused: false })
    ? accept(resumed, ...closeRound(state, 'done').events)
    : accept(resumed);
}

/** Nobody loses time to a server that was away. */
export function restart({ open }: RoomState, { downMs }: Of<'restart'>, { at }: CommandMeta): Decision {
  if (open.phase !== 'guessing' || open.closesAt === null) return accept();
  const before = open.opensAt ?? at;
  const opensAt = downMs < 0 || before > at - downMs ? before + downMs : before;
  const closesAt = Math.max(open.closesAt + downMs, Math.max(at, opensAt) + LEAST_AFTER_RESTART_MS);
  return accept({ type: 'DeadlineMoved', opensAt, closesAt });
}
