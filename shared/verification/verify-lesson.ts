import { chainNext, chainStart } from '../fairness/chain.ts';
import type { Opening } from '../fairness/commitment.ts';
import { type FairnessStep, verifyFairness } from '../fairness/verify.ts';
import type { PublicLog, PublicRecord } from '../views/public-log.ts';
import { replayOf } from '../views/replay.ts';
import type { Replay } from '../views/wire.ts';
import { difference } from './difference.ts';
import { type ReplayedLog, replayLog } from './replayed-log.ts';
import type { Kept, VerificationStep } from './steps.ts';

export interface PublishedLesson {
  /** GET /api/replays/:id. */
  readonly replay: Replay;
  /** GET /api/replays/:id/log. */
  readonly log: PublicLog;
}

/** How far a check has come; ten thousand seats take seconds, and whoever waits wants to see it move. */
export type Progress = (done: number, of: number) => void;

/**
 * Everything about a finished game that can be checked, one step each: what was sealed, every draw, the chain of all facts and
 * what this device kept of it, every score, and that the replay shows what the log says. A title and nicknames are in no log
 * and so in no step.
 */
export function verifyLesson(
  { replay, log }: PublishedLesson,
  kept: Kept,
  tell: Progress = () => {},
): readonly VerificationStep[] {
  // Every event twice: as a link of the chain, and as a move of the game.
  const events = log.events.length;
  const chain = chainSteps(log, kept, (done) => tell(done, 2 * events));
  const replayed = contained(() => replayLog(log, (done) => tell(events + done, 2 * events))) ?? {
    steps: [{ step: 'order', ok: false, events: log.events.length, firstBad: null }],
    state: null,
  };
  return [
    ...sealSteps(replay, kept),
    ...chain,
    ...placedSteps(log, kept),
    ...replayed.steps,
    replayStep(replay, replayed),
  ];
}

/** What a replay tells without its log: the seal, the jar and every draw. */
export function sealSteps(replay: Replay, kept: Kept): readonly FairnessStep[] {
  const { fairness, settings, jar, rounds } = replay;
  if (fairness === null) {
    return [{ step: 'commitment', ok: false, expected: kept.commitment ?? '', found: null }];
  }
  const { code: room, seed, salt, mix } = fairness;
  const { drawSize, flavours: labels, replacement: replace, mystery, population } = settings;
  const sealed = { drawSize, labels, replace, room, salt, seed };
  const opening: Opening = mystery ? { ...sealed, mystery: population } : { ...sealed, counts: jar };
  const commitment = kept.commitment ?? fairness.commitment;
  const orders = rounds.map(({ order }) => [...order].map(Number));
  return verifyFairness({ commitment, opening, mix, jar, orders });
}

function chainSteps(log: PublicLog, kept: Kept, tell: (done: number) => void): readonly VerificationStep[] {
  if (log.chain === null) {
    const ok =
      log.head === null && kept.receipts.length === 0 && log.events.every(({ nonce }) => nonce === null);
    return [{ step: 'unchained', ok }];
  }
  const heads = contained(() => headsOf(log, tell)) ?? [];
  const found = heads.at(-1) ?? null;
  const known = log.chain === 'jar-chain-1' && log.commitment === firstSeal(log);
  const ok = known && found !== null && found === log.head;
  return [
    { step: 'chain', ok, expected: log.head, found },
    ...kept.receipts.map(({ seq, head }) => {
      const there = heads[seq - 1] ?? null;
      return { step: 'receipt', ok: there === head, seq, expected: head, found: there } as const;
    }),
  ];
}

function placedSteps({ events }: PublicLog, { placed = [] }: Kept): readonly VerificationStep[] {
  return placed.map(({ seq, numbers: expected }) => {
    const found = contained(() => numbersOf(events[seq - 1])) ?? null;
    return { step: 'placed', ok: difference(expected, found, 0) === null, seq, expected, found };
  });
}

function numbersOf(record: PublicRecord | undefined): readonly number[] | null {
  const event = record?.event;
  switch (event?.type) {
    case 'HunchPlaced':
    case 'EstimatePlaced':
      return event.estimate;
    case 'BetPlaced':
      return event.band;
    default:
      return null;
  }
}

/** The head after every event. */
export function headsOf(
  { commitment, events }: PublicLog,
  tell: (done: number) => void = () => {},
): readonly string[] {
  let head = chainStart(commitment);
  return events.map(({ seq, at, by, event, nonce }, done) => {
    tell(done);
    if (nonce === null || !/^[0-9a-f]{32}$/.test(nonce)) throw new RangeError(`event ${seq} has no nonce`);
    head = chainNext(head, { seq, at, by, event, nonce });
    return head;
  });
}

function firstSeal({ events }: PublicLog): string | null {
  const sealed = events.find(({ event }) => event.type === 'JarSealed')?.event;
  return sealed?.type === 'JarSealed' ? sealed.commitment : null;
}

/** The replay once more from the log; names are taken as they are. */
function replayStep(replay: Replay, { state }: Pick<ReplayedLog, 'state'>): VerificationStep {
  const { title, replayId, players } = replay;
  const names = new Map(players.map(({ playerId, name }) => [playerId, name]));
  const told = state && contained(() => replayOf(state.open, names, { title, replayId, namesFor: 'host' }));
  const first = difference(told, replay, 0);
  return { step: 'replay', ok: first === null, difference: first };
}

/** What is published may have any shape at all; whatever cannot be worked out has failed. */
function contained<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
