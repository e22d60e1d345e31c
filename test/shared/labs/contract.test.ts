import { describe, expect, test } from 'vitest';
import type { JarEvidence, Lab, LabBot } from '../../../shared/labs/lab.ts';
import { labs } from '../../../shared/labs/registry.ts';
import { shareOf } from '../../../shared/labs/share-of.ts';

const evidenceOf = (flavours: number, ...batches: readonly (readonly number[])[]): JarEvidence => ({
  flavours,
  population: 1000,
  replacement: 'never',
  batches,
});
const bots: readonly LabBot[] = ['exact', 'svi', 'decay'];

/** The estimate after which nothing is left to learn from these draws. */
function best(lab: Lab, evidence: JarEvidence): readonly number[] {
  return lab.belief(evidence, 1)?.target ?? lab.posterior(evidence).mean;
}

/** What every lab owes the room. */
describe.each(Object.entries(labs))('the lab %s', (id, lab) => {
  const settings = { estimate: id === 'shape-and-width' ? 'belief' : 'point' } as const;

  test('I2 is registered under its own name', () => {
    expect(lab.id).toBe(id);
  });

  test.each([2, 3, 4, 5])(
    'G1 begins with equal shares of %i flavours, which a player may hold',
    (flavours) => {
      const start = lab.initialEstimate(flavours);
      expect(shareOf(settings, start)).toEqual(new Array(flavours).fill(1 / flavours));
      expect(lab.checkEstimate(start, flavours)).toBeNull();
      expect(lab.checkEstimate(start, flavours + 1)).toBe('estimate/malformed');
      expect(lab.checkEstimate([...start.slice(1), Number.NaN], flavours)).toBe('estimate/malformed');
      expect(lab.checkEstimate([...start.slice(1), 0], flavours)).toBe('estimate/out-of-range');
    },
  );

  test.each([2, 3, 5])('I2 scores what the cookies say best, %i flavours', (flavours) => {
    const batch = Array.from({ length: flavours }, (_, k) => 5 + 10 * k);
    const evidence = evidenceOf(flavours, batch, batch);
    const { mean, count } = lab.posterior(evidence);
    expect(count).toBe(flavours + 2 * batch.reduce((sum, seen) => sum + seen, 0));
    expect(mean.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 14);
    for (const twist of [false, true]) {
      const score = lab.evidenceScorer(evidence, twist);
      expect(score(best(lab, evidence))).toMatchObject({ kl: 0, gap: 0, points: 1000 });
      const other = score(lab.initialEstimate(flavours));
      expect(other.kl).toBeGreaterThan(0);
      expect(other.points).toBe(Math.round(1000 / (1 + other.gap)));
      expect(score(lab.initialEstimate(flavours))).toEqual(other);
    }
  });

  test.each(bots)('I4 its bot %s moves towards the cookies seen', (bot) => {
    const evidence = evidenceOf(2, [30, 10]);
    const score = lab.evidenceScorer(evidence);
    const start = lab.initialEstimate(2);
    const next = lab.botStep(bot, start, evidence);
    expect(score(next).kl).toBeLessThan(score(start).kl);
    expect(shareOf(settings, next).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test('G8 holds the estimate’s share against the jar', () => {
    const estimate = lab.initialEstimate(2).map((value, k) => value * (k === 0 ? 1.1 : 0.9));
    expect(lab.truth([700, 300], estimate)).toBeCloseTo(0.0471739073394, 12);
  });

  test('I5 the floor needs a cookie and falls to 0 with the last one', () => {
    expect(lab.floor(evidenceOf(2))).toBeNull();
    expect(lab.floor(evidenceOf(2, [70, 30]))).toBeCloseTo(0.9 / 200, 15);
    expect(lab.floor(evidenceOf(3, [400, 300, 300]))).toBe(0);
  });
});
