/** Digits a chart can show; full doubles would double the bytes of every curve. */
const CHART_DIGITS = 6;

export function forChart(value: number): number {
  return Number(value.toPrecision(CHART_DIGITS));
}

export function curveForChart(curve: readonly (number | null)[]): readonly (number | null)[] {
  return curve.map((value) => (value === null ? null : forChart(value)));
}

/** A row with one entry per round, index 0 = round 1, null where nothing was scored. */
export function emptyCurve(rounds: number): (number | null)[] {
  return new Array<number | null>(rounds).fill(null);
}
