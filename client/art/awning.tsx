import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { bell, polyline } from './bell.ts';

const scallop = `${polyline(
  [0, ...Array.from({ length: 25 }, (_, i) => i * 3), 72].map((x, i, all) =>
    i === 0 || i === all.length - 1 ? ([x, 0] as const) : ([x, 62 + 46 * bell(x, 36, 13.8)] as const),
  ),
)}Z`;

export interface AwningProps {
  /** Stripes across the width: an even number keeps both edges alike. */
  readonly stripes?: number | undefined;
  readonly height?: number | string | undefined;
}

export function Awning({ stripes = 20, height }: AwningProps): JSX.Element {
  const id = useId();
  return (
    <svg
      class="awning"
      viewBox={`0 0 ${72 * stripes} 112`}
      {...(height === undefined ? {} : { height })}
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
    >
      <defs>
        <path id={id} d={scallop} />
      </defs>
      {Array.from({ length: stripes }, (_, i) => (
        <use key={i} href={`#${id}`} x={72 * i} fill={i % 2 === 0 ? 'var(--tin-1)' : 'var(--butter-1)'} />
      ))}
    </svg>
  );
}
