import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Hatch } from './hatch.tsx';
import { roundTicks } from './log-scale.ts';
import { natTicks } from './nats.ts';
import { labelWidth } from './series.tsx';
import { Sized } from './sized.tsx';
import type { Size } from './use-size.ts';

export interface LadderStep {
  /** 1 = the first draw. */
  readonly round: number;
  /** In nats, at most 0. */
  readonly logEvidence: number;
  /** KL(q‖posterior); null where there was no belief or the other direction counted. */
  readonly gap: number | null;
  /** The other direction, KL(posterior‖q), counted: it is no part of the log evidence. */
  readonly other?: boolean | undefined;
}

export interface ElboLadderProps {
  readonly steps: readonly LadderStep[];
  readonly rounds: number;
  readonly playhead: number;
  readonly xLabel: string;
  /** The mark under a bar without its rung. */
  readonly otherLabel: string;
  readonly title: string;
}

/** Bars hanging from 0 at their true lengths: log evidence, below it the KL, and the ELBO as the rung at the end. */
export function ElboLadder(props: ElboLadderProps): JSX.Element {
  return <Sized>{(size) => <Plot {...props} size={size} />}</Sized>;
}

function Plot({
  steps,
  rounds,
  playhead,
  xLabel,
  otherLabel,
  title,
  size: { em, width, height },
}: ElboLadderProps & { size: Size }): JSX.Element {
  const hatch = useId();
  const deepest = Math.max(1e-3, ...steps.map(({ logEvidence, gap }) => (gap ?? 0) - logEvidence));
  const ticks = natTicks(deepest);
  const left = Math.max(...ticks.map(({ label }) => labelWidth(label) + 0.9)) * em;
  const top = 0.6 * em;
  const foot = height - 3 * em;
  const slot = (width - left - 0.4 * em) / Math.max(1, rounds);
  const bar = Math.min(0.66 * slot, 2.6 * em);
  // The rung hangs below the end of the bar: on it, it would hide a small KL.
  const rung = 0.26 * em;
  const x = (round: number): number => left + (round - 0.5) * slot;
  const y = (value: number): number => top + (-value / deepest) * (foot - top - 0.5 * em);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      <defs>
        <Hatch id={hatch} colour="var(--s2)" em={em} />
      </defs>
      <g font-size={0.92 * em} font-weight="600" fill="var(--ink-2)">
        {ticks.map(({ depth, label }) => (
          <g key={depth}>
            <path
              d={`M${left} ${y(-depth)}H${width}`}
              stroke={depth === 0 ? 'var(--line-strong)' : 'var(--line)'}
              stroke-width={depth === 0 ? 'var(--c-axis)' : 'var(--c-grid)'}
            />
            <text x={left - 0.5 * em} y={y(-depth) + 0.33 * em} text-anchor="end">
              {label}
            </text>
          </g>
        ))}
        {roundTicks(rounds, 1).map((n) => (
          <text key={n} x={x(n)} y={foot + 1.3 * em} text-anchor="middle">
            {n}
          </text>
        ))}
        <text x={left + (width - left) / 2} y={height - 0.35 * em} text-anchor="middle">
          {xLabel}
        </text>
      </g>
      {steps.map(({ round, logEvidence, gap, other }) => {
        const ceiling = y(logEvidence);
        const end = y(logEvidence - (gap ?? 0));
        const side = x(round) - bar / 2;
        return (
          <g key={round} opacity={round > playhead ? 0.3 : 1}>
            <rect
              x={side}
              y={top}
              width={bar}
              height={ceiling - top}
              fill="var(--mute)"
              rx={Math.min(bar / 2, 0.15 * em)}
            />
            {gap === null ? (
              other && (
                <text
                  x={x(round)}
                  y={ceiling + 1.05 * em}
                  font-size={0.9 * em}
                  font-weight="700"
                  fill="var(--ink)"
                  text-anchor="middle"
                >
                  {otherLabel}
                </text>
              )
            ) : (
              <>
                <rect x={side} y={ceiling} width={bar} height={end - ceiling} fill={`url(#${hatch})`} />
                {end - ceiling > 3 && (
                  <rect
                    x={side + 0.75}
                    y={ceiling}
                    width={Math.max(0, bar - 1.5)}
                    height={end - ceiling}
                    fill="none"
                    stroke="var(--s2)"
                    stroke-width="1.5"
                  />
                )}
                <path
                  d={`M${side - 0.1 * bar} ${end + rung / 2}h${1.2 * bar}`}
                  stroke="var(--s1)"
                  stroke-width={rung}
                  stroke-linecap="round"
                />
              </>
            )}
            {round === playhead && (
              <rect
                x={side - 0.35 * em}
                y={top - 0.35 * em}
                width={bar + 0.7 * em}
                height={end - top + (other ? 1.75 : 0.95) * em}
                rx={0.4 * em}
                fill="none"
                stroke="var(--ink)"
                stroke-width="var(--c-axis)"
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}
