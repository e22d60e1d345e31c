import type { JSX } from 'preact';
import { binShares, windowBins } from './bins.ts';
import { Halo } from './halo.tsx';
import { labelWidth } from './series.tsx';
import { Sized } from './sized.tsx';
import type { Size } from './use-size.ts';

export interface DotHistogramProps {
  /** Shares 0…1, one per student; or the forty bins already counted. */
  readonly values?: readonly number[] | undefined;
  readonly bins?: readonly number[] | undefined;
  readonly previous?: readonly number[] | undefined;
  readonly previousBins?: readonly number[] | undefined;
  /** The part of the axis shown, as shares; the whole unless told. */
  readonly window?: readonly [low: number, high: number] | undefined;
  readonly mean?: number | null | undefined;
  readonly spread?: number | null | undefined;
  readonly labels: {
    /** The finding, for the aria-label. */
    readonly title: string;
    /** On the flag, such as "mean 65.8 ± 4.2%". */
    readonly mean?: string | undefined;
    /** In the middle of an empty plot. */
    readonly empty?: string | undefined;
  };
}

/** One dot is one student; past 150 the stacks become bars. The dashed outline is the round before. */
export function DotHistogram(props: DotHistogramProps): JSX.Element {
  return <Sized>{(size) => <Plot {...props} size={size} />}</Sized>;
}

function Plot({
  size,
  values,
  bins,
  previous,
  previousBins,
  window = [0, 1],
  mean,
  spread,
  labels,
}: DotHistogramProps & { size: Size }): JSX.Element {
  const { em } = size;
  const now = windowBins(bins ?? binShares(values ?? []), window);
  const beforeBins = previousBins ?? (previous ? binShares(previous) : null);
  const before = beforeBins === null ? null : windowBins(beforeBins, window).shown;
  const total = now.shown.reduce((a, b) => a + b, 0);
  const side = 1.6 * em;
  const foot = size.height - 2.5 * em;
  const across = size.width - 2 * side;
  const [low, high] = window;
  const x = (share: number): number =>
    side + ((Math.min(Math.max(share, low), high) - low) / (high - low)) * across;
  const pitch = across / now.shown.length;
  const tallest = Math.max(1, ...now.shown, ...(before ?? []));
  const flagSpace = mean === null || mean === undefined ? 0.6 * em : 2.3 * em;
  const dot = Math.min(pitch, (foot - flagSpace) / tallest);
  const asBars = total > 150;
  const step = high - low > 0.55 ? 0.25 : 0.1;
  const tickShares: number[] = [];
  for (let share = Math.ceil(low / step - 1e-9) * step; share <= high + 1e-9; share += step)
    tickShares.push(share);

  return (
    <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={labels.title}>
      <g font-size={0.95 * em} font-weight="700" fill="var(--ink-2)" text-anchor="middle">
        {tickShares.map((share) => (
          <g key={share}>
            <path d={`M${x(share)} ${0.4 * em}V${foot}`} stroke="var(--line)" stroke-width="var(--c-grid)" />
            <path d={`M${x(share)} ${foot}v${0.4 * em}`} stroke="var(--ink)" stroke-width="var(--c-axis)" />
            <text x={x(share)} y={foot + 1.6 * em}>
              {Math.round(share * 100)}%
            </text>
          </g>
        ))}
      </g>
      {before && (
        <path
          d={skyline(before, side, pitch, foot, dot)}
          fill="var(--tin-tint)"
          stroke="var(--line-strong)"
          stroke-width={0.09 * em}
          stroke-dasharray={`${0.1 * em} ${0.26 * em}`}
          stroke-linecap="round"
        />
      )}
      {mean !== null && mean !== undefined && spread !== null && spread !== undefined && spread > 0 && (
        <rect
          x={x(mean - spread)}
          y={foot}
          width={Math.max(0, x(mean + spread) - x(mean - spread))}
          height={0.28 * em}
          fill="var(--ink)"
          opacity=".55"
        />
      )}
      {mean !== null && mean !== undefined && (
        <path d={`M${x(mean)} ${0.3 * em}V${foot}`} stroke="var(--ink)" stroke-width={0.15 * em} />
      )}
      {now.shown.map((count, bin) =>
        asBars ? (
          <rect
            key={bin}
            x={side + bin * pitch + 0.06 * pitch}
            y={foot - count * dot}
            width={0.88 * pitch}
            height={count * dot}
            rx={0.1 * pitch}
            fill="var(--tin)"
          />
        ) : (
          Array.from({ length: count }, (_, k) => (
            <Dot
              key={`${bin} ${k}`}
              x={side + (bin + 0.5) * pitch}
              y={foot - (k + 0.5) * dot}
              r={0.46 * dot}
            />
          ))
        ),
      )}
      <path
        d={`M${side} ${foot}H${side + across}`}
        stroke="var(--ink)"
        stroke-width={0.13 * em}
        stroke-linecap="round"
      />
      {now.below > 0 && (
        <Halo
          x={side}
          y={foot - (now.shown[0] ?? 0) * dot - 0.4 * em}
          size={0.85 * em}
          text={`← ${now.below}`}
          bold
        />
      )}
      {now.above > 0 && (
        <Halo
          x={side + across}
          y={foot - (now.shown.at(-1) ?? 0) * dot - 0.4 * em}
          size={0.85 * em}
          text={`${now.above} →`}
          anchor="end"
          bold
        />
      )}
      {mean !== null && mean !== undefined && labels.mean && (
        <Flag x={x(mean)} right={size.width} em={em} text={labels.mean} />
      )}
      {total === 0 && labels.empty && (
        <text
          x={size.width / 2}
          y={foot / 2}
          text-anchor="middle"
          font-size={1.1 * em}
          font-weight="600"
          fill="var(--ink-2)"
        >
          {labels.empty}
        </text>
      )}
    </svg>
  );
}

function Dot({ x, y, r }: { x: number; y: number; r: number }): JSX.Element {
  return (
    <g class="student-dot">
      <circle cx={x} cy={y} r={r} fill="var(--tin)" stroke="var(--surface)" stroke-width={0.1 * r} />
      {r > 6 && (
        <path
          d={`M${x - 0.32 * r} ${y - 0.28 * r}h.01M${x + 0.38 * r} ${y - 0.08 * r}h.01M${x - 0.08 * r} ${y + 0.42 * r}h.01`}
          stroke="var(--on-tin)"
          stroke-width={0.3 * r}
          stroke-linecap="round"
        />
      )}
    </g>
  );
}

function Flag({ x, right, em, text }: { x: number; right: number; em: number; text: string }): JSX.Element {
  const length = (labelWidth(text) + 1.1) * em;
  const leftwards = x + length > right;
  const w = leftwards ? -length : length;
  const notch = leftwards ? 0.45 * em : -0.45 * em;
  return (
    <g>
      <path d={`M${x} ${0.2 * em}h${w}l${notch} ${0.8 * em}l${-notch} ${0.8 * em}H${x}z`} fill="var(--ink)" />
      <text
        x={x + (leftwards ? -0.5 * em : 0.5 * em)}
        y={1.36 * em}
        text-anchor={leftwards ? 'end' : 'start'}
        font-size={em}
        font-weight="700"
        fill="var(--bg)"
      >
        {text}
      </text>
    </g>
  );
}

function skyline(bins: readonly number[], side: number, pitch: number, foot: number, dot: number): string {
  const tops = bins
    .map((count, i) => `L${side + i * pitch} ${foot - count * dot}H${side + (i + 1) * pitch}`)
    .join('');
  return `M${side} ${foot}${tops}V${foot}`;
}
