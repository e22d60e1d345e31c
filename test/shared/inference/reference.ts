import { expect } from 'vitest';
import reference from '../../fixtures/inference-reference.json' with { type: 'json' };

export { reference };

/** Relative agreement; a reference of exactly 0 must be met exactly. */
export function expectRelative(actual: number, expected: number, tolerance: number, label = ''): void {
  const error = expected === 0 ? Math.abs(actual) : Math.abs((actual - expected) / expected);
  expect(error, `${label}: ${actual} instead of ${expected}`).toBeLessThanOrEqual(tolerance);
}
