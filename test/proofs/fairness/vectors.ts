// Runs in a browser as it does here.
import { commitmentOf, type Opening } from '../../../shared/fairness/commitment.ts';
import { drawRound } from '../../../shared/fairness/draw-stream.ts';
import { mysteryCounts } from '../../../shared/fairness/mystery.ts';

export interface Vector {
  readonly opening: Opening;
  readonly mix: string;
  readonly commitment: string;
  readonly jar: readonly number[];
  readonly orders: readonly string[];
}

/** What our own code makes of a published vector: its commitment, its jar and every cookie. */
export function ownAnswer({ opening, mix, jar: published, orders }: Vector): Omit<Vector, 'opening' | 'mix'> {
  const { seed, room, labels, drawSize, replace: replacement } = opening;
  const jar =
    'mystery' in opening
      ? mysteryCounts({ seed, room, mix, cookies: opening.mystery, flavours: labels.length })
      : published;
  let remaining = jar;
  const drawn = orders.map((_, k) => {
    const size = typeof drawSize === 'number' ? drawSize : (drawSize[k] ?? 0);
    const draw = drawRound({ seed, room, mix, round: k + 1, remaining, size, replacement });
    remaining = draw.remaining;
    return draw.order.join('');
  });
  return { commitment: commitmentOf(opening), jar, orders: drawn };
}
