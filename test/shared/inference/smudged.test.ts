import { describe, expect, test } from 'vitest';
import { klBernoulli } from '../../../shared/inference/divergence.ts';
import { DomainError } from '../../../shared/inference/domain.ts';
import {
  bestLabels,
  labelElbo,
  type SmudgedCookies,
  smudgedElbo,
  smudgedPosterior,
  smudgedSweep,
} from '../../../shared/inference/smudged.ts';
import { fc } from '../../support/properties.ts';
import { expectSections } from './reference.ts';

const share = fc.double({ min: 0.02, max: 0.98, noNaN: true });
const parameter = fc.double({ min: 0.2, max: 30, noNaN: true });
const cookies: fc.Arbitrary<SmudgedCookies> = fc.record({
  seen: fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 })),
  hit: share,
  falseAlarm: share,
  prior: fc.record({ a: parameter, b: parameter }),
});

describe('smudged cookies', () => {
  test('I8 coordinate ascent and exact posterior: reference vectors', () => {
    expectSections('noisy_label_cavi');
  });

  test('the ELBO never falls along the sweeps and never passes the evidence', () => {
    fc.assert(
      fc.property(cookies, (model) => {
        const { logEvidence } = smudgedPosterior(model);
        const slack = 1e-11 * (1 + Math.abs(logEvidence));
        let belief = smudgedSweep(model, { a: 3, b: 0.5 });
        for (let i = 0; i < 5; i += 1) {
          const next = smudgedSweep(model, belief.theta);
          expect(smudgedElbo(model, next)).toBeGreaterThanOrEqual(smudgedElbo(model, belief) - slack);
          expect(smudgedElbo(model, next)).toBeLessThanOrEqual(logEvidence + slack);
          belief = next;
        }
      }),
      { numRuns: 50 },
    );
  });

  test('a label away from the best costs exactly its divergence from the best', () => {
    fc.assert(
      fc.property(cookies, share, (model, phi) => {
        const [best] = bestLabels(model, model.prior);
        const loss = labelElbo(model, model.prior, 0, best) - labelElbo(model, model.prior, 0, phi);
        expect(Math.abs(loss - klBernoulli(phi, best))).toBeLessThanOrEqual(1e-9 * (1 + loss));
      }),
    );
  });

  test('refuses labels that never err', () => {
    const model: SmudgedCookies = { seen: [1, 1], hit: 1, falseAlarm: 0.2, prior: { a: 1, b: 1 } };
    expect(() => smudgedPosterior(model)).toThrow(DomainError);
    expect(() => bestLabels({ ...model, hit: 0.8, seen: [0.5, 1] }, model.prior)).toThrow(DomainError);
  });
});
