import { describe, expect, test } from 'vitest';
import { nothingKept, withSeen } from '../../../client/pages/kept.ts';
import { type Finding, findingIds, findingsOf } from '../../../client/pages/replay/check/findings.ts';
import { toCheck } from '../../../client/pages/replay/check/kept-for-check.ts';
import type { VerificationStep } from '../../../shared/verification/steps.ts';

const seal = 'ab'.repeat(32);
const word = { mix: 'cd'.repeat(32), mystery: false, sealedIn: 0 as number | null };
const noWord = { ...word, mix: '' };

const honest: readonly VerificationStep[] = [
  { step: 'commitment', ok: true, expected: seal, found: seal },
  { step: 'jar', ok: true, expected: [70, 30], found: [70, 30] },
  { step: 'draw', ok: true, round: 1, expected: [0, 0, 1, 0], found: [0, 0, 1, 0] },
  { step: 'draw', ok: true, round: 2, expected: [1, 0, 1, 0], found: [1, 0, 1, 0] },
  { step: 'order', ok: true, events: 41, firstBad: null },
  { step: 'chain', ok: true, expected: seal, found: seal },
  { step: 'receipt', ok: true, seq: 9, expected: seal, found: seal },
  { step: 'placed', ok: true, seq: 9, expected: [0.6, 0.4], found: [0.6, 0.4] },
  { step: 'replay', ok: true, difference: null },
  { step: 'scores', ok: true, round: 1, difference: null },
  { step: 'truth', ok: true, difference: null },
];

const about = (steps: readonly VerificationStep[], id: Finding['id']): Finding | undefined =>
  findingsOf(steps, word).find((finding) => finding.id === id);
const instead = (step: VerificationStep): readonly VerificationStep[] => {
  const place = honest.findIndex((one) => one.step === step.step);
  return honest.map((one, k) => (k === place ? step : one));
};

describe('an honest lesson', () => {
  test('is good in every finding, in the order of reading; the word is only noted', () => {
    const findings = findingsOf(honest, word);
    const ids = findings.map(({ id }) => id);
    expect(ids).toEqual(findingIds.filter((id) => id !== 'unchained'));
    expect(findings.filter(({ state }) => state !== 'good').map(({ id }) => id)).toEqual(['mix']);
  });

  test('says how much it found: draws, events and receipts', () => {
    expect(about(honest, 'draws')?.n).toBe(2);
    expect(about(honest, 'order')?.n).toBe(41);
    expect(about(honest, 'receipts')).toMatchObject({ kind: 'kept', n: 1 });
  });
});

describe('what was not promised is noted, not praised', () => {
  test('the seal and the jar say where they come from', () => {
    const ids = (about: typeof word) => findingsOf(honest, about).map(({ id, kind }) => `${id} ${kind}`);
    expect(ids(word)).toEqual(expect.arrayContaining(['seal kept', 'jar chosen']));
    expect(ids({ ...word, mystery: true, sealedIn: null })).toEqual(
      expect.arrayContaining(['seal record', 'jar mystery']),
    );
  });

  test('a seal first seen in the second round is not told as one from before the first draw', () => {
    const [first] = findingsOf(honest, { ...word, sealedIn: 2 });
    expect(first).toMatchObject({ id: 'seal', kind: 'late', n: 2, state: 'good' });
  });

  test('without a word the server chose the seed alone', () => {
    expect(findingsOf(honest, noWord).find(({ id }) => id === 'mix')).toMatchObject({
      ...{ kind: 'alone', state: 'note' },
    });
  });

  test('a device that was not there has no receipts', () => {
    const steps = honest.filter(({ step }) => step !== 'receipt');
    expect(about(steps, 'receipts')).toMatchObject({ kind: 'none', state: 'note' });
  });

  test('a record from before the chain: neither chain nor receipts are spoken of', () => {
    const old: readonly VerificationStep[] = [...honest.slice(0, 4), { step: 'unchained', ok: true }];
    expect(findingsOf(old, noWord).map(({ id, state }) => `${id} ${state}`)).toEqual([
      ...['seal good', 'mix note', 'jar good', 'draws good', 'unchained note'],
    ]);
  });
});

describe('what does not fit is bad in its own finding alone, and says where', () => {
  test.each<[Finding['id'], VerificationStep, object]>([
    ['seal', { step: 'commitment', ok: false, expected: seal, found: null }, { found: null }],
    [
      'jar',
      { step: 'jar', ok: false, expected: [70, 30], found: [69, 31] },
      { expected: '70 : 30', found: '69 : 31' },
    ],
    [
      'draws',
      { step: 'draw', ok: false, round: 1, expected: [0, 0, 1, 0], found: [0, 1, 0, 0] },
      { place: { round: 1 }, found: '0100' },
    ],
    ['chain', { step: 'chain', ok: false, expected: seal, found: 'x' }, { found: 'x' }],
    [
      'receipts',
      { step: 'receipt', ok: false, seq: 9, expected: seal, found: null },
      { place: { event: 9 }, expected: seal },
    ],
    [
      'scores',
      { step: 'scores', ok: false, round: 1, difference: { where: 'seats.3.points', expected: 1, found: 2 } },
      { place: { round: 1, path: 'seats.3.points' }, expected: '1', found: '2' },
    ],
  ])('%s', (id, step, pair) => {
    const findings = findingsOf(instead(step), word);
    expect(findings.filter(({ state }) => state === 'bad').map((finding) => finding.id)).toEqual([id]);
    expect(about(instead(step), id)?.pairs.filter(({ ok }) => !ok)).toMatchObject([pair]);
  });

  test('order, by the number of the first event out of place', () => {
    const steps = instead({ step: 'order', ok: false, events: 41, firstBad: 17 });
    expect(about(steps, 'order')).toMatchObject({ state: 'bad', n: 17 });
  });
});

test('a record that is missing as a whole is not printed as a whole', () => {
  const difference = { where: '', expected: null, found: { rounds: ['much'] } };
  const found = about(instead({ step: 'replay', ok: false, difference }), 'replay');
  expect(found).toMatchObject({ state: 'bad', pairs: [{ place: {}, expected: null, found: null }] });
});

test('a long value is cut, and says so', () => {
  const difference = { where: 'players', expected: 'x'.repeat(1000), found: [] };
  const [pair] = about(instead({ step: 'truth', ok: false, difference }), 'truth')?.pairs ?? [];
  expect(pair?.expected).toMatch(/^"x{199}…$/);
  expect(pair?.found).toBe('[]');
});

describe('the seal a device holds against a record', () => {
  const kept = (...seen: readonly [string, number][]) =>
    seen.reduce(
      (all, [letter, round], k) => withSeen(all, { seal: { commitment: letter.repeat(64), round, at: k } }),
      nothingKept,
    );
  const held = (of: ReturnType<typeof kept>) => toCheck(of, 'b'.repeat(64)).commitment?.[0] ?? null;

  test('is the last of the lobby: until then a jar may be sealed anew', () => {
    expect(held(kept(['a', 0], ['b', 0]))).toBe('b');
  });

  test('is the one that came while the game ran, if that is another', () => {
    expect(held(kept(['b', 0], ['c', 2], ['b', 3]))).toBe('c');
    expect(held(kept(['a', 0], ['b', 2]))).toBe('a');
  });

  test('of a latecomer is the first one shown; nobody was shown none', () => {
    expect(held(kept(['b', 3]))).toBe('b');
    expect(toCheck(kept(['b', 3]), 'b'.repeat(64)).sealedIn).toBe(3);
    expect(held(nothingKept)).toBeNull();
    expect(toCheck(nothingKept, 'b'.repeat(64)).sealedIn).toBeNull();
  });
});
