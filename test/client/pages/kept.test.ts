import { describe, expect, test } from 'vitest';
import {
  type Kept,
  merged,
  nothingKept,
  parseKept,
  sealShown,
  withSeen,
} from '../../../client/pages/kept.ts';

const head = (seq: number, story = 'a'): string => story + seq.toString(16).padStart(63, '0');
const seal = (letter: string, at: number) => ({ seal: { commitment: letter.repeat(64), round: 0, at } });
const keptAfter = (seqs: readonly number[], start: Kept = nothingKept): Kept =>
  seqs.reduce((kept, seq) => withSeen(kept, { seq, head: head(seq) }), start);

describe('what a device keeps', () => {
  test('every seal once, with when it was first seen; sealing back again is a new one', () => {
    const seen = [seal('a', 1), seal('a', 2), seal('b', 3), seal('a', 4)];
    const { seals } = seen.reduce(withSeen, nothingKept);
    expect(seals.map(([commitment, , at]) => `${commitment[0]}${at}`)).toEqual(['a1', 'b3', 'a4']);
  });

  test('no seal shown beside the open jar: it promises nothing any more', () => {
    const shown = { commitment: 'a'.repeat(64), round: 3, at: 1 };
    expect(withSeen(nothingKept, sealShown({ ...shown, isOpen: false })).seals).toHaveLength(1);
    expect(withSeen(nothingKept, sealShown({ ...shown, isOpen: true })).seals).toEqual([]);
  });

  test('heads in the order of the events, however they arrive, and each once', () => {
    expect(keptAfter([4, 2, 9, 2, 4]).heads.map(([seq]) => seq)).toEqual([2, 4, 9]);
  });

  test('two heads of one event: that is the proof of a changed story', () => {
    const { heads } = withSeen(keptAfter([3, 4, 5]), { seq: 4, head: head(4, 'b') });
    expect(heads).toHaveLength(4);
    expect(heads.filter(([seq]) => seq === 4).map(([, one]) => one[0])).toEqual(['a', 'b']);
  });

  test('an acknowledgement of a server without a chain keeps nothing', () => {
    expect(withSeen(nothingKept, { seq: 3 }).heads).toEqual([]);
  });

  test('stays small, with the first and the newest heads, in a lesson of any length', () => {
    const seqs = Array.from({ length: 5000 }, (_, k) => k + 1);
    const { heads } = keptAfter(seqs);
    expect(heads.length).toBeLessThanOrEqual(256);
    expect(heads[0]?.[0]).toBe(1);
    expect(heads.slice(-100).map(([seq]) => seq)).toEqual(Array.from({ length: 100 }, (_, k) => 4901 + k));
    expect(JSON.stringify(heads).length).toBeLessThan(20_000);
  });

  test("the replay's id stays once it is known", () => {
    expect(withSeen(withSeen(nothingKept, { replayId: 'r' }), { replayId: null }).replayId).toBe('r');
  });
});

test('own estimates as they were sent, the newest of each event and not too many', () => {
  const seen = Array.from({ length: 200 }, (_, k) => ({ seq: k + 1, placed: [0.25, 0.75] }));
  const kept = [...seen, { seq: 200, placed: [0.5, 0.5] }, { seq: 201 }].reduce(withSeen, nothingKept);
  expect(kept.placed).toHaveLength(128);
  expect(kept.placed.slice(-2)).toEqual([
    [199, [0.25, 0.75]],
    [200, [0.5, 0.5]],
  ]);
  expect(merged(kept, kept)).toEqual(kept);
  expect(parseKept(JSON.stringify(kept))).toEqual(kept);
});

test('two windows of one browser together keep what both saw', () => {
  const one = keptAfter([1, 3], withSeen(nothingKept, seal('a', 1)));
  const other = keptAfter(
    [2, 3],
    withSeen(withSeen(nothingKept, seal('a', 2)), { ...seal('b', 5), replayId: 'r' }),
  );
  const both = merged(one, other);
  expect(both.heads.map(([seq]) => seq)).toEqual([1, 2, 3]);
  expect(both.seals.map(([commitment]) => commitment[0])).toEqual(['a', 'b']);
  expect(both.replayId).toBe('r');
  expect(merged(both, both)).toEqual(both);
});

test('what was written is read back; anything else is nothing', () => {
  const kept = keptAfter([1, 2], withSeen(nothingKept, seal('a', 1)));
  expect(parseKept(JSON.stringify(kept))).toEqual(kept);
  for (const text of [null, '', '{', '[]', 'null', '{"replayId":null,"seals":[["a",1]],"heads":[]}']) {
    expect(parseKept(text)).toBeNull();
  }
});
