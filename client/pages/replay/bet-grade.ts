export type BetGrade = 'full' | 'half' | 'crumbs';

/** In points of a percent, as the cost: about what an honest 90 % band costs after a few hundred cookies. */
export const fullCookieCost = 10;
/** A band that found the jar but was wide, or a narrow one that missed by about a point. */
export const halfCookieCost = 30;

/** What a bet has earned: a whole cookie, half of one, or crumbs. */
export function betGrade(cost: number): BetGrade {
  if (cost <= fullCookieCost) return 'full';
  return cost <= halfCookieCost ? 'half' : 'crumbs';
}
