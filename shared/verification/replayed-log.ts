import { decide } from '../room/decide.ts';
import type { RecordedEvent, RoomEvent } from '../room/events.ts';
import { emptyState, evolve } from '../room/evolve.ts';
import { type PublicEvent, publicEvent } from '../room/public-event.ts';
import { fillJar } from '../room/seal.ts';
import type { RoomState } from '../room/state.ts';
import { MOST_LAG_MS } from '../room/timing.ts';
import type { PublicLog } from '../views/public-log.ts';
import { commandOf } from './command-of.ts';
import { difference, TOLERANCE } from './difference.ts';
import type { VerificationStep } from './steps.ts';

export interface ReplayedLog {
  readonly steps: readonly VerificationStep[];
  /** What the log folds to; null if it cannot be folded to its end. */
  readonly state: RoomState | null;
}

/**
 * Plays the published log by the rules once more: what each command must have led to is decided anew, with every draw, score,
 * rank and bet, and held against what was recorded. Then the recorded facts are taken in, so that one fault stays one.
 */
export function replayLog(
  { events: records }: PublicLog,
  tell: (done: number) => void = () => {},
): ReplayedLog {
  const log = records.map(({ seq, at, by, event }) => ({
    seq,
    at,
    by,
    event: privateEvent(event, seq, records),
  }));
  const state = emptyState();
  const steps: VerificationStep[] = [];
  let firstBad: number | null = log.findIndex(({ seq }, k) => seq !== k + 1) + 1 || null;
  let next = 0;
  try {
    while (next < log.length) {
      tell(next);
      const decided = decidedAt(log, next, state);
      decided.forEach((expected, k) => {
        const recorded = log[next + k];
        const found = recorded === undefined ? null : publicEvent(recorded.event);
        const first = difference(publicEvent(expected), found, TOLERANCE);
        if (expected.type === 'RoundScored' && recorded?.event.type === 'RoundScored') {
          steps.push({ step: 'scores', ok: first === null, round: expected.round, difference: first });
        } else if (expected.type === 'TruthScored' && recorded?.event.type === 'TruthScored') {
          steps.push({ step: 'truth', ok: first === null, difference: first });
        } else if (first !== null) firstBad ??= next + k + 1;
      });
      if (decided.length === 0) firstBad ??= next + 1;
      for (const recorded of log.slice(next, next + Math.max(1, decided.length))) evolve(state, recorded);
      next += Math.max(1, decided.length);
    }
  } catch {
    firstBad ??= next + 1;
  }
  const ok = firstBad === null;
  return {
    steps: [{ step: 'order', ok, events: log.length, firstBad }, ...steps],
    state: next < log.length ? null : state,
  };
}

/** The facts that must stand from here on, as far as one command reaches; none if the rules refuse it. */
function decidedAt(log: readonly RecordedEvent[], from: number, state: RoomState): readonly RoomEvent[] {
  const events = log.slice(from, from + MOST_EVENTS).map(({ event }) => event);
  const { at = 0, by = '' } = log[from] ?? {};
  const taken = takenAsTold(events, state);
  if (taken !== null) return taken;
  const command = commandOf(events, state);
  if (command === null || !mayAsk(by, events[0])) return [];
  // Whether the server stood still is in no log: it may have, for as long as the rules allow.
  const decision = decide(state, command, { at, by, lagMs: MOST_LAG_MS });
  return decision.ok ? decision.events : [];
}

/** More than one command leads to: all draws of a game with one guess. */
const MOST_EVENTS = 210;

/** Settings, words, and times that a host or an outage chose: no rule leads to them, but each has its place. */
function takenAsTold(
  [event, following]: readonly RoomEvent[],
  state: RoomState,
): readonly RoomEvent[] | null {
  const { phase, mix, code, closesAt, remainingMs } = state.open;
  const lobby = phase === 'lobby' && mix === '';
  switch (event?.type) {
    case 'RoomOpened':
      return code === '' && following?.type === 'JarSealed' ? [event, following] : [];
    case 'SettingsChanged':
      return lobby && code !== '' && following?.type === 'JarSealed' ? [event, following] : [];
    case 'MixSpoken':
      return lobby && event.mix !== '' ? [event, ...fillJar(state, event.mix)] : [];
    case 'RoundExtended': {
      const later = (event.closesAt ?? 0) > (closesAt ?? 0) || (event.remainingMs ?? 0) > (remainingMs ?? 0);
      return phase === 'guessing' && later ? [event] : [];
    }
    case 'DeadlineMoved':
      return phase === 'guessing' && event.closesAt >= (closesAt ?? 0) ? [event] : [];
    default:
      return null;
  }
}

const ofSeats: readonly (RoomEvent['type'] | undefined)[] = [
  'SeatTaken',
  'SeatLeft',
  'HunchPlaced',
  'EstimatePlaced',
  'BetPlaced',
  'MoreTimeAsked',
];

/** Nobody speaks for another seat, and no seat for the host. */
function mayAsk(by: string, event: RoomEvent | undefined): boolean {
  if (event !== undefined && 'playerId' in event && by === event.playerId) return true;
  return !ofSeats.includes(event?.type) && ['host', 'clock', 'server'].includes(by);
}

/** What belongs to one device was never published; only that two devices differ matters to the rules. */
function privateEvent(event: PublicEvent, seq: number, records: PublicLog['events']): RoomEvent {
  switch (event.type) {
    case 'SeatTaken':
      return { ...event, tokenHash: `${seq}` };
    case 'SeatConnected':
    case 'SeatGone':
      return { ...event, connection: `${seq}` };
    case 'JarSealed':
      return { ...event, jar: sealedJar(seq, records) };
    default:
      return event;
  }
}

/** The last seal's content is opened at the reveal; what an earlier one held was never drawn from. */
function sealedJar(seq: number, records: PublicLog['events']) {
  const revealed = records.find(({ event }) => event.type === 'JarRevealed')?.event;
  if (revealed?.type !== 'JarRevealed') throw new Error('the jar is not open');
  const before = records.findLast(
    (record) =>
      record.seq < seq && (record.event.type === 'RoomOpened' || record.event.type === 'SettingsChanged'),
  )?.event;
  const mystery = before !== undefined && 'settings' in before && before.settings.mystery;
  const { seed, salt, counts } = revealed;
  return { seed, salt, counts: mystery ? null : counts };
}
