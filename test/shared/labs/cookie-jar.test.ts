import { expect, test } from 'vitest';
import { cookieJar } from '../../../shared/labs/cookie-jar.ts';
import type { JarEvidence } from '../../../shared/labs/lab.ts';

const evidence: JarEvidence = {
  flavours: 2,
  population: 1000,
  replacement: 'never',
  batches: [[7, 3]],
};

test('I2 an estimate has a centre and no width: the gap is the distance times the count', () => {
  const { kl, gap, parts } = cookieJar.evidenceScorer(evidence)([0.55, 0.45]);
  expect(gap).toBeCloseTo(12 * kl, 14);
  expect(parts).toBeNull();
  expect(cookieJar.belief(evidence, 1)).toBeNull();
});

test('I3 open scoring is the distance from the jar', () => {
  const score = cookieJar.openScorer?.(evidence, [700, 300]);
  expect(score?.([0.55, 0.45])).toMatchObject({ kl: cookieJar.truth([700, 300], [0.55, 0.45]), parts: null });
});
