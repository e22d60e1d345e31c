import type { JSX } from 'preact';
import { pictureNoise } from './bell.ts';
import type { FlavourId } from './flavours.ts';

export interface SideCookieProps {
  readonly flavour: FlavourId;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly seed: number;
}

/** A cookie seen from its side, for stacks. */
export function SideCookie({ flavour, x, y, width, height, seed }: SideCookieProps): JSX.Element {
  const noise = pictureNoise(seed * 7919 + 11);
  const line = height / 15;
  const marks = Math.max(2, Math.round(width / (height * 0.68)));
  const each = (draw: (at: number, i: number) => JSX.Element): JSX.Element[] =>
    Array.from({ length: marks }, (_, i) => draw(x + (width * (i + 0.6 + 0.3 * noise())) / (marks + 0.5), i));
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={height * (flavour === 'van' ? 0.3 : flavour === 'mat' ? 0.2 : 0.46)}
        fill={`var(--${flavour})`}
        stroke={`var(--${flavour}-edge)`}
        stroke-width={line}
      />
      {flavour === 'van' ? (
        <path
          d={Array.from(
            { length: Math.round(width / (height * 0.72)) * 2 },
            (_, i, all = Math.round(width / (height * 0.72)) * 2) =>
              `M${(x + (width * (i + 1)) / (all + 1)).toFixed(1)} ${(y + height * 0.26).toFixed(1)}v${(height * 0.48).toFixed(1)}`,
          ).join('')}
          stroke="var(--van-dot)"
          stroke-width={line * 0.9}
          stroke-linecap="round"
        />
      ) : (
        <>
          <path
            d={`M${(x + width * 0.12).toFixed(1)} ${(y + height * 0.18).toFixed(1)}h${(width * 0.38).toFixed(1)}`}
            stroke="#fff"
            stroke-opacity=".24"
            stroke-width={line * 1.1}
            stroke-linecap="round"
          />
          {each((at, i) => (
            <ellipse
              key={i}
              cx={at.toFixed(1)}
              cy={(y + height * (0.32 + 0.42 * noise())).toFixed(1)}
              rx={(height * (0.16 + 0.07 * noise())).toFixed(1)}
              ry={(height * 0.16).toFixed(1)}
              fill={flavour === 'choc' ? 'var(--choc-chip)' : `var(--${flavour}-edge)`}
            />
          ))}
        </>
      )}
    </g>
  );
}
