import type { JSX } from 'preact';

export interface TimerRingProps {
  /** What is left of the time, 1 full to 0 over. */
  readonly fraction: number;
  /** The number in the middle; null leaves the ring out of the way for words such as "12 / 30". */
  readonly seconds: number | null;
  readonly label?: string | undefined;
  readonly warn?: boolean | undefined;
  readonly paused?: boolean | undefined;
  readonly title: string;
  readonly size?: number | string | undefined;
}

/** Outside any live region: the seconds are for eyes, the last ones are spoken elsewhere. */
export function TimerRing({
  fraction,
  seconds,
  label,
  warn,
  paused,
  title,
  size = '100%',
}: TimerRingProps): JSX.Element {
  const round = 2 * Math.PI * 44;
  const words = seconds === null ? (label ?? '') : String(seconds);
  return (
    <svg viewBox="0 0 100 100" width={size} height={size} role="timer" aria-label={title}>
      <circle cx="50" cy="50" r="44" fill="var(--surface)" stroke="var(--line)" stroke-width="9" />
      <circle
        cx="50"
        cy="50"
        r="44"
        fill="none"
        stroke={warn ? 'var(--warn)' : paused ? 'var(--ink-3)' : 'var(--tin)'}
        stroke-width={warn ? 11.5 : 9}
        stroke-linecap="round"
        stroke-dasharray={`${(round * Math.min(1, Math.max(0, fraction))).toFixed(1)} ${round.toFixed(1)}`}
        transform="rotate(-90 50 50)"
      />
      {paused ? (
        <path d="M41 34V66M59 34V66" stroke="var(--ink)" stroke-width="8" stroke-linecap="round" />
      ) : (
        <text
          x="50"
          y={words.length > 3 ? 58 : 65}
          text-anchor="middle"
          fill="var(--ink)"
          font-size={words.length > 3 ? Math.min(24, 110 / words.length) : words.length > 2 ? 34 : 43}
          font-weight="800"
          letter-spacing={words.length > 3 ? 0 : -2}
        >
          {words}
        </text>
      )}
    </svg>
  );
}
