import type { JSX } from 'preact';
import { Halo } from '../../charts/halo.tsx';
import { Marker } from '../../charts/series.tsx';
import { ShareAxis } from '../../charts/share-axis.tsx';
import { Sized } from '../../charts/sized.tsx';
import type { Size } from '../../charts/use-size.ts';
import { binned, type Dot } from './dots.ts';
import type { CurvePoint } from './posterior-curve.ts';
import { type Span, spanTicks } from './span.ts';
import { BotNames, Curve, CurveName, Line, type Mark, Student } from './spread-marks.tsx';

export interface SpreadPlotProps {
  readonly dots: readonly Dot[];
  readonly marks: readonly Mark[];
  readonly curve: readonly CurvePoint[] | null;
  readonly curveLabel: string;
  readonly span: Span;
  /** The finding for those who cannot see it. */
  readonly title: string;
}

/** One and a quarter points wide; half a point when only ten points are shown. */
const binsOf = ([low, high]: Span): number => (high - low < 0.2 ? 20 : 40);
/** More than this and the stacks become bars, as in the class's own histogram. */
const mostDots = 150;

export function SpreadPlot(props: SpreadPlotProps): JSX.Element {
  return <Sized>{(size) => <Plot {...props} size={size} />}</Sized>;
}

function Plot({
  dots,
  marks,
  curve,
  curveLabel,
  span,
  title,
  size,
}: SpreadPlotProps & { size: Size }): JSX.Element {
  const { em, width, height } = size;
  const [low, high] = span;
  const side = 1.7 * em;
  const across = Math.max(1, width - 2 * side);
  const foot = height - 3.1 * em;
  const x = (share: number): number =>
    side + ((Math.min(high, Math.max(low, share)) - low) / (high - low)) * across;
  const lines = marks.filter(({ kind }) => kind === 'posterior' || kind === 'truth');
  const top = (0.4 + 1.25 * lines.length) * em;
  const bins = binsOf(span);
  const { stacks, below, above } = binned(dots, span, bins);
  const tallest = Math.max(1, ...stacks.map((stack) => stack.length));
  const pitch = across / bins;
  const dot = Math.min(pitch, 1.35 * em, (foot - top) / tallest);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      {curve !== null && curve.length > 1 && (
        <Curve curve={curve} x={x} foot={foot} top={top + 0.5 * em} em={em} />
      )}
      <ShareAxis ticks={spanTicks(span)} x={x} foot={foot} height={height} em={em} />
      {dots.length > mostDots
        ? stacks.map((stack, bin) => (
            <rect
              key={bin}
              x={side + (bin + 0.08) * pitch}
              y={foot - ((foot - top) * stack.length) / tallest}
              width={0.84 * pitch}
              height={((foot - top) * stack.length) / tallest}
              rx={0.1 * pitch}
              fill="var(--line-strong)"
            />
          ))
        : stacks.flatMap((stack, bin) =>
            stack.map((slot, k) => (
              <Student
                key={`${bin} ${k}`}
                slot={slot}
                x={side + (bin + 0.5) * pitch}
                y={foot - (k + 0.5) * dot}
                r={0.46 * dot}
              />
            )),
          )}
      <path
        d={`M${side} ${foot}H${side + across}`}
        stroke="var(--line-strong)"
        stroke-width="var(--c-axis)"
        stroke-linecap="round"
      />
      {lines.map(({ kind, share, label }, i) => (
        <Line
          key={kind}
          kind={kind}
          label={label}
          x={x(share)}
          y={(0.95 + 1.25 * i) * em}
          foot={foot}
          size={size}
        />
      ))}
      {below > 0 && (
        <Halo
          x={side}
          y={foot - (stacks[0]?.length ?? 0) * dot - 0.4 * em}
          size={0.85 * em}
          text={`← ${below}`}
          bold
        />
      )}
      {above > 0 && (
        <Halo
          x={side + across}
          y={foot - (stacks.at(-1)?.length ?? 0) * dot - 0.4 * em}
          size={0.85 * em}
          text={`${above} →`}
          anchor="end"
          bold
        />
      )}
      {marks
        .filter(({ kind }) => kind === 'mean' || kind === 'bot')
        .map(({ kind, share, label }) => (
          <Marker
            key={label}
            kind={kind === 'mean' ? 'mean' : 'bot'}
            x={x(share)}
            y={foot + 0.95 * em}
            r={0.42 * em}
          />
        ))}
      {dots.length === 0 && <BotNames marks={marks} x={x} foot={foot} top={top} size={size} />}
      {curve !== null && curve.length > 1 && (
        <CurveName curve={curve} label={curveLabel} x={x} foot={foot} top={top} size={size} />
      )}
    </svg>
  );
}
