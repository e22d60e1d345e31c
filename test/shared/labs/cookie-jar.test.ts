import { describe, expect, test } from 'vitest';
import type { JarEvidence, LabBot } from '../../../shared/labs/lab.ts';
import { labs } from '../../../shared/labs/registry.ts';

const evidenceOf = (flavours: number, ...batches: readonly (readonly number[])[]): JarEvidence => ({
  flavours,
  population: 1000,
  replacement: 'never',
  batches,
});
const bots: readonly LabBot[] = ['exact', 'svi', 'decay'];

/** What every lab owes the room. */
describe.each(Object.entries(labs))('the lab %s', (id, lab) => {
  test('I2 is registered under its own name', () => {
    expect(lab.id).toBe(id);
  });

  test.each([2, 3, 4, 5])(
    'G1 begins with equal shares of %i flavours, which a player may hold',
    (flavours) => {
      const start = lab.initialEstimate(flavours);
      expect(start).toEqual(new Array(flavours).fill(1 / flavours));
      expect(lab.checkEstimate(start, flavours)).toBeNull();
    },
  );

  test.each([2, 3, 5])('I2 scores the posterior mean best, %i flavours', (flavours) => {
    const batch = Array.from({ length: flavours }, (_, k) => 5 + 10 * k);
    const evidence = evidenceOf(flavours, batch, batch);
    const { mean, count } = lab.posterior(evidence);
    expect(count).toBe(flavours + 2 * batch.reduce((sum, seen) => sum + seen, 0));
    const score = lab.evidenceScorer(evidence);
    expect(score(mean)).toEqual({ kl: 0, gap: 0, points: 1000 });
    const other = score(lab.initialEstimate(flavours));
    expect(other.kl).toBeGreaterThan(0);
    expect(other.gap).toBeCloseTo(count * other.kl, 12);
    expect(other.points).toBe(Math.round(1000 / (1 + other.gap)));
  });

  test.each(bots)('I4 its bot %s moves towards the cookies seen', (bot) => {
    const evidence = evidenceOf(2, [30, 10]);
    const score = lab.evidenceScorer(evidence);
    const start = lab.initialEstimate(2);
    const next = lab.botStep(bot, start, evidence);
    expect(score(next).kl).toBeLessThan(score(start).kl);
    expect(next.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test('I3 open scoring is the distance from the jar', () => {
    const score = lab.openScorer(evidenceOf(2, [7, 3]), [700, 300]);
    expect(score([0.55, 0.45]).kl).toBeCloseTo(0.0471739073394, 12);
    expect(lab.truth([700, 300], [0.55, 0.45])).toBe(score([0.55, 0.45]).kl);
  });

  test('I5 the floor needs a cookie and falls to 0 with the last one', () => {
    expect(lab.floor(evidenceOf(2))).toBeNull();
    expect(lab.floor(evidenceOf(2, [70, 30]))).toBeCloseTo(0.9 / 200, 15);
    expect(lab.floor(evidenceOf(3, [400, 300, 300]))).toBe(0);
  });
});
