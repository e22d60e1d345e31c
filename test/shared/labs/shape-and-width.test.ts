import { describe, expect, test } from 'vitest';
import { klBeta, klDirichlet } from '../../../shared/inference/dirichlet.ts';
import { elbo } from '../../../shared/inference/elbo.ts';
import type { JarEvidence } from '../../../shared/labs/lab.ts';
import { shapeAndWidth as lab } from '../../../shared/labs/shape-and-width.ts';
import { STORY_DRAWS } from '../../../shared/story/story.ts';
import { fc } from '../../support/properties.ts';

const evidenceOf = (...batches: readonly (readonly number[])[]): JarEvidence => ({
  flavours: batches[0]?.length ?? 2,
  population: 10_000,
  replacement: 'never',
  batches,
});
const alphas = fc.array(fc.double({ min: 0.01, max: 1e7, noNaN: true }), { minLength: 2, maxLength: 5 });

describe('beliefs', () => {
  test.each([
    [[0.01, 1e7], null],
    [[1e7, 1e7], null],
    [[0.00999, 1], 'estimate/out-of-range'],
    [[1, 10_000_001], 'estimate/out-of-range'],
    [[-1, 1], 'estimate/out-of-range'],
    [[1, Number.POSITIVE_INFINITY], 'estimate/malformed'],
    [[1], 'estimate/malformed'],
    [[1, 1, 1], 'estimate/malformed'],
  ])('G11 %j is checked: %j', (alpha, fault) => {
    expect(lab.checkEstimate(alpha, 2)).toBe(fault);
  });

  test('G11 the gap is KL(q‖posterior) in its two parts, never negative, 0 for the posterior alone', () => {
    fc.assert(
      fc.property(alphas, fc.integer({ min: 0, max: 900 }), (alpha, k) => {
        const batch = alpha.map((_, flavour) => (flavour === 0 ? k : 100));
        const { gap, kl, parts, points } = lab.evidenceScorer(evidenceOf(batch))(alpha);
        const posterior = batch.map((count) => count + 1);
        expect(gap).toBe(klDirichlet(alpha, posterior).total);
        expect(kl).toBe(gap);
        expect(parts?.centre).toBeGreaterThanOrEqual(0);
        expect(parts?.width).toBeGreaterThanOrEqual(0);
        expect((parts?.centre ?? 0) + (parts?.width ?? 0)).toBe(gap);
        expect(points).toBe(Math.round(1000 / (1 + gap)));
      }),
    );
    expect(lab.evidenceScorer(evidenceOf([73, 27]))([74, 28]).parts).toEqual({ centre: 0, width: 0 });
  });

  test('G11 a perfect player is perfect by hand: the share in steps of 0.1 %, the cookies in two digits', () => {
    const seen = [5, 15, 40, 100, 250, 500, ...STORY_DRAWS.map((_, k) => 100 * (k + 1))];
    for (const n of seen) {
      for (let k = Math.ceil(0.3 * n); k <= 0.7 * n; k += 1) {
        const share = Math.round((1000 * k) / n) / 1000;
        const cookies = Number(n.toPrecision(2));
        const alpha = [1 + cookies * share, 1 + cookies * (1 - share)];
        const { parts } = lab.evidenceScorer(evidenceOf([k, n - k]))(alpha);
        expect(parts?.centre).toBeLessThanOrEqual(0.001);
        expect(parts?.width).toBeLessThanOrEqual(0.001);
      }
    }
  });

  test('G11 a right centre costs no centre, however sure one is', () => {
    const { parts } = lab.evidenceScorer(evidenceOf([73, 27]))([7400, 2800]);
    expect(parts?.centre).toBeLessThan(1e-20);
    expect(parts?.width).toBeCloseTo(1.81, 2);
  });

  test('G12 the twist is the other direction with its own parts: overconfidence becomes deadly', () => {
    const evidence = evidenceOf([73, 27]);
    const sure = lab.evidenceScorer(evidence, true)([7400, 2800]);
    expect(sure.gap).toBe(klBeta({ a: 74, b: 28 }, { a: 7400, b: 2800 }).total);
    expect(sure.gap).toBeCloseTo(47.5, 1);
    const off = lab.evidenceScorer(evidence, true)([30, 40]);
    const { total, centre, width } = klDirichlet([74, 28], [30, 40]);
    expect(off).toMatchObject({ kl: total, gap: total, parts: { centre, width } });
    // Seen from the belief, the centre is weighed by the belief's own count.
    const [m, g] = [74 / 102, 30 / 70];
    expect(centre).toBeCloseTo(70 * (g * Math.log(g / m) + (1 - g) * Math.log((1 - g) / (1 - m))), 10);
  });

  test('G12 the theorem again: both parts ≥ 0 in the other direction', () => {
    fc.assert(
      fc.property(alphas, (alpha) => {
        const evidence = evidenceOf(alpha.map((_, k) => 3 * k));
        const { parts, gap } = lab.evidenceScorer(evidence, true)(alpha);
        expect(Math.min(parts?.centre ?? -1, parts?.width ?? -1)).toBeGreaterThanOrEqual(0);
        expect(gap).toBe((parts?.centre ?? 0) + (parts?.width ?? 0));
      }),
    );
  });
});

describe('bots with beliefs', () => {
  const evidence = evidenceOf([7, 3], [60, 40], [2, 3]);

  test('G13 exact and decay hold the posterior', () => {
    expect(lab.botStep('exact', [1, 1], evidence)).toEqual([70, 47]);
    let alpha = lab.initialEstimate(2);
    for (let round = 1; round <= 3; round += 1) {
      alpha = lab.botStep('decay', alpha, { ...evidence, batches: evidence.batches.slice(0, round) });
    }
    expect(alpha).toEqual([70, 47]);
  });

  test('G13 svi moves its natural parameters a fixed part of the way', () => {
    const [first, second] = lab.botStep('svi', [1, 1], evidence);
    expect(first).toBeCloseTo(1 + 0.235 * 69, 12);
    expect(second).toBeCloseTo(1 + 0.235 * 46, 12);
  });
});

describe('what the ELBO is measured against', () => {
  test('G14 two flavours, counted: every number of chocolates was as likely as any other', () => {
    for (const k of [0, 5, 20]) {
      const found = lab.belief(evidenceOf([k, 20 - k]), 1);
      expect((found?.logEvidence ?? 0) + (found?.logChoose ?? 0)).toBeCloseTo(-Math.log(21), 12);
    }
  });

  test('G14 the story’s evidence, in the order of the draws', () => {
    const draws = STORY_DRAWS.map((chocolate) => [chocolate, 100 - chocolate]);
    const expected = { 1: -60.5281, 3: -184.2549, 5: -304.9443, 10: -615.8634, 15: -918.1152 };
    for (const [rounds, nats] of Object.entries(expected)) {
      expect(lab.belief(evidenceOf(...draws.slice(0, Number(rounds))), 1)?.logEvidence).toBeCloseTo(nats, 4);
    }
  });

  test('G14 the guesses’ shares of the evidence sum to the whole', () => {
    const batches = [
      [3, 1, 1],
      [4, 4, 2],
      [9, 10, 6],
      [20, 30, 10],
    ];
    const guesses = [
      { from: 1, to: 1 },
      { from: 2, to: 3 },
      { from: 4, to: 4 },
    ];
    const shares = guesses.map(
      ({ from, to }) => lab.belief(evidenceOf(...batches.slice(0, to)), from)?.perRound ?? 0,
    );
    const whole = lab.belief(evidenceOf(...batches), 4);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(whole?.logEvidence ?? 0, 10);
    expect(whole?.target).toEqual([37, 46, 20]);
  });

  test('V12 ELBO = log evidence − gap', () => {
    const evidence = evidenceOf([13, 7], [9, 11]);
    const { logEvidence = 0 } = lab.belief(evidence, 1) ?? {};
    for (const q of [
      [1, 1],
      [5, 3],
      [23, 19],
      [400, 300],
    ]) {
      const model = {
        replacement: 'never',
        population: 10_000,
        prior: [1, 1],
        batches: evidence.batches,
      } as const;
      expect(logEvidence - lab.evidenceScorer(evidence)(q).gap).toBeCloseTo(elbo(q, model), 9);
    }
  });
});
