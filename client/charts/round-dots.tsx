import type { JSX } from 'preact';

export interface RoundDotsProps {
  /** The running round, from 1; 0 before the first. */
  readonly round: number;
  readonly rounds: number;
  readonly title: string;
  /** Height of one cookie as a CSS length. */
  readonly size?: string | undefined;
}

/** Rounds gone are bitten cookies, the running one is whole, those to come are outlines. */
export function RoundDots({ round, rounds, title, size = '0.8em' }: RoundDotsProps): JSX.Element {
  const pitch = 34;
  return (
    <svg viewBox={`-12 -12 ${pitch * (rounds - 1) + 24} 24`} height={size} role="img" aria-label={title}>
      {Array.from({ length: rounds }, (_, i) => i + 1).map((n) => (
        <g key={n} transform={`translate(${pitch * (n - 1)} 0)`}>
          {n < round ? (
            <path
              d="M10.5 0A10.5 10.5 0 1 1 2-10.3A4 4 0 0 0 6.5-5.5A4.5 4.5 0 0 0 10.5 0Z"
              fill="var(--tin)"
              opacity=".42"
            />
          ) : n === round ? (
            <>
              <circle r="11" fill="var(--tin)" />
              <path
                d="M-3-3h.01M4-1h.01M-1 4.5h.01"
                stroke="var(--on-tin)"
                stroke-width="3.6"
                stroke-linecap="round"
              />
            </>
          ) : (
            <circle r="9.5" fill="none" stroke="var(--line-strong)" stroke-width="1.8" />
          )}
        </g>
      ))}
    </svg>
  );
}
