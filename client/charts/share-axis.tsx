import type { JSX } from 'preact';

interface ShareAxisProps {
  readonly ticks: readonly number[];
  readonly x: (share: number) => number | string;
  readonly foot: number;
  readonly height: number;
  readonly em: number;
}

/** The marks and percentages below a picture that stands on an axis of shares. */
export function ShareAxis({ ticks, x, foot, height, em }: ShareAxisProps): JSX.Element {
  return (
    <g font-size={0.92 * em} font-weight="600" fill="var(--ink-2)" text-anchor="middle">
      {ticks.map((share) => (
        <g key={share}>
          <path
            d={`M${x(share)} ${foot}v${0.35 * em}`}
            stroke="var(--line-strong)"
            stroke-width="var(--c-axis)"
          />
          <text x={x(share)} y={height - 0.4 * em}>
            {Math.round(share * 100)}%
          </text>
        </g>
      ))}
    </g>
  );
}
