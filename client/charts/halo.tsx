import type { JSX } from 'preact';

/** Words with a rim of the ground colour, readable over lines. */
export function Halo({
  x,
  y,
  size,
  text,
  bold,
  anchor,
}: {
  x: number;
  y: number;
  size: number;
  text: string;
  bold?: boolean | undefined;
  anchor?: 'start' | 'middle' | 'end' | undefined;
}): JSX.Element {
  return (
    <text
      x={x}
      y={y}
      font-size={size}
      font-weight={bold ? 700 : 600}
      fill="var(--ink)"
      stroke="var(--surface)"
      stroke-width={0.3 * size}
      stroke-linejoin="round"
      paint-order="stroke"
      text-anchor={anchor ?? 'start'}
    >
      {text}
    </text>
  );
}
