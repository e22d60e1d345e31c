import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../shared/inference/domain.ts';
import {
  type Bags,
  bagsElbo,
  bagsLogEvidence,
  bagsSweep,
  bestJars,
} from '../../../shared/inference/sort-bags.ts';
import { fc } from '../../support/properties.ts';
import { expectRelative, expectSections } from './reference.ts';

const parameter = fc.double({ min: 0.3, max: 10, noNaN: true });
const prior = fc.record({ a: parameter, b: parameter });
const smallBags: fc.Arbitrary<Bags> = fc.record({
  first: fc.array(fc.nat({ max: 6 }), { minLength: 1, maxLength: 6 }),
  size: fc.constant(6),
  priors: fc.tuple(prior, prior),
  weight: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
});

describe('sorting bags into two jars', () => {
  test('I8 coordinate ascent and exact evidence: reference vectors', () => {
    expectSections('mixture_of_jars_cavi');
  });

  test('the ELBO never falls along the sweeps and never passes the evidence', () => {
    fc.assert(
      fc.property(smallBags, (bags) => {
        const evidence = bagsLogEvidence(bags);
        let belief = bagsSweep(bags, [
          { a: 5, b: 1 },
          { a: 1, b: 5 },
        ]);
        for (let i = 0; i < 5; i += 1) {
          const next = bagsSweep(bags, belief.jars);
          expect(bagsElbo(bags, next)).toBeGreaterThanOrEqual(bagsElbo(bags, belief) - 1e-11);
          expect(bagsElbo(bags, next)).toBeLessThanOrEqual(evidence + 1e-11);
          belief = next;
        }
      }),
      { numRuns: 50 },
    );
  });

  test('a sorting that is certain has the ELBO of its own evidence, and all of them sum to the whole', () => {
    fc.assert(
      fc.property(smallBags, (bags) => {
        let total = 0;
        for (let code = 0; code < 2 ** bags.first.length; code += 1) {
          const phi = bags.first.map((_, i) => (code >> i) & 1);
          total += Math.exp(bagsElbo(bags, { phi, jars: bestJars(bags, phi) }));
        }
        expectRelative(Math.log(total), bagsLogEvidence(bags), 1e-11);
      }),
      { numRuns: 50 },
    );
  });

  test('refuses an overfull bag and a jar that nobody uses', () => {
    const bags: Bags = {
      first: [3],
      size: 2,
      priors: [
        { a: 1, b: 1 },
        { a: 1, b: 1 },
      ],
      weight: 0.5,
    };
    expect(() => bagsLogEvidence(bags)).toThrow(DomainError);
    expect(() => bagsLogEvidence({ ...bags, size: 3, weight: 1 })).toThrow(DomainError);
    expect(() => bagsElbo({ ...bags, size: 3 }, { phi: [], jars: bags.priors })).toThrow(DomainError);
  });
});
