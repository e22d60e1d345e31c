import { beforeAll, describe, expect, test } from 'vitest';
import type { RoomEvent } from '../../../shared/room/events.ts';
import type { Kept, VerificationStep } from '../../../shared/verification/steps.ts';
import { headsOf, type PublishedLesson, verifyLesson } from '../../../shared/verification/verify-lesson.ts';
import type { PublicLog } from '../../../shared/views/public-log.ts';
import { goldenLessons } from '../../proofs/golden/lessons.ts';
import { type KeptLesson, publishedLesson } from '../../support/published-lesson.ts';

const stranger: Kept = { commitment: null, receipts: [] };

function failed(lesson: PublishedLesson, kept: Kept): readonly VerificationStep[] {
  return verifyLesson(lesson, kept).filter(({ ok }) => !ok);
}

/** The same lesson, its log changed and chained anew: what a server could publish that never told anybody a head. */
function rewritten({ replay, log }: PublishedLesson, change: (log: PublicLog) => PublicLog): PublishedLesson {
  const changed = change(structuredClone(log));
  return { replay, log: { ...changed, head: headsOf(changed).at(-1) ?? null } };
}

function placeOf(log: PublicLog, type: RoomEvent['type']): number {
  return log.events.findIndex(({ event }) => event.type === type);
}

describe.each(Object.keys(goldenLessons))('a published lesson, %s', (name) => {
  let played: KeptLesson;
  beforeAll(async () => {
    played = await publishedLesson(goldenLessons[name]!);
  });

  test('F5 every step holds, for who was there and for a stranger', () => {
    const { lesson, kept } = played;
    expect(failed(lesson, kept)).toEqual([]);
    expect(failed(lesson, stranger)).toEqual([]);
    const kinds = new Set(verifyLesson(lesson, kept).map(({ step }) => step));
    expect([...kinds]).toEqual([
      'commitment',
      'jar',
      'draw',
      'chain',
      'receipt',
      'placed',
      'order',
      'scores',
      'truth',
      'replay',
    ]);
    expect(kept.receipts.length).toBeGreaterThan(20);
  });

  test('F5 a lesson whose names and title were forgotten is verified like any other', () => {
    const { lesson, kept } = played;
    const { replay, log } = structuredClone(lesson);
    const players = replay.players.map((player, k) => ({ ...player, name: `Cookie ${k + 1}` }));
    expect(failed({ log, replay: { ...replay, title: '', players } }, kept)).toEqual([]);
  });

  test('F5 a receipt that does not fit names its seq', () => {
    const { lesson, kept } = played;
    const [first, ...others] = kept.receipts;
    const wrong = {
      seq: first!.seq,
      head: first!.head.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    };
    expect(failed(lesson, { ...kept, receipts: [wrong, ...others] })).toEqual([
      { step: 'receipt', ok: false, seq: first!.seq, expected: wrong.head, found: first!.head },
    ]);
    const beyond = { seq: 10_000, head: first!.head };
    expect(failed(lesson, { ...kept, receipts: [beyond] })).toMatchObject([{ seq: 10_000, found: null }]);
  });

  test('F5 a record that was false from the first fits its own heads, not what was sent', () => {
    const { lesson, kept } = played;
    const { seq, numbers } = kept.placed![0]!;
    const sent = [{ seq, numbers: numbers.toReversed() }];
    expect(failed(lesson, { ...kept, placed: sent })).toEqual([
      { step: 'placed', ok: false, seq, expected: sent[0]!.numbers, found: numbers },
    ]);
    const elsewhere = [{ seq: 1, numbers }];
    expect(failed(lesson, { ...kept, placed: elsewhere })).toMatchObject([
      { step: 'placed', seq: 1, found: null },
    ]);
  });

  test('F5 a log that was rewritten and chained anew contradicts who was there', () => {
    const { lesson, kept } = played;
    const told = rewritten(lesson, (log) => {
      const at = placeOf(log, 'EstimatePlaced');
      const events = log.events.map((record, k) => (k === at ? { ...record, at: record.at + 1 } : record));
      return { ...log, events };
    });
    expect(failed(told, stranger)).toEqual([]);
    const first = failed(told, kept)[0];
    expect(first).toMatchObject({ step: 'receipt', seq: placeOf(lesson.log, 'EstimatePlaced') + 1 });
  });

  test('F5 a score made up by the server fails its round, even without receipts', () => {
    const { lesson } = played;
    const told = rewritten(lesson, (log) => {
      const scored = log.events[placeOf(log, 'RoundScored')]!.event as Extract<
        RoomEvent,
        { type: 'RoundScored' }
      >;
      (scored.seats[0] as { points: number }).points += 1;
      return log;
    });
    expect(failed(told, stranger)).toMatchObject([
      { step: 'scores', round: 1, difference: { where: 'seats.0.points' } },
      { step: 'replay' },
    ]);
  });

  test('F5 an event that the rules do not allow is named', () => {
    const { lesson } = played;
    const told = rewritten(lesson, (log) => {
      const at = placeOf(log, 'MoreTimeAsked');
      const events = log.events
        .toSpliced(at, 0, log.events[at]!)
        .map((record, k) => ({ ...record, seq: k + 1 }));
      return { ...log, events };
    });
    expect(failed(told, stranger)).toEqual([
      {
        step: 'order',
        ok: false,
        events: lesson.log.events.length + 1,
        firstBad: placeOf(lesson.log, 'MoreTimeAsked') + 2,
      },
    ]);
  });

  test('F5 a drawn cookie of another flavour fails its draw', () => {
    const { lesson, kept } = played;
    const told = structuredClone(lesson);
    const [round] = told.replay.rounds as unknown as { order: string }[];
    round!.order = round!.order.replace(/^./, (flavour) => (flavour === '0' ? '1' : '0'));
    expect(failed(told, kept)).toMatchObject([
      { step: 'draw', round: 1 },
      { step: 'replay', difference: { where: 'rounds.0.order' } },
    ]);
  });

  test('F5 a log from before the chain says so, and one that hides its chain does not pass', () => {
    const { lesson, kept } = played;
    const old = structuredClone(lesson);
    const log: PublicLog = {
      ...old.log,
      chain: null,
      head: null,
      events: old.log.events.map((record) => ({ ...record, nonce: null })),
    };
    expect(verifyLesson({ ...old, log }, stranger)).toContainEqual({ step: 'unchained', ok: true });
    expect(failed({ ...old, log }, stranger)).toEqual([]);
    expect(failed({ ...old, log }, kept)).toEqual([{ step: 'unchained', ok: false }]);
  });

  test.each([
    ['an empty log', (log: PublicLog) => ({ ...log, events: [] })],
    [
      'a nonce that is none',
      (log: PublicLog) => ({ ...log, events: log.events.map((record) => ({ ...record, nonce: 'x' })) }),
    ],
    [
      'a log of something else',
      (log: PublicLog) => ({
        ...log,
        events: log.events.map((record) => ({ ...record, event: {} as never })),
      }),
    ],
  ])('F5 %s is a failed step, not an exception', (_, change) => {
    const { lesson, kept } = played;
    expect(failed({ ...lesson, log: change(lesson.log) }, kept).length).toBeGreaterThan(0);
  });
});
