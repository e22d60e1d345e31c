import type { JSX } from 'preact';
import { decadeLabel, decades, type KlScale, klCeiling, klFloor, klPosition } from './log-scale.ts';

export interface MyCurveProps {
  /** Own KL by round; index n is round n, null is a gap. */
  readonly values: readonly (number | null)[];
  /** The bot's, dashed. */
  readonly bot?: readonly (number | null)[] | undefined;
  readonly rounds: number;
  /** 0.3 to 10⁻⁵ nats unless told. */
  readonly scale?: KlScale | undefined;
  /** The word at the floor. */
  readonly floorLabel: string;
  readonly title: string;
}

const left = 62;
const right = 330;
const top = 12;
const foot = 172;

/** The phone's own chart: one line, one dashed line, in a fixed small picture. */
export function MyCurve({ values, bot, rounds, scale, floorLabel, title }: MyCurveProps): JSX.Element {
  const { ceiling = klCeiling, floor = klFloor } = scale ?? {};
  const first = values[0] === null || values[0] === undefined ? 1 : 0;
  const x = (n: number): number => left + ((n - first) / Math.max(1, rounds - first)) * (right - left);
  const y = (kl: number): number => top + klPosition(kl, ceiling, floor) * (foot - top);
  const path = (all: readonly (number | null)[]): string => {
    let pen = 'M';
    return all
      .map((value, n) => {
        if (value === null || n < first) {
          pen = 'M';
          return '';
        }
        const step = `${pen}${x(n).toFixed(1)} ${y(value).toFixed(1)}`;
        pen = 'L';
        return step;
      })
      .join('');
  };
  const last = values.findLastIndex((value) => value !== null);
  const step = rounds <= 8 ? 1 : rounds <= 15 ? 5 : 10;
  return (
    <svg viewBox="0 0 342 200" width="100%" role="img" aria-label={title}>
      <g font-size="12" font-weight="600" fill="var(--ink-2)" stroke-width="1">
        {decades(ceiling, floor).map((kl) => (
          <g key={kl}>
            <path d={`M${left} ${y(kl)}H${right}`} stroke="var(--line)" />
            <text x={left - 7} y={y(kl) + 4} text-anchor="end">
              {decadeLabel(kl)}
            </text>
          </g>
        ))}
        <path d={`M${left} ${foot}H${right}`} stroke="var(--line-strong)" stroke-width="1.5" />
        <text x={left - 7} y={foot + 4} text-anchor="end">
          {floorLabel}
        </text>
        {Array.from({ length: rounds + 1 }, (_, n) => n)
          .filter((n) => n >= first && (n % step === 0 || n === rounds))
          .map((n) => (
            <text key={n} x={x(n)} y={foot + 18} text-anchor="middle">
              {n}
            </text>
          ))}
      </g>
      <g fill="none" stroke-linejoin="round" stroke-linecap="round">
        {bot && (
          <path
            d={path(bot)}
            stroke="var(--bot)"
            stroke-width="2"
            stroke-dasharray="6 5"
            stroke-linecap="butt"
          />
        )}
        <path d={path(values)} stroke="var(--tin)" stroke-width="3" />
      </g>
      {values.map((value, n) =>
        value === null || n < first ? null : (
          <circle
            key={n}
            cx={x(n)}
            cy={y(value)}
            r={n === last ? 5.5 : 2.8}
            fill="var(--tin)"
            stroke="var(--surface)"
            stroke-width={n === last ? 2 : 0}
          />
        ),
      )}
    </svg>
  );
}
