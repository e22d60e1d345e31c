import type { Band, Bets, PlayerId } from './events.ts';
import type { RoomState } from './state.ts';

/** Who keeps silent is held to nearly everything. */
const SILENT_BAND: Band = [0.05, 0.95];
/** 2/α of the interval score at α = 10 %: stating the 5 % and 95 % quantiles has the least expected cost. */
const MISS_PRICE = 20;
const POINTS = 100;
/** A slider's step is a decimal, its number is not: so close to the edge is inside. */
const ROUNDING = 1e-9;

/** From 0 to 1, the lower end first. */
export function isBand([low, high]: Band): boolean {
  return low >= 0 && low <= high && high <= 1;
}

/** The interval score of a band at 90 %, in points of a percent, and whether the share lies inside. */
export function betScore([low, high]: Band, share: number): { readonly cost: number; readonly hit: boolean } {
  const distance = Math.max(low - share, share - high);
  const hit = distance <= ROUNDING;
  return { cost: POINTS * (high - low + MISS_PRICE * (hit ? 0 : distance)), hit };
}

/** Everybody's in the ranking, silent or not. */
export function settleBets(
  { seats }: RoomState,
  jar: readonly number[],
  ranked: readonly { readonly playerId: PlayerId }[],
): Bets {
  const share = (jar[0] ?? 0) / jar.reduce((sum, count) => sum + count, 0);
  const rows = ranked.map(({ playerId }) => {
    const band = seats.get(playerId)?.bet ?? SILENT_BAND;
    return { playerId, band, ...betScore(band, share) };
  });
  return { found: rows.filter(({ hit }) => hit).length, of: rows.length, seats: rows };
}
