import { describe, expect, test } from 'vitest';
import { type CurvePoint, peakOf, posteriorCurve } from '../../../client/pages/replay/posterior-curve.ts';
import { cookieJar } from '../../../shared/labs/cookie-jar.ts';
import { completeSettings } from '../../../shared/room/complete-settings.ts';
import type { RoomSettings } from '../../../shared/room/settings.ts';
import { round } from './record.ts';

const flavours = [
  { name: 'Chocolate', count: 700 },
  { name: 'Vanilla', count: 300 },
];
const rounds = [round({ round: 1, counts: [15, 5] }), round({ round: 2, counts: [12, 8] })];

function settingsWith(replacement: RoomSettings['replacement']): RoomSettings {
  const completed = completeSettings({ flavours, replacement, drawSize: 20, rounds: 2 });
  if (!completed.ok) throw new Error(completed.field);
  return completed.settings;
}

function integral(curve: readonly CurvePoint[], of: (point: CurvePoint) => number): number {
  return curve.slice(1).reduce((sum, point, i) => {
    const before = curve[i] ?? point;
    return sum + ((of(point) + of(before)) / 2) * (point.share - before.share);
  }, 0);
}

describe('the exact posterior', () => {
  test.each(['never', 'round', 'each'] as const)('of a jar where cookies return: %s', (replacement) => {
    const settings = settingsWith(replacement);
    const curve = posteriorCurve({ settings, rounds }, 2, [0, 1]) ?? [];
    const { mean } = cookieJar.posterior({
      flavours: 2,
      population: 1000,
      replacement,
      batches: rounds.map(({ counts }) => counts),
    });
    expect(integral(curve, ({ density }) => density)).toBeCloseTo(1, 2);
    expect(integral(curve, ({ share, density }) => share * density)).toBeCloseTo(mean[0] ?? 0, 2);
  });

  test('is flat before the first draw', () => {
    const curve = posteriorCurve({ settings: settingsWith('never'), rounds }, 0, [0.25, 0.75]) ?? [];
    expect(peakOf(curve)).toBeCloseTo(1000 / 1001, 9);
    expect(Math.min(...curve.map(({ density }) => density))).toBeCloseTo(1000 / 1001, 9);
  });

  test('is not drawn for three flavours', () => {
    const settings = { ...settingsWith('each'), flavours: ['a', 'b', 'c'] };
    expect(posteriorCurve({ settings, rounds: [] }, 0, [0, 1])).toBeNull();
  });
});
