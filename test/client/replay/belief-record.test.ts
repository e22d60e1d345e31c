import { describe, expect, test } from 'vitest';
import {
  type BeliefSeries,
  bodyOf,
  elboByDraw,
  ladderSteps,
  logEvidenceIn,
  marginal,
  middleOf,
  momentAt,
  priorIn,
} from '../../../client/pages/replay/belief-record.ts';
import { betaCdf } from '../../../shared/inference/beta-distribution.ts';
import { klDirichlet } from '../../../shared/inference/dirichlet.ts';
import { lgamma } from '../../../shared/inference/special.ts';
import { shapeAndWidth } from '../../../shared/labs/shape-and-width.ts';
import { meanEstimate } from '../../../shared/room/close-round.ts';
import type { Estimate } from '../../../shared/room/events.ts';
import type { ReplayRound } from '../../../shared/views/wire.ts';
import { round } from './record.ts';

interface Play {
  readonly draws: readonly (readonly number[])[];
  /** Draws that shared their guess with the next. */
  readonly unguessed?: readonly number[];
  readonly twists?: readonly number[];
}

/** Rounds as a room records them. */
function recorded({ draws, unguessed = [], twists = [] }: Play): readonly ReplayRound[] {
  let from = 1;
  return draws.map((counts, i) => {
    const guessed = !unguessed.includes(i + 1);
    const evidence = {
      flavours: counts.length,
      population: 10_000,
      replacement: 'never' as const,
      batches: draws.slice(0, i + 1),
    };
    const belief = guessed ? shapeAndWidth.belief(evidence, from) : null;
    if (guessed) from = i + 2;
    return round({ round: i + 1, counts, guessed, belief, twist: twists.includes(i + 1) });
  });
}

function series(rounds: readonly ReplayRound[], estimates: readonly (Estimate | null)[]): BeliefSeries {
  const gaps = estimates.map((q, k) => {
    const belief = rounds[k - 1]?.belief ?? null;
    return q === null || belief === null ? null : klDirichlet(q, belief.target);
  });
  return {
    estimates,
    kl: gaps.map((gap) => gap?.total ?? null),
    parts: gaps.map((gap) => gap && { centre: gap.centre, width: gap.width }),
    klJar: [],
  };
}

const two = recorded({
  draws: [
    [4, 1],
    [7, 3],
    [18, 7],
    [41, 19],
  ],
  unguessed: [2],
});
const three = recorded({
  draws: [
    [3, 2, 0],
    [5, 1, 4],
    [30, 18, 12],
  ],
});
const twoBeliefs = [[1, 1], [3, 2], null, [25, 14], [60, 22]];
const threeBeliefs = [
  [1, 1, 1],
  [2.5, 2, 1.1],
  [11, 3.5, 4],
  [20, 31, 9],
];

describe.each([
  ['two flavours', two, twoBeliefs],
  ['three flavours', three, threeBeliefs],
])('the ladder of %s', (_, rounds, beliefs) => {
  const held = series(rounds, beliefs);

  test.each(['round', 'total'] as const)('the L_i of all draws sum to the ELBO, scope %s', (scope) => {
    for (const at of rounds.filter(({ guessed }) => guessed)) {
      const moment = momentAt(rounds, held, at.round);
      if (moment === null || moment.gap === null) throw new Error('every guess of this record has a belief');
      const sum = elboByDraw(moment, scope).reduce((total, { count, each }) => total + count * each, 0);
      expect(sum).toBeCloseTo(logEvidenceIn(moment.evidence, scope) - moment.gap, 9);
    }
  });

  test('the counts alone hang higher by the logarithm of the number of orders, at the same KL', () => {
    const ordered = ladderSteps(rounds, held, 'total');
    ladderSteps(rounds, held, 'counts').forEach((step, i) => {
      const orders = rounds.find(({ round: n }) => n === step.round)?.belief?.logChoose ?? 0;
      expect(step.logEvidence - (ordered[i]?.logEvidence ?? 0)).toBeCloseTo(orders, 10);
      expect(step.gap).toBe(ordered[i]?.gap);
    });
  });

  test('the rounds one by one sum to the log evidence of all', () => {
    const steps = ladderSteps(rounds, held, 'round');
    const last = ladderSteps(rounds, held, 'total').at(-1);
    expect(steps.reduce((sum, { logEvidence }) => sum + logEvidence, 0)).toBeCloseTo(
      last?.logEvidence ?? 0,
      10,
    );
    expect(steps).toHaveLength(rounds.filter(({ guessed }) => guessed).length);
  });

  test('a round begins with the posterior of the one before, the whole with the recipe’s prior', () => {
    const moment = momentAt(rounds, held, rounds.length);
    const before = rounds.findLast(({ belief }, i) => belief !== null && i < rounds.length - 1);
    expect(moment && priorIn(moment, 'round')).toEqual(before?.belief?.target);
    expect(moment && priorIn(moment, 'total')).toEqual(before?.belief?.target.map(() => 1));
  });
});

test('counted without their order, a flat prior makes every number of chocolates alike: −ln(n + 1)', () => {
  for (const { belief, round: n } of two) {
    const drawn = two.slice(0, n).reduce((sum, { counts }) => sum + (counts[0] ?? 0) + (counts[1] ?? 0), 0);
    if (belief !== null) expect(belief.logEvidence + belief.logChoose).toBeCloseTo(-Math.log(drawn + 1), 10);
  }
});

describe('the moment at the playhead', () => {
  test('is the last guess, with the cookies of all its draws', () => {
    const held = series(two, twoBeliefs);
    expect(momentAt(two, held, 0)).toBeNull();
    expect(momentAt(two, held, 2)).toMatchObject({ round: 1, counts: { round: [4, 1], total: [4, 1] } });
    expect(momentAt(two, held, 3)).toMatchObject({ round: 3, counts: { round: [25, 10], total: [29, 11] } });
  });

  test('of a late joiner has neither belief nor gap before the joining', () => {
    const held = series(two, [null, null, null, [20, 10], [60, 22]]);
    expect(momentAt(two, held, 1)).toMatchObject({ q: null, gap: null, parts: null });
    expect(elboByDraw({ ...momentOf(held, 1), q: null }, 'total')).toEqual([]);
    expect(ladderSteps(two, held, 'total').map(({ gap }) => gap === null)).toEqual([true, false, false]);
  });

  test('after a twist has no KL for the ladder', () => {
    const rounds = recorded({
      draws: [
        [4, 1],
        [7, 3],
      ],
      twists: [2],
    });
    const steps = ladderSteps(
      rounds,
      series(rounds, [
        [1, 1],
        [3, 2],
        [9, 4],
      ]),
      'total',
    );
    expect(steps.map(({ gap, other }) => [gap === null, other])).toEqual([
      [false, false],
      [true, true],
    ]);
  });
});

function momentOf(held: BeliefSeries, playhead: number) {
  const moment = momentAt(two, held, playhead);
  if (moment === null) throw new Error('this record has a guess there');
  return moment;
}

test('the class pooled is the geometric mean of its beliefs: its log density differs from theirs by a constant', () => {
  const beliefs = [
    [2, 9],
    [14, 3],
    [40, 22],
  ];
  const pooled = meanEstimate(beliefs) ?? [];
  const logDensity = ([a = 1, b = 1]: readonly number[], x: number): number =>
    (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - (lgamma(a) + lgamma(b) - lgamma(a + b));
  const differences = [0.05, 0.3, 0.62, 0.97].map(
    (x) => logDensity(pooled, x) - beliefs.reduce((sum, one) => sum + logDensity(one, x) / beliefs.length, 0),
  );
  for (const difference of differences) expect(difference).toBeCloseTo(differences[0] ?? 0, 10);
});

describe('one flavour of a belief', () => {
  test('is a Beta distribution against all others together', () => {
    expect(marginal([5, 3, 2], 1)).toEqual({ a: 3, b: 7 });
  });

  test('has 95 % of its weight in its middle, and no middle before the joining', () => {
    const { low, high } = middleOf(series(two, [null, [74, 28]]), 0);
    const beta = { a: 74, b: 28 };
    expect([low[0], high[0]]).toEqual([null, null]);
    expect(betaCdf(beta, high[1] ?? 0) - betaCdf(beta, low[1] ?? 0)).toBeCloseTo(0.95, 12);
  });

  test('lies nearly whole in its body', () => {
    for (const alpha of [
      [74, 28],
      [3, 2],
      [500, 200],
    ]) {
      const [low, high] = bodyOf(alpha, 0);
      const beta = marginal(alpha, 0);
      expect(betaCdf(beta, high) - betaCdf(beta, low)).toBeGreaterThan(0.97);
    }
  });
});
