import { beforeAll, describe, expect, test } from 'vitest';
import type { PublicLog, PublicRecord } from '../../shared/views/public-log.ts';
import { type Diary, emptyDiary, linesOf, writeScore } from '../bench/load/diary.ts';
import { shareOf } from '../bench/load/shares.ts';
import { faultsIn, placesFrom } from '../bench/second-reading.ts';
import { publishedLesson } from '../support/published-lesson.ts';

/** What the phones of the lesson have heard, taken from its own record. */
function diariesOf(events: readonly PublicRecord[], rounds: number): readonly Diary[] {
  const diaries = new Map<string, Diary>();
  for (const { seq, event } of events) {
    if (event.type === 'SeatTaken') diaries.set(event.playerId, emptyDiary(event.playerId));
    if (event.type === 'EstimatePlaced') {
      diaries.get(event.playerId)?.acknowledged.push(event.round, event.estimate[0] ?? 0, seq);
    }
    for (const { playerId, rank, total } of event.type === 'RoundScored' ? event.seats : []) {
      if (event.type === 'RoundScored') diaries.get(playerId)?.told.push(event.round, rank, total);
    }
  }
  // Those who came late, left or were removed have not heard every round.
  return [...diaries.values()].filter(({ told }) => told.length === 3 * rounds);
}

describe('a lesson read a second time', () => {
  let events: PublicLog['events'];
  let diaries: readonly Diary[];
  /** Several draws may share a guess: then fewer are scored than drawn. */
  let rounds: readonly number[];

  beforeAll(async () => {
    const settings = { rounds: 6, replacement: 'never', drawSize: 50, maxPlayers: 40 } as const;
    const { lesson } = await publishedLesson({ settings, seed: 5, seats: 12 });
    events = lesson.log?.events ?? [];
    rounds = [...placesFrom(events).keys()];
    diaries = diariesOf(events, rounds.length);
  });

  test('gives everybody the place that the game gave', () => {
    expect(diaries.length).toBeGreaterThan(5);
    expect(rounds.length).toBeGreaterThan(2);
    expect(faultsIn(events, diaries, rounds)).toEqual({ lost: [], wrong: [] });
  });

  test('finds an estimate that is not in the log, or is another there', () => {
    const [line] = diaries.flatMap(({ acknowledged }) => linesOf(acknowledged));
    const without = events.filter(({ seq }) => seq !== line?.[2]);
    expect(faultsIn(without, diaries, rounds).lost).toHaveLength(1);
    const [first, ...rest] = diaries as [Diary, ...Diary[]];
    const other = { ...first, acknowledged: first.acknowledged.with(1, 0.4444) };
    expect(faultsIn(events, [other, ...rest], rounds).lost).toHaveLength(1);
  });

  test.each([
    ['a rank', (told: number[]) => told.with(1, (told[1] ?? 0) + 1)],
    ['a total', (told: number[]) => told.with(2, (told[2] ?? 0) + 1)],
    ['a round of which nothing was heard', (told: number[]) => told.slice(3)],
    ['a second word that is another', (told: number[]) => [...told, told.at(-3) ?? 0, 99, 0]],
  ])('finds %s', (_, changed) => {
    const [first, ...rest] = diaries as [Diary, ...Diary[]];
    const other = { ...first, told: changed([...first.told]) };
    expect(faultsIn(events, [other, ...rest], rounds).wrong).toHaveLength(1);
  });

  test('is of the classic game only', async () => {
    const { lesson } = await publishedLesson({ settings: { replacement: 'each' }, seed: 5, seats: 2 });
    expect(() => placesFrom(lesson.log?.events ?? [])).toThrow('only the classic game');
  });
});

test('a phone without a score yet writes nothing down', () => {
  const diary = emptyDiary('somebody');
  writeScore(diary, {});
  expect(diary.told).toEqual([]);
});

test('phones say something else in every turn, but each tenth what its neighbour says', () => {
  const turns = Array.from({ length: 15 }, (_, turn) => turn);
  const said = (phone: number) => turns.map((turn) => shareOf(phone, turn)).join();
  const all = Array.from({ length: 10_000 }, (_, phone) => said(phone));
  expect(new Set(all).size).toBe(9000);
  expect(said(19)).toBe(said(18));
  for (const share of all.join().split(',').map(Number)) {
    if (share < 0.001 || share > 0.998) throw new RangeError(`${share} is no estimate`);
  }
});
