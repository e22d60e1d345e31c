/**
 * Moves labels apart along one axis so that neighbours keep `gap`, inside [low, high], keeping their order and
 * moving them as little as possible in the sense of least squares (pool adjacent violators).
 */
export function dodge(wanted: readonly number[], gap: number, low: number, high: number): readonly number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const room = Math.max(0, high - low);
  const step = order.length > 1 ? Math.min(gap, room / (order.length - 1)) : gap;
  const pools: { sum: number; count: number }[] = [];
  order.forEach((index, rank) => {
    pools.push({ sum: (wanted[index] ?? 0) - rank * step, count: 1 });
    for (;;) {
      const last = pools.at(-1);
      const before = pools.at(-2);
      if (last === undefined || before === undefined || before.sum / before.count <= last.sum / last.count)
        return;
      pools.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
    }
  });
  const top = high - (order.length - 1) * step;
  const placed: number[] = new Array(wanted.length).fill(0);
  let rank = 0;
  for (const { sum, count } of pools) {
    const start = Math.min(Math.max(sum / count, low), Math.max(low, top));
    for (let k = 0; k < count; k++, rank++) placed[order[rank] ?? 0] = start + rank * step;
  }
  return placed;
}
