import type { Tenths } from './shares.ts';

/** A belief on the phone: where it peaks, and how many cookies' worth of confidence stands behind it. */
export interface Belief {
  readonly tenths: Tenths;
  readonly cookies: number;
}

/** α = prior + n·m with the flat prior: with n cookies seen in the shares m this is the exact posterior. */
export function alphaOf({ tenths, cookies }: Belief): number[] {
  return tenths.map((t) => 1 + (cookies * t) / 1000);
}

/** The centre and the confidence that an α speaks of; the flat prior has no confidence and an even centre. */
export function centreOf(alpha: readonly number[]): { readonly shares: number[]; readonly cookies: number } {
  const cookies = alpha.reduce((sum, a) => sum + a - 1, 0);
  if (cookies < 0.5) return { shares: alpha.map(() => 1 / alpha.length), cookies: 0 };
  return { shares: alpha.map((a) => (a - 1) / cookies), cookies: Math.round(cookies) };
}
