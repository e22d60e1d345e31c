import type { Counts, Dir, Simplex } from './types.ts';

/** Input outside a function's stated domain: a mistake of the caller, never of a player. */
export class DomainError extends RangeError {
  override readonly name = 'DomainError';
}

/** Largest distance of a sum of proportions from 1 that counts as rounding. */
const SUM_SLACK = 1e-8;

export function refuseUnless(condition: boolean, what: string): void {
  if (!condition) throw new DomainError(what);
}

export function sum(values: readonly number[]): number {
  let total = 0;
  // By index: the hottest loop of scoring, and an iterator over short arrays costs more than their sum.
  for (let i = 0; i < values.length; i += 1) total += values[i] ?? 0;
  return total;
}

export function requirePositive(value: number, what: string): void {
  // The words are put together only when there is a refusal.
  if (!(value > 0 && Number.isFinite(value)))
    throw new DomainError(`${what} must be a finite number above 0`);
}

export function requireSimplex(p: Simplex, what: string): void {
  // Once around and one condition each: the words of a refusal are put together only when there is one.
  let total = 0;
  let isInRange = true;
  for (let i = 0; i < p.length; i += 1) {
    const share = p[i] ?? Number.NaN;
    total += share;
    if (!(share >= 0 && share <= 1)) isInRange = false;
  }
  if (p.length < 2) throw new DomainError(`${what} needs at least two flavours`);
  if (!isInRange) throw new DomainError(`${what} must have shares in [0, 1]`);
  if (!(Math.abs(total - 1) <= SUM_SLACK)) throw new DomainError(`${what} must sum to 1`);
}

export function requireCounts(x: Counts, flavours: number, what: string): void {
  requireSameLength(x.length, flavours, what);
  refuseUnless(
    x.every((count) => count >= 0 && Number.isSafeInteger(count)),
    `${what} must be whole numbers >= 0`,
  );
}

export function requireDir(alpha: Dir, what: string): void {
  refuseUnless(alpha.length >= 2, `${what} needs at least two flavours`);
  for (const parameter of alpha) requirePositive(parameter, what);
}

export function requireSameLength(length: number, expected: number, what: string): void {
  if (length !== expected) throw new DomainError(`${what} must have ${expected} flavours, has ${length}`);
}
