import type { JSX } from 'preact';
import { bell, polyline } from './bell.ts';

const lid = `${polyline(
  Array.from({ length: 41 }, (_, i) => [9 + i * 0.75, 22 - 14 * bell(9 + i * 0.75, 24, 5.3)] as const),
)}Z`;

export function Logo({ size = '1.55em', title }: { size?: number | string; title?: string }): JSX.Element {
  return (
    <svg viewBox="0 0 48 48" width={size} height={size} role="img" aria-label={title} aria-hidden={!title}>
      <path
        d={lid}
        fill="var(--butter-2)"
        stroke="var(--butter-2)"
        stroke-width="3"
        stroke-linejoin="round"
      />
      <path d="M8 25h32v13a5 5 0 0 1-5 5H13a5 5 0 0 1-5-5z" fill="var(--tin-1)" />
      <circle cx="24" cy="33.5" r="4.8" fill="var(--butter-1)" />
    </svg>
  );
}
