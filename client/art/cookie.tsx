import type { JSX } from 'preact';
import { blob, type Point } from './bell.ts';
import type { FlavourId } from './flavours.ts';

const ring = (corners: number, radius: (angle: number) => number): readonly Point[] =>
  Array.from({ length: corners }, (_, i) => {
    const angle = (i / corners) * 2 * Math.PI;
    return [radius(angle) * Math.cos(angle), radius(angle) * Math.sin(angle)];
  });

const scallops = (dx: number, dy: number): string => `a1.84 1.84 0 0 1 ${dx} ${dy}`.repeat(5);

const outline: Readonly<Record<FlavourId, string>> = {
  choc: blob(ring(28, (a) => 10.75 + 0.26 * Math.sin(3 * a + 0.6) + 0.3 * Math.sin(7 * a + 1))),
  van: `M-8.5-8.5${scallops(3.4, 0)}${scallops(0, 3.4)}${scallops(-3.4, 0)}${scallops(0, -3.4)}Z`,
  str: blob(ring(40, (a) => 9.35 + 1.85 * Math.sin(5 * a))),
  mat: 'M9.87 3.88Q9.87 5.7 8.29 6.61L1.58 10.49Q0 11.4-1.58 10.49L-8.29 6.61Q-9.87 5.7-9.87 3.88V-3.88Q-9.87-5.7-8.29-6.61L-1.58-10.49Q0-11.4 1.58-10.49L8.29-6.61Q9.87-5.7 9.87-3.88Z',
  ses: 'M-2.25-6.9Q0-10.8 2.25-6.9L9.01 4.8Q11.26 8.7 6.75 8.7H-6.75Q-11.26 8.7-9.01 4.8Z',
};

const chips: readonly (readonly [number, number, number])[] = [
  [-4.2, -4.6, 2.1],
  [3.6, -5.2, 1.7],
  [0.4, 0.6, 2.2],
  [-6.4, 2.6, 1.5],
  [6, 2.4, 1.9],
  [-1.6, 6.6, 1.8],
  [7.4, -2.2, 1.1],
  [3, 7.4, 1.1],
];
const seeds: readonly (readonly [number, number, number])[] = [
  [0, -3, 20],
  [-3.5, 2.6, -30],
  [3.6, 3, 40],
  [0, 6.2, 90],
  [-0.2, 1.2, 0],
];
const holes = [-3.6, 0, 3.6];

function topping(flavour: FlavourId): JSX.Element {
  switch (flavour) {
    case 'choc':
      return (
        <>
          {chips.map(([x, y, r]) => (
            <circle key={x} cx={x} cy={y} r={r} fill="var(--choc-chip)" />
          ))}
          <path
            d="M-7.6-4.4A9 9 0 0 1-2.2-8.6"
            fill="none"
            stroke="#fff"
            stroke-opacity=".28"
            stroke-width="1.2"
            stroke-linecap="round"
          />
        </>
      );
    case 'van':
      return (
        <>
          <rect
            x="-6.6"
            y="-6.6"
            width="13.2"
            height="13.2"
            rx="1.6"
            fill="none"
            stroke="var(--van-dot)"
            stroke-width=".8"
            opacity=".7"
          />
          {holes.flatMap((x) =>
            holes.map((y) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1.1" fill="var(--van-dot)" />),
          )}
        </>
      );
    case 'str':
      return (
        <>
          <circle r="4" fill="var(--str-edge)" />
          <circle cx="-1.2" cy="-1.3" r="1" fill="#fff" fill-opacity=".6" />
        </>
      );
    case 'mat':
      return (
        <path
          d="M-6.5 2.5L2.5-6.5M-5.5 6L6-5.5M-2 6.8L6.8-2"
          stroke="var(--mat-edge)"
          stroke-width="1.3"
          stroke-linecap="round"
        />
      );
    case 'ses':
      return (
        <>
          {seeds.map(([x, y, turn]) => (
            <ellipse
              key={turn}
              cx={x}
              cy={y}
              rx="1.5"
              ry=".75"
              transform={`rotate(${turn} ${x} ${y})`}
              fill="var(--ses-edge)"
            />
          ))}
        </>
      );
  }
}

/** The drawing alone, inside another picture; its box is −12…12 both ways. */
export function CookieShape({
  flavour,
  mono,
}: {
  flavour: FlavourId;
  mono?: boolean | undefined;
}): JSX.Element {
  if (mono) return <path d={outline[flavour]} fill="none" stroke="currentColor" stroke-width="1.6" />;
  return (
    <g>
      <path
        d={outline[flavour]}
        fill={`var(--${flavour})`}
        stroke={`var(--${flavour}-edge)`}
        stroke-width="1.3"
        stroke-linejoin="round"
      />
      {topping(flavour)}
    </g>
  );
}

export interface CookieProps {
  readonly flavour: FlavourId;
  /** CSS length or pixels; a cookie is 1.1 em high among words unless told. */
  readonly size?: number | string | undefined;
  /** Words for those who cannot see it; without them it is decoration. */
  readonly title?: string | undefined;
  readonly mono?: boolean | undefined;
  readonly class?: string | undefined;
}

export function Cookie({ flavour, size = '1.1em', title, mono, class: className }: CookieProps): JSX.Element {
  return (
    <svg
      class={className}
      viewBox="-12 -12 24 24"
      width={size}
      height={size}
      role="img"
      aria-label={title}
      aria-hidden={!title}
    >
      <CookieShape flavour={flavour} mono={mono} />
    </svg>
  );
}
