import { describe, expect, test } from 'vitest';
import { galleryView } from '../../../client/pages/gallery/fixtures.ts';
import { draftOf, faultOf, withEstimate } from '../../../client/pages/host/setup/draft.ts';
import { elboSum } from '../../../client/pages/stage/elbo-sum.ts';
import { lessonOf } from '../../../client/pages/stage/lessons.ts';
import { nextPicture, resultsPicture } from '../../../client/pages/stage/results-picture.ts';
import { thermometerDepth, thermometerMarks } from '../../../client/pages/stage/thermometer-marks.ts';

const now = 1_800_000_000_000;
const belief = galleryView('belief-results', now);
const point = galleryView('results', now);

describe('the equation under the ceiling', () => {
  const value = (words: string): number => Number(words.replace('−', '-'));

  test.each([
    [-304.9443, 0.0665, 0.0135],
    [-0.4055, 0.0004, 0.0004],
    [-918.1152, 12.34567, 0],
    [-1.79175, 0, 0],
  ])('adds up to the last digit printed at ln p(D) = %f', (logEvidence, centre, width) => {
    const sum = elboSum(logEvidence, { centre, width });
    expect((value(sum.elbo) + value(sum.kl)).toFixed(3)).toBe(value(sum.evidence).toFixed(3));
    expect((value(sum.centre) + value(sum.width)).toFixed(3)).toBe(sum.kl);
  });

  test('says minus with a minus, and no minus of nothing', () => {
    expect(elboSum(-0.00001, { centre: 0, width: 0 })).toEqual({
      evidence: '0.000',
      elbo: '0.000',
      kl: '0.000',
      centre: '0.000',
      width: '0.000',
    });
    expect(elboSum(-6.22, { centre: 2, width: 0.71 }, 2)).toMatchObject({ evidence: '−6.22', elbo: '−8.93' });
  });
});

describe('the thermometer', () => {
  test('marks the first five, the bots and the class', () => {
    const kinds = thermometerMarks(belief.thermometer ?? []).map(({ kind, rank }) => `${kind}${rank ?? ''}`);
    expect(kinds.slice(0, 6)).toEqual(['top1', 'top2', 'top3', 'top4', 'top5', 'player']);
    expect(kinds.slice(8)).toEqual(['bot', 'bot', 'mean']);
  });

  test('is deep enough for every student and never follows a bot', () => {
    const row = (gap: number) => ({ name: 'a', gap, centre: gap, width: 0 });
    const bot = { bot: 'svi' as const, gap: 80, centre: 80, width: 0 };
    expect(thermometerDepth([row(0.1), row(3.2), bot])).toBe(5);
    expect(thermometerDepth([row(0), bot])).toBe(0.2);
    expect(thermometerDepth([bot])).toBe(100);
    expect(thermometerDepth([row(4000)])).toBe(4000);
  });
});

describe('the picture of the results', () => {
  test('dots first, then the thermometer where there are beliefs, else the curve', () => {
    expect(resultsPicture(belief, 'auto', false)).toBe('guesses');
    expect(resultsPicture(belief, 'auto', true)).toBe('elbo');
    expect(resultsPicture(point, 'auto', true)).toBe('chart');
    expect(resultsPicture({ ...belief, histogram: null }, 'auto', false)).toBe('elbo');
  });

  test('the host’s choice holds if it can be shown', () => {
    expect(resultsPicture(belief, 'chart', false)).toBe('chart');
    expect(resultsPicture(point, 'elbo', true)).toBe('chart');
    expect(resultsPicture(belief, 'learn', true)).toBe('learn');
  });

  test('the button goes round', () => {
    expect(nextPicture(belief, 'guesses')).toBe('elbo');
    expect(nextPicture(belief, 'elbo')).toBe('chart');
    expect(nextPicture(belief, 'chart')).toBe('guesses');
    expect(nextPicture(belief, 'learn')).toBe('chart');
    expect(nextPicture({ ...point, histogram: null }, 'chart')).toBeNull();
  });
});

describe('the lesson of the round', () => {
  const atRound = (rounds: number) => ({ ...belief, within: null, crowdCurve: Array(rounds).fill(0.1) });

  test('a class of beliefs meets q, then the ELBO, then variational inference', () => {
    expect([1, 2, 3].map((rounds) => lessonOf(atRound(rounds)).heading)).toEqual([
      'learn.q.h',
      'learn.elbo.h',
      'learn.vi.h',
    ]);
    expect(lessonOf(atRound(2)).formulas).toContain('debrief.elbo.f');
  });

  test('a twist explains itself', () => {
    expect(lessonOf({ ...belief, twist: true }).heading).toBe('learn.twist.h');
  });

  test('a class of single numbers begins with KL', () => {
    expect(lessonOf({ ...point, within: null, crowdCurve: [0.1] }).heading).toBe('learn.kl.h');
  });
});

test('a belief is scored by the evidence, whatever was chosen before', () => {
  const lesson = draftOf('lesson', 'ko');
  const open = { preset: null, input: { ...lesson.input, scoring: 'open' as const } };
  const beliefs = withEstimate(open, 'belief');
  expect(beliefs.input).toMatchObject({ estimate: 'belief', scoring: 'evidence' });
  expect(faultOf(beliefs.input)).toBeNull();
  expect(withEstimate(beliefs, 'point').input).toMatchObject({ estimate: 'point', scoring: 'evidence' });
});
