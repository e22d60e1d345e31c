import { describe, expect, test } from 'vitest';
import {
  asOf,
  leaders,
  shareOf,
  standingsAt,
  tallyAt,
  withName,
} from '../../../client/pages/replay/standing.ts';
import { player, round } from './record.ts';

const early = player({
  playerId: 'early',
  name: 'Ａda',
  estimates: [[0.5, 0.5], [0.6, 0.4], null, [0.7, 0.3]],
  kl: [null, 0.02, null, 0.001],
  klJar: [0.08, 0.03, null, 0.002],
  totals: [null, 100, null, 400],
  ranks: [null, 2, null, 1],
});
const late = player({
  playerId: 'late',
  fromRound: 3,
  estimates: [null, null, null, [0.9, 0.1]],
  kl: [null, null, null, 0.2],
  klJar: [null, null, null, 0.3],
  totals: [null, null, null, 50],
  ranks: [null, null, null, 3],
});
const steady = player({
  playerId: 'steady',
  estimates: [[0.4, 0.6], [0.65, 0.35], null, [0.66, 0.34]],
  kl: [null, 0.01, null, 0.01],
  klJar: [0.2, 0.01, null, 0.01],
  totals: [null, 200, null, 300],
  ranks: [null, 1, null, 2],
});
const all = [early, late, steady];
const ids = (at: number) => standingsAt(all, at, 'jar').map(({ player: { playerId } }) => playerId);

describe('the table as of a round', () => {
  test('goes by the recorded rank of that round', () => {
    expect(ids(1)).toEqual(['steady', 'early', 'late']);
    expect(ids(3)).toEqual(['early', 'steady', 'late']);
  });

  test('keeps the order of the record before anything was scored', () => {
    expect(ids(0)).toEqual(['early', 'late', 'steady']);
  });

  test('a draw that shared its guess shows what stood before it', () => {
    expect(standingsAt(all, 2, 'live')[0]).toMatchObject({
      rank: 1,
      estimate: [0.65, 0.35],
      kl: 0.01,
      total: 200,
    });
  });

  test('a late joiner has nothing before joining', () => {
    expect(standingsAt([late], 2, 'jar')[0]).toMatchObject({
      rank: null,
      estimate: null,
      kl: null,
      total: null,
    });
  });

  test('reads the KL that was asked for', () => {
    const kl = (reference: 'jar' | 'live') => standingsAt([early], 3, reference)[0]?.kl;
    expect(kl('jar')).toBe(0.002);
    expect(kl('live')).toBe(0.001);
  });

  test('a record shorter than the round asked for gives its last value', () => {
    expect(asOf([1, null, 3], 9)).toBe(3);
    expect(asOf([], 4)).toBeNull();
  });
});

describe('finding a nickname', () => {
  const standings = standingsAt(all, 3, 'jar');
  const found = (query: string) => withName(standings, query).map(({ player: { playerId } }) => playerId);

  test('forgives case, width and spaces around', () => {
    expect(found(' ADA ')).toEqual(['early']);
    expect(found('st')).toEqual(['steady']);
  });

  test('shows everybody for nothing and nobody for a stranger', () => {
    expect(found('  ')).toHaveLength(3);
    expect(found('zoe')).toEqual([]);
  });
});

test('the tally adds the draws up to a round', () => {
  const rounds = [round({ round: 1, counts: [73, 27] }), round({ round: 2, counts: [69, 31] })];
  expect(tallyAt(rounds, 0, 2)).toEqual([0, 0]);
  expect(tallyAt(rounds, 1, 2)).toEqual([73, 27]);
  expect(tallyAt(rounds, 2, 2)).toEqual([142, 58]);
});

test('a belief says the share of its mean, a point the share itself', () => {
  expect(shareOf([71, 29], 0)).toBe(0.71);
  expect(shareOf([0.7, 0.3], 1)).toBe(0.3);
  expect(shareOf(null, 0)).toBeNull();
  expect(shareOf([0.7, 0.3], 2)).toBeNull();
});

test('the leaders are the best at the end who have a rank', () => {
  expect(leaders(all, 2)).toEqual(['early', 'steady']);
  expect(leaders([player({ playerId: 'silent' })], 5)).toEqual([]);
});
