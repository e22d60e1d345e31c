/** A band in tenths of a percent, lower edge first. */
export type Band = readonly [number, number];

/** Moves one edge; the other gives way rather than be crossed. */
export function moveEdge(band: Band, edge: 0 | 1, value: number): Band {
  const set = Math.min(1000, Math.max(0, Math.round(value)));
  return edge === 0 ? [set, Math.max(set, band[1])] : [Math.min(set, band[0]), set];
}
