import type { BotName } from '../room/settings.ts';
import { type Open, shownScores } from './phases.ts';
import { curveForChart, emptyCurve } from './precision.ts';
import type { BotRow, Curve } from './wire.ts';

export function botRows(open: Open): readonly BotRow[] | null {
  const last = shownScores(open);
  if (last === null) return null;
  return last.bots.map(({ bot, estimate, kl, parts, points }) => {
    return { bot, estimate, kl, parts, points, curve: curveOf(open, bot) };
  });
}

/** KL by round of one bot; null while a round is open and where it does not play. */
export function botCurve(open: Open, bot: BotName): Curve['kl'] | null {
  const plays = shownScores(open)?.bots.some((row) => row.bot === bot) ?? false;
  return plays ? curveOf(open, bot) : null;
}

function curveOf(open: Open, bot: BotName): Curve['kl'] {
  const curve = emptyCurve(open.round);
  for (const { round, bots } of open.scored) {
    curve[round - 1] = bots.find((row) => row.bot === bot)?.kl ?? null;
  }
  return curveForChart(curve);
}
