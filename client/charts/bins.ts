const binCount = 40;

/** Shares into the forty bins of 2.5 points. */
export function binShares(shares: readonly number[]): readonly number[] {
  const bins: number[] = new Array(binCount).fill(0);
  for (const share of shares) {
    const bin = Math.min(binCount - 1, Math.max(0, Math.floor(share * binCount + 1e-9)));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}

/** The bins inside the window; what lies outside stands in the edge bin and is counted apart. */
export function windowBins(
  bins: readonly number[],
  [low, high]: readonly [number, number],
): { readonly shown: readonly number[]; readonly below: number; readonly above: number } {
  const from = Math.max(0, Math.round(low * binCount));
  const to = Math.min(binCount, Math.round(high * binCount));
  const sum = (part: readonly number[]): number => part.reduce((a, b) => a + b, 0);
  const below = sum(bins.slice(0, from));
  const above = sum(bins.slice(to));
  const shown = bins.slice(from, to);
  if (shown.length > 0) {
    shown[0] = (shown[0] ?? 0) + below;
    shown[shown.length - 1] = (shown.at(-1) ?? 0) + above;
  }
  return { shown, below, above };
}

/** The 50-point window of the game: the centre of the hunches rounded to ten, kept inside the axis. */
export function chooseWindow(centre: number | null): readonly [number, number] {
  const middle = Math.round((centre ?? 0.5) * 10) / 10;
  const low = Math.min(0.5, Math.max(0, Math.round((middle - 0.25) * 20) / 20));
  return [low, Math.round((low + 0.5) * 100) / 100];
}
