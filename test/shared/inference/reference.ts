import { expect } from 'vitest';
import { errorOf } from '../../accuracy/comparison.ts';
import { compareSection } from '../../accuracy/measure.ts';
import type { SectionName } from '../../accuracy/sections.ts';
import reference from '../../fixtures/inference-reference.json' with { type: 'json' };

export { reference };

/** All comparisons of the named sections of the reference vectors, as `npm run accuracy` makes them. */
export function expectSections(...names: readonly SectionName[]): void {
  for (const name of names) {
    const cases = compareSection(name, reference[name]);
    expect(cases, name).not.toEqual([]);
    for (const comparison of cases.flat()) {
      const { what, actual, expected, tolerance } = comparison;
      expect(errorOf(comparison), `${what}: ${actual} instead of ${expected}`).toBeLessThanOrEqual(tolerance);
    }
  }
}

/** Relative agreement; a reference of exactly 0 must be met exactly. */
export function expectRelative(actual: number, expected: number, tolerance: number, label = ''): void {
  const error = expected === 0 ? Math.abs(actual) : Math.abs((actual - expected) / expected);
  expect(error, `${label}: ${actual} instead of ${expected}`).toBeLessThanOrEqual(tolerance);
}
