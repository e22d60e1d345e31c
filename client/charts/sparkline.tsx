import type { JSX } from 'preact';
import { linePath } from './line-path.ts';
import { klPosition } from './log-scale.ts';
import { type SeriesKind, seriesColour } from './series.tsx';

export interface SparklineProps {
  readonly values: readonly (number | null)[];
  readonly kind?: SeriesKind | undefined;
  readonly rank?: number | undefined;
  /** Rounds of the whole game, so that rows share one axis. */
  readonly rounds?: number | undefined;
  /** The dot; what lies to its right fades. The last value unless told. */
  readonly playhead?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** Position of a value from 0 (top) to 1 (foot); KL on its log axis unless told. */
  readonly position?: ((value: number) => number) | undefined;
  readonly title: string;
}

export function Sparkline({
  values,
  kind = 'me',
  rank,
  rounds = values.length - 1,
  playhead,
  width = 92,
  height = 26,
  position = klPosition,
  title,
}: SparklineProps): JSX.Element {
  const last = values.findLastIndex((value) => value !== null);
  const now = Math.min(playhead ?? last, last);
  const place = (n: number, value: number): readonly [number, number] => [
    4 + (n / Math.max(1, rounds)) * (width - 8),
    4 + position(value) * (height - 8),
  ];
  const value = values[now] ?? null;
  const [x, y] = place(now, value ?? 0);
  const colour = kind === 'player' ? 'var(--ink-3)' : seriesColour({ kind, rank });
  const dash = kind === 'bot' ? { 'stroke-dasharray': '4 3' } : {};
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={title}>
      <g
        fill="none"
        stroke={colour}
        stroke-width={kind === 'player' ? 1.5 : 2.2}
        stroke-linejoin="round"
        stroke-linecap="round"
        {...dash}
      >
        <path d={linePath(values, now, last, place)} opacity=".35" />
        <path d={linePath(values, 0, now, place)} />
      </g>
      {value !== null && <circle cx={x} cy={y} r="3.2" fill={colour} />}
    </svg>
  );
}
