import type { JSX } from 'preact';
import { useCallback, useMemo } from 'preact/hooks';
import { LineChart } from './line-chart.tsx';
import type { Band } from './line-path.ts';
import {
  decadeLabel,
  decades,
  type KlScale,
  klCeiling,
  klFloor,
  klPosition,
  rollingMean as rolling,
} from './log-scale.ts';
import type { Series } from './series.tsx';

export interface ConvergenceChartProps {
  readonly series: readonly Series[];
  /** Rounds of the whole game: the axis never moves. */
  readonly rounds: number;
  /** The last round with values. */
  readonly reached: number;
  /** The word at the floor, "almost 0". */
  readonly floorLabel: string;
  readonly xLabel: string;
  /** The round shown in a replay; what lies to its right fades. */
  readonly playhead?: number | undefined;
  /** Draws the mean of the last three rounds; say so in words beside the chart. */
  readonly rollingMean?: boolean | undefined;
  /** Quantiles of KL by round, lowest first, in place of the thin lines of a very large class. */
  readonly bands?: readonly { readonly q: number; readonly values: readonly (number | null)[] }[] | undefined;
  /** 0.3 to 10⁻⁵ nats unless told. */
  readonly scale?: KlScale | undefined;
  /** The finding in one sentence; becomes the aria-label. */
  readonly title: string;
}

/** KL on a log₁₀ axis: down is closer. */
export function ConvergenceChart({
  series,
  floorLabel,
  rollingMean,
  bands,
  scale,
  ...rest
}: ConvergenceChartProps): JSX.Element {
  const { ceiling = klCeiling, floor = klFloor } = scale ?? {};
  const position = useCallback((kl: number) => klPosition(kl, ceiling, floor), [ceiling, floor]);
  const ticks = useMemo(
    () => [
      ...decades(ceiling, floor).map((value) => ({ label: decadeLabel(value), at: position(value) })),
      { label: floorLabel, at: 1 },
    ],
    [floorLabel, ceiling, floor, position],
  );
  const drawn = useMemo(
    () => (rollingMean ? series.map((one) => ({ ...one, values: rolling(one.values) })) : series),
    [series, rollingMean],
  );
  const pairs = useMemo<readonly Band[]>(() => {
    const sorted = (bands ?? []).toSorted((a, b) => a.q - b.q).map(({ values }) => values);
    return Array.from({ length: Math.floor(sorted.length / 2) }, (_, i) => ({
      low: sorted[i] ?? [],
      high: sorted[sorted.length - 1 - i] ?? [],
    }));
  }, [bands]);
  return <LineChart {...rest} series={drawn} bands={pairs} ticks={ticks} position={position} />;
}
