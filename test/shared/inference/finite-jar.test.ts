import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../shared/inference/domain.ts';
import { logEvidenceCounts } from '../../../shared/inference/elbo.ts';
import { jarEntropy, jarMoments, logEvidenceReturned } from '../../../shared/inference/finite-jar.ts';
import { expectRelative, expectSections } from './reference.ts';

describe('posterior of a finite jar', () => {
  test('I8 mean, sd, entropy and evidence: reference vectors', () => {
    expectSections('finite_jar_no_replacement', 'finite_jar_multinomial');
    expectSections('finite_jar_returned_between_rounds');
  });

  test('one draw tells the same with and without return, and twice the same jar tells more', () => {
    const once = { population: 200, prior: [2, 0.5], batches: [[13, 7]] };
    const [never, round] = (['never', 'round'] as const).map((replacement) =>
      jarMoments({ ...once, replacement }),
    );
    expectRelative(round?.sd[0] ?? 0, never?.sd[0] ?? 1, 1e-11);
    expectRelative(
      logEvidenceReturned({ ...once, replacement: 'round' }),
      logEvidenceCounts([2, 0.5], [13, 7]),
      1e-11,
    );
  });

  test('a jar seen whole has no width left', () => {
    for (const replacement of ['never', 'round'] as const) {
      const game = { replacement, population: 10, prior: [1, 1], batches: [[7, 3]] };
      expect(jarMoments(game)).toEqual({ mean: [0.7, expect.closeTo(0.3, 15)], sd: [0, 0] });
      expect(jarEntropy(game)).toBe(0);
    }
  });

  test('without a finite jar the recipe’s own width is given', () => {
    const { mean, sd } = jarMoments({
      replacement: 'each',
      population: 10,
      prior: [1, 1, 2],
      batches: [[3, 0, 1]],
    });
    expect(mean).toEqual([0.5, 0.125, 0.375]);
    expectRelative(sd[0] ?? 0, Math.sqrt(0.25 / 9), 1e-15);
  });

  test('refuses an entropy that is not a finite sum', () => {
    const game = { population: 10, prior: [1, 1], batches: [] };
    expect(() => jarEntropy({ ...game, replacement: 'each' })).toThrow(DomainError);
    expect(() => jarEntropy({ ...game, replacement: 'never', prior: [1, 1, 1] })).toThrow(DomainError);
    expect(() => logEvidenceReturned({ ...game, replacement: 'round', prior: [1, 1, 1] })).toThrow(
      DomainError,
    );
  });
});
