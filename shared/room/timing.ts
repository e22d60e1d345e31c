/** Far enough ahead that the first and the last phone open the round together. */
export const LEAD_MS = 500;
/** A guess sent in time may still be on its way. */
export const GRACE_MS = 1000;
/** The most that a server which stood still gives back to what it could not read in time. */
export const MOST_LAG_MS = 5000;
/** After a restart nobody is left with less than this. */
export const LEAST_AFTER_RESTART_MS = 10_000;

const MS_PER_COOKIE = 120;
/** The first two draws are watched, later ones are known. */
const ROUNDS_SHOWN_SLOWLY = 2;
const LONGEST_SLOW_MS = 8000;
const LONGEST_MS = 4000;

/** From the draw to the opening of the round: the lead and the time the cookies take to appear. */
export function showingMs(firstRound: number, cookies: number): number {
  const longest = firstRound <= ROUNDS_SHOWN_SLOWLY ? LONGEST_SLOW_MS : LONGEST_MS;
  return LEAD_MS + Math.min(longest, cookies * MS_PER_COOKIE);
}
