import { describe, expect, test } from 'vitest';
import { dueAt } from '../bench/load/patterns.ts';
import { type Measurement, median, verdictOf } from '../bench/measurement.ts';
import { run } from '../support/run.ts';

const measured = (ours: number, more: Partial<Measurement> = {}): Measurement => ({
  ...{ what: 'something', unit: 'ms', floor: 10, ours },
  ...{ reach: { ratio: 2, most: 40 }, beyond: { ratio: 1.5 } },
  ...more,
});

describe('what the bench says of a figure', () => {
  test.each([
    [15, {}, 'beyond'],
    [16, {}, 'reached'],
    [21, {}, 'missed'],
    [41, { floor: 30, beyond: { ratio: 1 } }, 'missed'],
    [41, { floor: 30 }, 'beyond'],
    [15, { reach: { most: 15 } }, 'beyond'],
    [15, { reach: { most: 15 }, beyond: { most: 14 } }, 'reached'],
    [15, { floor: null }, 'missed'],
  ] as const)('%i with %o: %s', (ours, more, verdict) => {
    expect(verdictOf(measured(ours, more))).toBe(verdict);
  });

  test('without a goal it says nothing', () => {
    const { reach: _, beyond: __, ...bare } = measured(1000);
    expect(verdictOf(bare)).toBe('');
  });

  test('a median is one of the figures', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(() => median([])).toThrow('no median of nothing');
  });
});

test('every pattern has everybody speak within the time, the stragglers in the last tenth of it', () => {
  const places = Array.from({ length: 1000 }, (_, k) => k / 1000);
  for (const pattern of ['spread', 'burst', 'straggler'] as const) {
    const times = places.map((place) => dueAt(pattern, place));
    expect(Math.min(...times)).toBe(0);
    expect(Math.max(...times)).toBeLessThanOrEqual(1);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  }
  expect(places.filter((place) => dueAt('straggler', place) > 0.89)).toHaveLength(100);
  expect(dueAt('burst', 0.999)).toBeLessThanOrEqual(0.1);
});

test.each([
  [['nothing-of-ours']],
  [['--runs', 'many']],
  [['--players', '100,', 'join']],
  [['--minutes', '1.5']],
  [['--fast']],
])('asked for %j it says how it is used', async (words) => {
  const { code, stderr } = await run('test/bench/main.ts', words);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^usage: npm run bench/);
});
