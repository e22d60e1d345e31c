import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Halo } from './halo.tsx';
import { Hatch } from './hatch.tsx';
import { nats, natTicks } from './nats.ts';
import { labelWidth, Marker } from './series.tsx';
import { Sized } from './sized.tsx';
import type { Size } from './use-size.ts';

export interface ThermometerMark {
  readonly label: string;
  /** How far below the log evidence, in nats; centre and width are its parts. */
  readonly gap: number;
  readonly centre: number;
  readonly width: number;
  readonly kind: 'player' | 'top' | 'bot' | 'mean' | 'me';
  /** 1…5 for the top five: colour and marker. */
  readonly rank?: number | undefined;
}

export interface ThermometerProps {
  readonly rows: readonly ThermometerMark[];
  /** The words on the line everything hangs from: the log evidence and its value. */
  readonly evidenceLabel: string;
  /** The scale's lower end in nats; what hangs deeper ends there with an arrow. The deepest row unless told. */
  readonly deepest?: number | undefined;
  readonly title: string;
}

/** Everybody of one round hanging under the log evidence; the height of the picture never changes. */
export function Thermometer(props: ThermometerProps): JSX.Element {
  return <Sized>{(size) => <Plot {...props} size={size} />}</Sized>;
}

/** Digits of a gap: as many as tell it from nothing. */
function gapDigits(gap: number): number {
  return gap >= 10 ? 1 : gap >= 0.1 ? 2 : 3;
}

function Plot({
  rows,
  evidenceLabel,
  deepest,
  title,
  size: { em, width, height },
}: ThermometerProps & { size: Size }): JSX.Element {
  const hatch = useId();
  // The longest hangs at the left, so that under every shorter one there is room for a name.
  const sorted = [...rows].sort((a, b) => b.gap - a.gap);
  const most = deepest ?? Math.max(1, sorted[0]?.gap ?? 1);
  const ticks = natTicks(most);
  const left = Math.max(...ticks.map(({ label }) => labelWidth(label) + 0.9)) * em;
  const top = 1.9 * em;
  const cut = sorted.filter(({ gap }) => gap > most).length;
  const foot = Math.max(0.5 * height, height - (1.6 + 1.28 * cut) * em);
  const text = (row: ThermometerMark): string => `${row.label} ${nats(-row.gap, gapDigits(row.gap))}`;
  const longest = Math.max(0, ...sorted.map((row) => labelWidth(text(row)) + 1)) * em;
  const slot = Math.min(4 * em, (width - left - Math.min(longest, 0.5 * width)) / Math.max(1, sorted.length));
  const bar = 0.6 * slot;
  const x = (i: number): number => left + (i + 0.5) * slot;
  const y = (depth: number): number => top + (Math.min(depth, most) / most) * (foot - top);
  const names = stacked(
    sorted.map(({ gap }) => Math.max(y(gap) + 0.55 * em, top + 1.2 * em)),
    1.28 * em,
    height - 0.4 * em,
  );
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      <defs>
        <Hatch id={hatch} colour="var(--s3)" em={em} down />
      </defs>
      <g font-size={0.92 * em} font-weight="600" fill="var(--ink-2)">
        {ticks.map(({ depth, label }) => (
          <g key={depth}>
            {depth > 0 && (
              <path d={`M${left} ${y(depth)}H${width}`} stroke="var(--line)" stroke-width="var(--c-grid)" />
            )}
            <text x={left - 0.5 * em} y={y(depth) + 0.33 * em} text-anchor="end">
              {label}
            </text>
          </g>
        ))}
      </g>
      {sorted.map((row, i) => {
        const middle = y(Math.min(row.centre, row.gap));
        const end = y(row.gap);
        const at = names[i] ?? end;
        return (
          <g key={`${row.kind} ${row.label}`}>
            <path
              d={`M${x(i)} ${end}V${at - 0.3 * em}h${0.5 * bar}`}
              fill="none"
              stroke="var(--line-strong)"
              stroke-width={Math.max(1, 0.05 * em)}
            />
            <rect x={x(i) - bar / 2} y={top} width={bar} height={middle - top} fill="var(--s2)" />
            <rect x={x(i) - bar / 2} y={middle} width={bar} height={end - middle} fill={`url(#${hatch})`} />
            <path
              d={`M${x(i) - 0.62 * bar} ${end}h${1.24 * bar}`}
              stroke="var(--s1)"
              stroke-width={0.24 * em}
              stroke-linecap="round"
            />
            {row.gap > most && (
              <path
                d={`M${x(i) - 0.4 * em} ${end + 0.35 * em}l${0.4 * em} ${0.45 * em}l${0.4 * em} ${-0.45 * em}`}
                fill="none"
                stroke="var(--ink)"
                stroke-width={0.14 * em}
              />
            )}
          </g>
        );
      })}
      <path
        d={`M${left} ${top}H${width}`}
        stroke="var(--ink)"
        stroke-width={0.2 * em}
        stroke-linecap="round"
      />
      <Halo x={left} y={1.1 * em} size={0.95 * em} text={evidenceLabel} bold />
      {sorted.map((row, i) => {
        const at = names[i] ?? 0;
        const start = x(i) + 0.5 * bar + (row.kind === 'bot' ? 0.15 : 0) * em;
        return (
          <g key={`${row.kind} ${row.label}`}>
            <Marker kind={row.kind} rank={row.rank} x={start + 0.5 * em} y={at - 0.32 * em} r={0.38 * em} />
            <Halo
              x={start + (row.kind === 'bot' ? 1.3 : 1.15) * em}
              y={at}
              size={0.95 * em}
              text={text(row)}
              bold={row.kind !== 'player'}
            />
          </g>
        );
      })}
    </svg>
  );
}

/** Names under their columns, the shortest on top, pushed down only as far as their neighbours need. */
export function stacked(wanted: readonly number[], gap: number, low: number): readonly number[] {
  const placed = [...wanted];
  for (let i = placed.length - 2; i >= 0; i--) {
    placed[i] = Math.max(placed[i] ?? 0, (placed[i + 1] ?? 0) + gap);
  }
  // The lowest may have run out of the picture: then all above make room.
  for (let i = 0; i < placed.length; i++) {
    placed[i] = Math.min(placed[i] ?? 0, i === 0 ? low : (placed[i - 1] ?? 0) - gap);
  }
  return placed;
}
