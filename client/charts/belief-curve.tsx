import type { JSX } from 'preact';
import { type BetaShape, betaShape, dampedHeight } from './beta-shape.ts';
import { Halo } from './halo.tsx';
import { labelWidth } from './series.tsx';
import { ShareAxis } from './share-axis.tsx';
import { Sized } from './sized.tsx';
import type { Size } from './use-size.ts';

export interface BeliefLine {
  readonly kind: 'q' | 'posterior';
  /** Beta(a, b): of more than two flavours the marginal of one. */
  readonly a: number;
  readonly b: number;
  /** Of a student who is followed; blue unless told. */
  readonly colour?: string | undefined;
}

export interface BeliefCurveProps {
  readonly curves: readonly BeliefLine[];
  readonly truth?: { readonly share: number; readonly label: string } | undefined;
  /** The part of the axis shown, as shares. */
  readonly window: readonly [low: number, high: number];
  readonly labels: { readonly q: string; readonly posterior: string };
  readonly title: string;
}

/** A belief against the exact posterior, both on the axis every picture shares. */
export function BeliefCurve(props: BeliefCurveProps): JSX.Element {
  return <Sized>{(size) => <Plot {...props} size={size} />}</Sized>;
}

interface Drawn extends BeliefLine {
  readonly shape: BetaShape;
  readonly stroke: string;
  readonly fill: string;
}

function Plot({
  curves,
  truth,
  window: [low, high],
  labels,
  title,
  size,
}: BeliefCurveProps & { size: Size }): JSX.Element {
  const { em, width, height } = size;
  const side = 1.7 * em;
  const across = Math.max(1, width - 2 * side);
  const foot = height - 2 * em;
  const top = (truth === undefined ? 0.6 : 1.8) * em;
  const x = (share: number): number =>
    side + ((Math.min(high, Math.max(low, share)) - low) / (high - low)) * across;
  const drawn: readonly Drawn[] = [...curves]
    .sort((one, other) => (one.kind === other.kind ? 0 : one.kind === 'posterior' ? -1 : 1))
    .map((line) => ({
      ...line,
      shape: betaShape(line.a, line.b, [low, high]),
      stroke: line.kind === 'q' ? (line.colour ?? 'var(--tin)') : 'var(--s5)',
      fill: line.kind === 'q' ? (line.colour ?? 'var(--tin)') : 'var(--butter-2)',
    }));
  const y = ({ peak }: BetaShape, height: number): number =>
    foot - height * dampedHeight(peak) * (foot - top);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      {drawn.map(({ shape, fill, kind }) => (
        <path
          key={kind}
          d={`M${x(low)} ${foot}L${path(shape, x, y)}L${x(high)} ${foot}Z`}
          fill={fill}
          opacity={kind === 'q' ? 0.15 : 0.42}
        />
      ))}
      <ShareAxis ticks={ticksOf(low, high)} x={x} foot={foot} height={height} em={em} />
      <path
        d={`M${side} ${foot}H${side + across}`}
        stroke="var(--line-strong)"
        stroke-width="var(--c-axis)"
        stroke-linecap="round"
      />
      {truth !== undefined && (
        <path
          d={`M${x(truth.share)} ${1.4 * em}V${foot}`}
          stroke="var(--ink)"
          stroke-width={0.15 * em}
          stroke-linecap="round"
          stroke-dasharray={`${0.05 * em} ${0.34 * em}`}
        />
      )}
      {drawn.map(({ shape, stroke, kind }) => (
        <path
          key={kind}
          d={`M${path(shape, x, y)}`}
          fill="none"
          stroke={stroke}
          stroke-width={(kind === 'q' ? 0.19 : 0.15) * em}
          stroke-linejoin="round"
        />
      ))}
      {truth !== undefined && (
        <Halo
          x={within(x(truth.share), (labelWidth(truth.label) * 0.9 * em) / 2, width)}
          y={0.95 * em}
          size={0.9 * em}
          text={truth.label}
          anchor="middle"
        />
      )}
      <Names drawn={drawn} labels={labels} window={[low, high]} x={x} y={y} size={size} />
    </svg>
  );
}

/** The curve further left has its name on its left flank, the other on its right; a flat one above its line. */
function Names({
  drawn,
  labels,
  window: [low, high],
  x,
  y,
  size: { em, width },
}: {
  drawn: readonly Drawn[];
  labels: BeliefCurveProps['labels'];
  window: BeliefCurveProps['window'];
  x: (share: number) => number;
  y: (shape: BetaShape, height: number) => number;
  size: Size;
}): JSX.Element {
  const centre = ({ a, b }: Drawn): number => a / (a + b);
  const sorted = [...drawn].sort((one, other) => centre(one) - centre(other) || (one.kind === 'q' ? -1 : 1));
  let above: { readonly from: number; readonly to: number; readonly y: number } | null = null;
  const names = sorted.map((one, i) => {
    const { shape, kind } = one;
    const top = Math.max(...shape.points.map(({ height }) => height));
    const half = shape.points.filter(({ height }) => height >= 0.55 * top);
    const ends = [half.at(0)?.share ?? low, half.at(-1)?.share ?? high] as const;
    const leftwards = i === 0 && sorted.length > 1;
    const flank = x(leftwards ? ends[0] : ends[1]);
    const needs = labelWidth(labels[kind]) * 0.95 * em;
    const start = leftwards ? flank - 0.7 * em - needs : flank + 0.7 * em;
    const from = Math.min(Math.max(0.2 * em, start), width - needs - 0.2 * em);
    const flat = ends[1] - ends[0] > 0.9 * (high - low);
    let at = flat ? y(shape, top) - 0.5 * em : y(shape, 0.55 * top);
    // Two beliefs that are nearly one would write over each other.
    if (above !== null && from < above.to && from + needs > above.from && Math.abs(at - above.y) < 1.25 * em)
      at = above.y + 1.3 * em;
    above = { from, to: from + needs, y: at };
    return { kind, from, at };
  });
  return (
    <>
      {names.map(({ kind, from, at }) => (
        <Halo key={kind} x={from} y={at} size={0.95 * em} text={labels[kind]} bold />
      ))}
    </>
  );
}

function path(
  shape: BetaShape,
  x: (share: number) => number,
  y: (shape: BetaShape, height: number) => number,
): string {
  return shape.points
    .map(({ share, height }) => `${x(share).toFixed(1)} ${y(shape, height).toFixed(1)}`)
    .join('L');
}

function within(at: number, half: number, width: number): number {
  return Math.min(Math.max(at, half), width - half);
}

function ticksOf(low: number, high: number): readonly number[] {
  const step = high - low > 0.55 ? 0.25 : high - low > 0.25 ? 0.1 : high - low > 0.12 ? 0.05 : 0.02;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}
