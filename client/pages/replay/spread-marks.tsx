import type { JSX } from 'preact';
import { Halo } from '../../charts/halo.tsx';
import { dodge } from '../../charts/label-dodge.ts';
import { labelWidth, Marker } from '../../charts/series.tsx';
import type { Size } from '../../charts/use-size.ts';
import { type CurvePoint, peakOf } from './posterior-curve.ts';

export interface Mark {
  readonly kind: 'posterior' | 'truth' | 'mean' | 'bot';
  readonly share: number;
  readonly label: string;
}

interface Frame {
  readonly x: (share: number) => number;
  readonly foot: number;
  readonly top: number;
}

/** Heights are damped, so that a sharp belief does not dwarf a wide one: only the shape is meant to be read. */
function heightOf(curve: readonly CurvePoint[], foot: number, top: number): (density: number) => number {
  const peak = peakOf(curve);
  const damped = 0.22 + 0.78 * Math.min(1, Math.log1p(peak) / Math.log1p(40));
  return (density) => foot - (density / Math.max(peak, 1e-9)) * damped * (foot - top);
}

export function Curve({
  curve,
  x,
  foot,
  top,
  em,
}: Frame & { curve: readonly CurvePoint[]; em: number }): JSX.Element {
  const y = heightOf(curve, foot, top);
  const line = curve.map(({ share, density }) => `${x(share).toFixed(1)} ${y(density).toFixed(1)}`).join('L');
  return (
    <g>
      <path
        d={`M${x(curve[0]?.share ?? 0)} ${foot}L${line}L${x(curve.at(-1)?.share ?? 1)} ${foot}Z`}
        fill="var(--butter-2)"
        opacity=".42"
      />
      <path d={`M${line}`} fill="none" stroke="var(--s5)" stroke-width={0.14 * em} stroke-linejoin="round" />
    </g>
  );
}

/** The name stands beside the flank that has more room. */
export function CurveName({
  curve,
  label,
  x,
  foot,
  top,
  size: { em, width },
}: Frame & { curve: readonly CurvePoint[]; label: string; size: Size }): JSX.Element {
  const peak = peakOf(curve);
  const y = heightOf(curve, foot, top);
  const at = curve.findIndex(({ density }) => density >= peak / 2);
  const until = curve.findLastIndex(({ density }) => density >= peak / 2);
  const left = x(curve[at]?.share ?? 0);
  const right = x(curve[until]?.share ?? 1);
  const needs = (labelWidth(label) + 1) * em;
  const flat = peak < 1.5;
  const onRight = width - right >= needs || width - right >= left;
  return (
    <Halo
      x={
        flat
          ? x(0) + 0.6 * em
          : onRight
            ? Math.min(right + 0.6 * em, width - needs)
            : Math.max(left - 0.6 * em, needs)
      }
      y={flat ? y(peak) - 0.5 * em : y(peak / 2) + 0.3 * em}
      size={0.9 * em}
      text={label}
      anchor={flat || onRight ? 'start' : 'end'}
      bold
    />
  );
}

export function Line({
  kind,
  label,
  x,
  y,
  foot,
  size: { em, width },
}: {
  kind: Mark['kind'];
  label: string;
  x: number;
  y: number;
  foot: number;
  size: Size;
}): JSX.Element {
  const needs = (labelWidth(label) + 0.6) * 0.9 * em;
  const leftwards = x + needs > width && x >= needs;
  // Where neither side has room the words stand across the line.
  const start = Math.min(x + 0.45 * em, Math.max(0, width - needs));
  const dash = kind === 'truth' ? { 'stroke-dasharray': `${0.05 * em} ${0.34 * em}` } : {};
  return (
    <g>
      <path
        d={`M${x} ${y - 0.5 * em}V${foot}`}
        stroke={kind === 'truth' ? 'var(--ink)' : 'var(--s5)'}
        stroke-width={(kind === 'truth' ? 0.17 : 0.14) * em}
        stroke-linecap="round"
        {...dash}
      />
      <Halo
        x={leftwards ? x - 0.45 * em : start}
        y={y}
        size={0.9 * em}
        text={label}
        anchor={leftwards ? 'end' : 'start'}
        bold
      />
    </g>
  );
}

/** Without a class the bots are the picture, so each gets its name and number. */
export function BotNames({
  marks,
  x,
  foot,
  size: { em, width },
}: Frame & { marks: readonly Mark[]; size: Size }): JSX.Element {
  const bots = marks.filter(({ kind }) => kind === 'bot');
  const rows = dodge(
    bots.map(() => foot - 1.4 * em),
    1.3 * em,
    0,
    foot - 0.6 * em,
  );
  return (
    <>
      {bots.map(({ share, label }, i) => {
        const leftwards = x(share) > width / 2;
        const y = rows[i] ?? foot;
        return (
          <g key={label}>
            <path d={`M${x(share)} ${foot + 0.4 * em}V${y}`} stroke="var(--bot)" stroke-width={0.1 * em} />
            <Halo
              x={x(share) + (leftwards ? -0.35 : 0.35) * em}
              y={y + 0.1 * em}
              size={0.9 * em}
              text={label}
              anchor={leftwards ? 'end' : 'start'}
              bold
            />
          </g>
        );
      })}
    </>
  );
}

export function Student({
  slot,
  x,
  y,
  r,
}: {
  slot: number | null;
  x: number;
  y: number;
  r: number;
}): JSX.Element {
  if (slot !== null) return <Marker kind="top" rank={slot} x={x} y={y} r={Math.max(4.6, r)} />;
  return (
    <circle cx={x} cy={y} r={r} fill="var(--line-strong)" stroke="var(--surface)" stroke-width={0.2 * r} />
  );
}
