/** How a class answers: evenly, all at once, or mostly early with the last ones at the very end. */
export type Pattern = 'spread' | 'burst' | 'straggler';

const STRAGGLERS = 0.1;
/** A burst is over in so much of the time given. */
const BURST = 0.1;
const EARLY = 0.4;

/** When the phone at this place between 0 and 1 speaks, as a part of the time given. */
export function dueAt(pattern: Pattern, place: number): number {
  if (pattern === 'spread') return place;
  if (pattern === 'burst') return BURST * place;
  return place < 1 - STRAGGLERS ? EARLY * place : 1 - BURST * (1 - place);
}
