import { BOARD_ROWS, boardIsShown, firstRanked, type Names, nameOf } from './leaderboard.ts';
import { type Open, shownScores } from './phases.ts';
import type { ThermometerRow } from './wire.ts';

/** How far below the log evidence the board's top, the bots and the class stand; only where estimates are beliefs. */
export function thermometer(open: Open, names: Names): readonly ThermometerRow[] | null {
  const scored = shownScores(open);
  if (scored === null || scored.belief === null) return null;
  const rows: ThermometerRow[] = [];
  for (const { score } of boardIsShown(open) ? firstRanked(open, BOARD_ROWS) : []) {
    const { playerId, gap, parts } = score;
    if (parts !== null) rows.push({ playerId, name: nameOf(names, playerId), gap, ...parts });
  }
  for (const { bot, kl, parts } of scored.bots) {
    if (parts !== null) rows.push({ bot, gap: kl, ...parts });
  }
  const { crowd } = scored;
  if (crowd !== null && crowd.parts !== null) rows.push({ crowd: true, gap: crowd.kl, ...crowd.parts });
  return rows;
}
