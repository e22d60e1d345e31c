import { commitmentOf, isOpening, type Opening } from './commitment.ts';
import { drawRound } from './draw-stream.ts';
import { mysteryCounts } from './mystery.ts';

/** What a replay opens, beside the commitment that was shown (or kept by this phone) before the first draw. */
export type OpenedJar = {
  readonly commitment: string;
  readonly opening: Opening;
  readonly mix: string;
  /** The counts the reveal showed. */
  readonly jar: readonly number[];
  /** For each round from the first, the flavours in the order they were shown. */
  readonly orders: readonly (readonly number[])[];
};

/** `expected` is what was sealed or follows from it, `found` what was shown; null where nothing can be worked out. */
export type FairnessStep =
  | {
      readonly step: 'commitment';
      readonly ok: boolean;
      readonly expected: string;
      readonly found: string | null;
    }
  | {
      readonly step: 'jar';
      readonly ok: boolean;
      readonly expected: readonly number[] | null;
      readonly found: readonly number[];
    }
  | {
      readonly step: 'draw';
      readonly ok: boolean;
      readonly round: number;
      readonly expected: readonly number[] | null;
      readonly found: readonly number[];
    };

/** Repeats every step of the draw from what was sealed; a step that fails does not hide the ones after it. */
export function verifyFairness(opened: OpenedJar): readonly FairnessStep[] {
  const { commitment, opening, mix, jar, orders } = opened;
  if (!isOpening(opening) || !/^([0-9a-f]{64})?$/.test(mix)) {
    return [
      { step: 'commitment', ok: false, expected: commitment, found: null },
      { step: 'jar', ok: false, expected: null, found: jar },
      ...orders.map(
        (order, k) => ({ step: 'draw', ok: false, round: k + 1, expected: null, found: order }) as const,
      ),
    ];
  }
  const counts = sealedCounts(opening, mix);
  const hash = commitmentOf(opening);
  return [
    { step: 'commitment', ok: hash === commitment, expected: commitment, found: hash },
    { step: 'jar', ok: same(counts, jar), expected: counts, found: jar },
    ...verifyDraws(opening, mix, counts, orders),
  ];
}

function sealedCounts(opening: Opening, mix: string): readonly number[] {
  if ('counts' in opening) return opening.counts;
  const { seed, room, mystery, labels } = opening;
  return mysteryCounts({ seed, room, mix, cookies: mystery, flavours: labels.length });
}

function verifyDraws(
  opening: Opening,
  mix: string,
  counts: readonly number[],
  orders: OpenedJar['orders'],
): readonly FairnessStep[] {
  const { seed, room, replace, drawSize } = opening;
  let remaining = counts;
  return orders.map((order, k) => {
    const round = k + 1;
    const size = typeof drawSize === 'number' ? drawSize : (drawSize[k] ?? 0);
    const left = remaining.reduce((sum, count) => sum + count, 0);
    // A round the sealed jar could not have given is a failed step, not an exception.
    if (size === 0 || (replace !== 'each' && size > left)) {
      return { step: 'draw', ok: false, round, expected: null, found: order };
    }
    const draw = drawRound({ seed, room, mix, round, remaining, size, replacement: replace });
    remaining = draw.remaining;
    return { step: 'draw', ok: same(draw.order, order), round, expected: draw.order, found: order };
  });
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, k) => value === b[k]);
}
