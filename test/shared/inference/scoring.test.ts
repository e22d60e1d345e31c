import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../shared/inference/domain.ts';
import { elboGap } from '../../../shared/inference/elbo.ts';
import { scoreOpenPoint } from '../../../shared/inference/open-scoring.ts';
import { perfectFloor, revealKl } from '../../../shared/inference/reveal.ts';
import {
  beliefScorer,
  pointScorer,
  pointsOf,
  scoreBelief,
  scorePoint,
} from '../../../shared/inference/scoring.ts';
import type { JarModel } from '../../../shared/inference/types.ts';
import { fc } from '../../support/properties.ts';
import { expectRelative, expectSections, reference } from './reference.ts';

const model: JarModel = { replacement: 'never', population: 10_000, prior: [1, 1] };
const storyRounds = [
  { batches: [[73, 27]], guess: 0.55, points: 131 },
  { batches: [[212, 88]], guess: 0.62, points: 171 },
  { batches: [[354, 146]], guess: 0.66, points: 281 },
  { batches: [[698, 302]], guess: 0.69, points: 879 },
  { batches: [[1052, 448]], guess: 0.7, points: 996 },
];

describe('evidence scoring', () => {
  test('I2 the story’s guesses earn 131, 171, 281, 879 and 996 points', () => {
    const earned = storyRounds.map(
      ({ batches, guess }) => scorePoint({ model, evidence: { batches }, guess: [guess, 1 - guess] }).points,
    );
    expect(earned).toEqual(storyRounds.map(({ points }) => points));
  });

  test('I2 kl is KL(posterior mean of the jar || guess) of the reference vectors', () => {
    expectSections('live_scores');
    for (const row of reference.live_scores) {
      const evidence = { batches: [[row.k, row.n - row.k]] };
      const { kl, gap } = scorePoint({ model, evidence, guess: [row.guess, 1 - row.guess] });
      expectRelative(gap, (row.n + 2) * kl, 1e-15);
    }
  });

  test('one scorer for a class gives what scoring one by one gives', () => {
    const evidence = { batches: [[70, 20, 10]] };
    const flavours: JarModel = { replacement: 'round', population: 500, prior: [1, 1, 1] };
    const score = pointScorer(flavours, evidence);
    const guess = [0.5, 0.3, 0.2];
    expect(score(guess)).toEqual(scorePoint({ model: flavours, evidence, guess }));
  });

  test('a guess that gives a possible flavour no share earns nothing, without NaN', () => {
    const score = scorePoint({ model, evidence: { batches: [[73, 27]] }, guess: [1, 0] });
    expect(score).toEqual({ kl: Number.POSITIVE_INFINITY, gap: Number.POSITIVE_INFINITY, points: 0 });
  });

  test('I3 a jar cannot be handed to it', () => {
    const round = { model, evidence: { batches: [[73, 27]] }, guess: [0.7, 0.3] };
    // @ts-expect-error The input of evidence scoring has no place for the jar.
    expect(scorePoint({ ...round, jar: [3000, 7000] })).toEqual(scorePoint(round));
  });

  test('points lie between 0 and 1000 and never rise with the gap', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, noNaN: true }), fc.double({ min: 0, noNaN: true }), (one, two) => {
        const [near, far] = [pointsOf(Math.min(one, two)), pointsOf(Math.max(one, two))];
        expect(near).toBeLessThanOrEqual(1000);
        expect(far).toBeGreaterThanOrEqual(0);
        expect(far).toBeLessThanOrEqual(near);
      }),
    );
    expect(pointsOf(0)).toBe(1000);
  });

  test.each([
    ['a sum that is not 1', [0.5, 0.4]],
    ['NaN', [Number.NaN, 0.5]],
    ['a share above 1', [1.5, -0.5]],
    ['too many flavours', [0.5, 0.3, 0.2]],
  ])('refuses a guess with %s', (_, guess) => {
    expect(() => scorePoint({ model, evidence: { batches: [] }, guess })).toThrow(DomainError);
  });
});

describe('belief scoring', () => {
  test('I2 a belief’s points follow from its whole gap', () => {
    for (const row of reference.live_scores) {
      const count = row.n + 2;
      const belief = [row.guess * count, (1 - row.guess) * count];
      const { gap, points } = scoreBelief(model, { batches: [[row.k, row.n - row.k]] }, belief);
      expect(points).toBe(pointsOf(gap.total));
    }
  });

  test('one scorer for a class gives what scoring one by one gives', () => {
    const evidence = { batches: [[73, 27]] };
    const score = beliefScorer(model, evidence);
    for (const belief of [
      [1, 1],
      [70, 30],
      [7000, 3000],
    ]) {
      expect(score(belief)).toEqual(scoreBelief(model, evidence, belief));
      expect(score(belief).gap).toEqual(elboGap(belief, { ...model, ...evidence }));
    }
  });

  test('the posterior itself earns everything', () => {
    expect(scoreBelief(model, { batches: [[73, 27]] }, [74, 28])).toEqual({
      gap: { total: 0, centre: 0, width: 0 },
      points: 1000,
    });
  });
});

describe('after the reveal', () => {
  test('I8 KL(jar || guess) of the story’s table', () => {
    expectSections('story_table');
  });

  test('I5 the floor of a perfect player falls to 0 only when cookies stay out', () => {
    const seen = { population: 10_000, drawn: 1500, flavours: 3 } as const;
    expectRelative(perfectFloor({ ...seen, replacement: 'never' }), (2 * 0.85) / 3000, 1e-15);
    expectRelative(perfectFloor({ ...seen, replacement: 'round' }), 2 / 3000, 1e-15);
    expectRelative(perfectFloor({ ...seen, replacement: 'each' }), 2 / 3000, 1e-15);
    expect(perfectFloor({ ...seen, replacement: 'never', drawn: 10_000 })).toBe(0);
    expect(() => perfectFloor({ ...seen, replacement: 'never', drawn: 0 })).toThrow(DomainError);
  });

  test('I3 open scoring weighs KL(jar || guess) by the posterior’s count', () => {
    const evidence = { batches: [[73, 27]] };
    const score = scoreOpenPoint({ model, evidence, jar: [7000, 3000], guess: [0.55, 0.45] });
    expectRelative(score.kl, 0.0471739073393723, 1e-12);
    expectRelative(score.gap, 102 * score.kl, 1e-15);
    expect(score.points).toBe(172);
  });

  test('refuses a jar that is empty or has other flavours', () => {
    expect(() => revealKl([0, 0], [0.5, 0.5])).toThrow(DomainError);
    expect(() => revealKl([1, 2, 3], [0.5, 0.5])).toThrow(DomainError);
  });
});
