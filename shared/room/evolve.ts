import { classic } from './complete-settings.ts';
import type { RecordedEvent, RoomEvent } from './events.ts';
import { evolveSeat } from './evolve-seats.ts';
import { flavourNames } from './flavour-names.ts';
import { rememberOp } from './ops.ts';
import { priorOf } from './prior.ts';
import type { RoomSettings } from './settings.ts';
import type { HiddenState, OpenState, RoomState } from './state.ts';

type Of<T extends RoomEvent['type']> = Extract<RoomEvent, { readonly type: T }>;

/** A room before its first event. */
export function emptyState(): RoomState {
  const { counts, ...rest } = classic;
  const flavours = flavourNames.ko.slice(0, counts.length);
  return {
    open: {
      code: '',
      settings: { ...rest, flavours, population: 0, mystery: false },
      phase: 'lobby',
      round: 0,
      drawsFrom: 0,
      locked: false,
      commitment: '',
      mix: '',
      draws: [],
      tally: [],
      drawn: 0,
      opensAt: null,
      closesAt: null,
      paused: false,
      remainingMs: null,
      roster: new Map(),
      players: 0,
      present: 0,
      answered: 0,
      done: 0,
      wantTime: 0,
      betsPlaced: 0,
      scored: [],
      latest: new Map(),
      hunches: new Map(),
      jar: null,
      truth: null,
      openedAt: 0,
      startedAt: null,
      revealedAt: null,
      endedAt: null,
      seq: 0,
      head: null,
    },
    seats: new Map(),
    hidden: { seed: '', salt: '', counts: null, remaining: null, tokens: new Map(), hostOps: new Map() },
  };
}

export function isTerminal(state: RoomState): boolean {
  return state.open.phase === 'ended';
}

/** A room from its log. */
export function fold(events: Iterable<RecordedEvent>): RoomState {
  const state = emptyState();
  for (const recorded of events) evolve(state, recorded);
  return state;
}

/** Changes the state in place: a copy of ten thousand seats per event would take minutes. */
export function evolve(state: RoomState, recorded: RecordedEvent): void {
  const { event, at, seq, head = null } = recorded;
  if (!evolveSeat(state, event)) evolveRoom(state, event, at);
  state.open.seq = seq;
  state.open.head = head;
  rememberOp(state, recorded);
}

function evolveRoom({ open, seats, hidden }: RoomState, event: RoomEvent, at: number): void {
  switch (event.type) {
    case 'RoomOpened':
      open.code = event.code;
      open.openedAt = at;
      applySettings(open, event.settings);
      return;
    case 'SettingsChanged':
      if (!sameQuestion(open.settings, event.settings))
        forgetHunches({ open, seats, hidden }, event.settings);
      applySettings(open, event.settings);
      return;
    case 'JarSealed':
      open.commitment = event.commitment;
      hidden.seed = event.jar.seed;
      hidden.salt = event.jar.salt;
      fill(hidden, event.jar.counts);
      return;
    case 'MixSpoken':
      open.mix = event.mix;
      return;
    case 'JarFilled':
      fill(hidden, event.counts);
      return;
    case 'RoomLocked':
      open.locked = true;
      return;
    case 'RoomUnlocked':
      open.locked = false;
      return;
    case 'GameStarted':
      open.startedAt = at;
      for (const [playerId, seat] of seats) {
        if (seat.placedIn === 0) open.hunches.set(playerId, seat.estimate);
      }
      return;
    case 'CookiesDrawn':
      drawCookies(open, hidden, event);
      return;
    case 'ShowingSkipped':
    case 'DeadlineMoved':
      open.opensAt = event.opensAt;
      open.closesAt = event.closesAt;
      return;
    case 'RoundPaused':
      open.paused = true;
      open.closesAt = null;
      open.remainingMs = event.remainingMs;
      return;
    case 'RoundResumed':
      open.paused = false;
      open.opensAt = event.opensAt;
      open.closesAt = event.closesAt;
      open.remainingMs = null;
      return;
    case 'RoundExtended':
      open.closesAt = event.closesAt;
      open.remainingMs = event.remainingMs;
      for (const entry of open.roster.values()) entry.wantsTime = false;
      open.wantTime = 0;
      return;
    case 'RoundClosed':
      open.phase = 'results';
      stopClock(open);
      return;
    case 'BetsOpened':
      open.phase = 'bet';
      forgetAnswers(open);
      return;
    case 'RoundScored':
      keepScores({ open, seats, hidden }, event);
      return;
    case 'JarRevealed': {
      const { counts, seed, salt, mix } = event;
      open.phase = 'revealed';
      open.revealedAt = at;
      open.jar = { counts, seed, salt, mix };
      return;
    }
    case 'TruthScored': {
      const { seats: truths, bots, crowd, floor, bets } = event;
      open.truth = { seats: truths, bots, crowd, floor, bets };
      return;
    }
    case 'RoomEnded':
      open.phase = 'ended';
      open.endedAt = at;
  }
}

/** A hunch about other flavours, or of another kind, means nothing. */
function forgetHunches({ open, seats }: RoomState, settings: RoomSettings): void {
  for (const seat of seats.values()) {
    seat.estimate = priorOf(settings);
    seat.placedIn = null;
  }
  forgetAnswers(open);
}

function applySettings(open: OpenState, settings: RoomSettings): void {
  open.settings = settings;
  open.tally = settings.flavours.map(() => 0);
}

function fill(hidden: HiddenState, counts: readonly number[] | null): void {
  hidden.counts = counts;
  hidden.remaining = counts;
}

function drawCookies(open: OpenState, hidden: HiddenState, event: Of<'CookiesDrawn'>): void {
  const { round, order, counts, twist } = event;
  if (open.phase !== 'guessing') {
    open.phase = 'guessing';
    open.drawsFrom = round;
    stopClock(open);
    forgetAnswers(open);
  }
  open.round = round;
  open.draws.push({ round, order, counts, twist });
  counts.forEach((count, k) => {
    open.tally[k] = (open.tally[k] ?? 0) + count;
  });
  open.drawn += order.length;
  open.opensAt = event.opensAt;
  open.closesAt = event.closesAt;
  if (open.settings.replacement === 'never' && hidden.remaining !== null) {
    hidden.remaining = hidden.remaining.map((left, k) => left - (counts[k] ?? 0));
  }
}

function stopClock(open: OpenState): void {
  open.opensAt = null;
  open.closesAt = null;
  open.paused = false;
  open.remainingMs = null;
}

function forgetAnswers(open: OpenState): void {
  for (const entry of open.roster.values()) {
    entry.answered = false;
    entry.done = false;
    entry.wantsTime = false;
  }
  open.answered = 0;
  open.done = 0;
  open.wantTime = 0;
}

function keepScores({ open, seats }: RoomState, event: Of<'RoundScored'>): void {
  const { round, posterior, posteriorCount, seats: scores, bots, crowd, belief } = event;
  open.scored.push({ round, posterior, posteriorCount, seats: scores, bots, crowd, belief });
  for (const score of scores) {
    open.latest.set(score.playerId, score);
    const curve = seats.get(score.playerId)?.curve;
    if (curve === undefined) continue;
    while (curve.length < round) curve.push(null);
    curve.push(score.kl);
  }
}

function sameQuestion(a: RoomSettings, b: RoomSettings): boolean {
  return (
    a.lab === b.lab &&
    a.flavours.length === b.flavours.length &&
    a.flavours.every((name, k) => name === b.flavours[k])
  );
}
