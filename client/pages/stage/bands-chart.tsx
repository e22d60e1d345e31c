import type { JSX } from 'preact';
import type { Band } from '../../../shared/room/events.ts';
import { Halo } from '../../charts/halo.tsx';
import { labelWidth } from '../../charts/series.tsx';
import { Sized } from '../../charts/sized.tsx';
import type { Size } from '../../charts/use-size.ts';
import { bandMark, windowAround } from './bets.ts';

export interface BandsChartProps {
  /** The best first. */
  readonly bands: readonly Band[];
  readonly share: number;
  readonly jarLabel: string;
  readonly title: string;
}

/** Everybody's band around the jar's share; the jar's line comes in from the side. */
export function BandsChart(props: BandsChartProps): JSX.Element {
  return <Sized>{(size) => <Plot {...props} size={size} />}</Sized>;
}

const fewestRows = 12;

function Plot({
  bands,
  share,
  jarLabel,
  title,
  size: { em, width, height },
}: BandsChartProps & { size: Size }): JSX.Element {
  const window = windowAround(share);
  const [low, high] = window;
  const side = 1.8 * em;
  const top = 1.8 * em;
  const foot = height - 2.2 * em;
  const across = width - 2 * side;
  const x = (part: number): number => side + part * across;
  const row = (foot - top) / Math.max(fewestRows, bands.length);
  const thick = Math.min(0.7 * row, 0.8 * em);
  const jar = x((share - low) / (high - low));
  const half = (labelWidth(jarLabel) * em) / 2;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      <g font-size={0.95 * em} font-weight="600" fill="var(--ink-2)" text-anchor="middle">
        {percentTicks(low, high).map((percent) => {
          const at = x((percent / 100 - low) / (high - low));
          return (
            <g key={percent}>
              <path d={`M${at} ${top}V${foot}`} stroke="var(--line)" stroke-width="var(--c-grid)" />
              <text x={at} y={foot + 1.4 * em}>
                {percent}%
              </text>
            </g>
          );
        })}
      </g>
      {bands.map((band, i) => {
        const { from, to, beyond, hit } = bandMark(band, share, window);
        const y = top + (i + 0.5) * row;
        const isOutside = from === to && (beyond.left || beyond.right);
        return (
          <g key={`${i} ${band.join()}`}>
            {!isOutside && (
              <rect
                class={hit ? 'band band-hit' : 'band band-miss'}
                x={x(from)}
                y={y - thick / 2}
                width={Math.max(thick / 2, (to - from) * across)}
                height={thick}
                rx={thick / 4}
              />
            )}
            {beyond.left && <Arrow x={x(0)} y={y} size={thick} turn={-1} hit={hit} />}
            {beyond.right && <Arrow x={x(1)} y={y} size={thick} turn={1} hit={hit} />}
          </g>
        );
      })}
      <path
        d={`M${side} ${foot}H${side + across}`}
        stroke="var(--line-strong)"
        stroke-width="var(--c-axis)"
        stroke-linecap="round"
      />
      <g class="jar-sweep" style={{ '--way': `${-jar}px` }}>
        <path d={`M${jar} ${1.3 * em}V${foot}`} stroke="var(--surface)" stroke-width={0.42 * em} />
        <path d={`M${jar} ${1.3 * em}V${foot}`} stroke="var(--ink)" stroke-width={0.16 * em} />
        <Halo
          x={Math.min(Math.max(jar, half), width - half)}
          y={0.95 * em}
          size={em}
          text={jarLabel}
          anchor="middle"
          bold
        />
      </g>
    </svg>
  );
}

/** The band goes on, or lies altogether, beyond this end. */
function Arrow({
  x,
  y,
  size,
  turn,
  hit,
}: {
  x: number;
  y: number;
  size: number;
  turn: 1 | -1;
  hit: boolean;
}): JSX.Element {
  const tip = x + turn * Math.max(size, 6);
  return (
    <path
      class={hit ? 'band band-hit' : 'band band-miss'}
      d={`M${x} ${y - size / 2}L${tip} ${y}L${x} ${y + size / 2}z`}
    />
  );
}

/** Every second whole percent inside. */
function percentTicks(low: number, high: number): readonly number[] {
  const first = Math.ceil((100 * low) / 2 - 1e-9) * 2;
  const count = Math.max(0, Math.floor((100 * high - first) / 2 + 1e-9) + 1);
  return Array.from({ length: count }, (_, i) => first + 2 * i);
}
