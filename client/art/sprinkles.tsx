import type { JSX } from 'preact';
import { pictureNoise } from './bell.ts';

const noise = pictureNoise(48);
const pieces = Array.from({ length: 44 }, () => ({
  x: noise() * 1890,
  y: noise() * 280,
  turn: Math.round(noise() * 180),
  colour: 1 + Math.floor(noise() * 5),
  fade: 0.5 + 0.5 * noise(),
}));

/** Sugar sprinkles across the top of the reveal; decoration only. */
export function Sprinkles(): JSX.Element {
  return (
    <svg
      class="sprinkles"
      viewBox="0 0 1920 300"
      width="100%"
      preserveAspectRatio="xMidYMin slice"
      aria-hidden="true"
    >
      {pieces.map(({ x, y, turn, colour, fade }) => (
        <rect
          key={x}
          x={x.toFixed(1)}
          y={y.toFixed(1)}
          width="26"
          height="8"
          rx="4"
          transform={`rotate(${turn} ${x.toFixed(1)} ${y.toFixed(1)})`}
          fill={`var(--s${colour})`}
          opacity={fade.toFixed(2)}
        />
      ))}
    </svg>
  );
}
