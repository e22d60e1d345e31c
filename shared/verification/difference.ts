import type { Difference } from './steps.ts';

/** Engines differ in the last digits of a logarithm; whole numbers (points, ranks, counts) have to be the same. */
export const TOLERANCE = 1e-9;

/** The first place where two JSON values part, or null. A member that is absent counts as null. */
export function difference(
  expected: unknown,
  found: unknown,
  tolerance: number,
  where: readonly string[] = [],
): Difference | null {
  if (alike(expected, found, tolerance)) return null;
  if (!isBranch(expected) || !isBranch(found) || Array.isArray(expected) !== Array.isArray(found)) {
    return { where: where.join('.'), expected: expected ?? null, found: found ?? null };
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const first = difference(expected[key], found[key], tolerance, [...where, key]);
    if (first !== null) return first;
  }
  return null;
}

function alike(a: unknown, b: unknown, tolerance: number): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true;
  if (typeof a !== 'number' || typeof b !== 'number') return false;
  if (Number.isInteger(a) && Number.isInteger(b)) return false;
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
