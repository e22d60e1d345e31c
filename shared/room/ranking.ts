export interface Standing {
  readonly total: number;
  readonly totalGap: number;
}

/** Ranks 1-2-2-4 in the order of the standings given: most points first, then the smaller total gap. */
export function rankByPoints(standings: readonly Standing[]): readonly number[] {
  return ranks(standings, (a, b) => b.total - a.total || a.totalGap - b.totalGap);
}

/** Ranks 1-2-2-4, smallest cost first. */
export function rankByCost(costs: readonly number[]): readonly number[] {
  return ranks(costs, (a, b) => a - b);
}

function ranks<T>(items: readonly T[], compare: (a: T, b: T) => number): readonly number[] {
  const order = items.map((item, index) => ({ item, index })).sort((a, b) => compare(a.item, b.item));
  const result = new Array<number>(items.length).fill(0);
  let rank = 0;
  order.forEach(({ item, index }, place) => {
    const before = order[place - 1];
    if (before === undefined || compare(before.item, item) !== 0) rank = place + 1;
    result[index] = rank;
  });
  return result;
}
