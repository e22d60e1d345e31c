import { describe, expect, test } from 'vitest';
import { klCeiling, klFloor, klPosition } from '../../../client/charts/log-scale.ts';
import { bridged, classBands, floorBands, mostLines, scaleOf } from '../../../client/pages/replay/curves.ts';
import { binned } from '../../../client/pages/replay/dots.ts';
import { player, round } from './record.ts';

const shared = [round({ round: 1 }), round({ round: 2, guessed: false }), round({ round: 3 })];
const estimate = { of: 'estimate', flavour: 0 } as const;
const kl = { of: 'kl', reference: 'jar', scale: scaleOf({ estimate: 'point' }, 'jar') } as const;

describe('lines over draws that shared a guess', () => {
  test('are straight on the axis of shares', () => {
    expect(bridged([0.5, 0.6, null, 0.8], shared, estimate)).toEqual([0.5, 0.6, expect.closeTo(0.7), 0.8]);
  });

  test('are straight on the log axis, floor and ceiling included', () => {
    const middle = bridged([null, 0.1, null, 0.001], shared, kl)[2] ?? 0;
    expect(middle).toBeCloseTo(0.01, 10);
    const ends = bridged([null, 5, null, 0], shared, kl)[2] ?? 0;
    expect(klPosition(ends)).toBeCloseTo((klPosition(klCeiling) + klPosition(klFloor)) / 2, 10);
  });

  test('leave the gap of a seat that had not joined', () => {
    expect(bridged([null, null, null, 0.8], shared, estimate)).toEqual([null, null, null, 0.8]);
    const always = [round({ round: 1 }), round({ round: 2 }), round({ round: 3 })];
    expect(bridged([0.5, null, null, 0.8], always, estimate)).toEqual([0.5, null, null, 0.8]);
  });
});

test('the area a perfect player is left with reaches from nothing to the recorded floor', () => {
  const bands = floorBands([round({ round: 1, floor: 0.005 }), round({ round: 2, floor: null })]);
  expect(bands.map(({ values }) => values)).toEqual([
    [null, 0, null],
    [null, 0.005, null],
  ]);
});

test('a very large class is drawn as bands, a class room as lines', () => {
  const players = Array.from({ length: mostLines + 1 }, (_, i) =>
    player({ playerId: `p${i}`, kl: [null, i], klJar: [i, i] }),
  );
  expect(classBands({ players }, 'live').map(({ q, values }) => [q, values[1]])).toEqual([
    [0.1, 20],
    [0.25, 50],
    [0.75, 150],
    [0.9, 180],
  ]);
  expect(classBands({ players: players.slice(1) }, 'jar')).toEqual([]);
});

test('dots outside the axis stand at its edge and are counted, the followed at the foot', () => {
  const dots = [
    { share: 0.1, slot: null },
    { share: 0.5, slot: null },
    { share: 0.51, slot: 2 },
    { share: 0.99, slot: null },
    { share: 0.9, slot: 1 },
  ];
  expect(binned(dots, [0.4, 0.9], 5)).toEqual({
    stacks: [[null], [2, null], [], [], [1, null]],
    below: 1,
    above: 1,
  });
});
