import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { LineChart } from './line-chart.tsx';
import type { Band } from './line-path.ts';
import type { Series } from './series.tsx';

export interface EstimateChartProps {
  /** Values are shares, 0…1. */
  readonly series: readonly Series[];
  readonly rounds: number;
  readonly reached: number;
  readonly xLabel: string;
  readonly playhead?: number | undefined;
  /** The part of the axis shown, as shares; the whole unless told. */
  readonly window?: readonly [low: number, high: number] | undefined;
  /** The jar's share after the reveal, with its words. */
  readonly truth?: { readonly share: number; readonly label: string } | undefined;
  /** Areas between two lines, such as the middle 95 % of a belief. */
  readonly bands?: readonly Band[] | undefined;
  readonly title: string;
}

export function EstimateChart({ window = [0, 1], truth, ...rest }: EstimateChartProps): JSX.Element {
  const [low, high] = window;
  const position = useMemo(
    () =>
      (share: number): number =>
        1 - Math.min(1, Math.max(0, (share - low) / (high - low))),
    [low, high],
  );
  const ticks = useMemo(() => {
    const step = high - low > 0.55 ? 0.25 : high - low > 0.25 ? 0.1 : high - low > 0.12 ? 0.05 : 0.02;
    const first = Math.ceil(low / step - 1e-9);
    const last = Math.floor(high / step + 1e-9);
    return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step).map((share) => ({
      label: `${Math.round(share * 100)}%`,
      at: position(share),
    }));
  }, [low, high, position]);
  return (
    <LineChart
      {...rest}
      ticks={ticks}
      position={position}
      rule={truth && { label: truth.label, at: position(truth.share) }}
    />
  );
}
