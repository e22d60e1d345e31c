import type { JSX } from 'preact';
import { bell, polyline } from '../../../art/bell.ts';

export interface PreviewCurveProps {
  /** Posterior standard deviations as shares, the widest first. */
  readonly spreads: readonly number[];
  readonly label: string;
  readonly middle: string;
}

const reach = 0.2;

/** The posterior around the truth, narrower with every round; it says nothing about where the truth lies. */
export function PreviewCurve({ spreads, label, middle }: PreviewCurveProps): JSX.Element {
  const tallest = Math.min(...spreads);
  return (
    <svg class="preview-curve" viewBox="0 0 372 150" role="img" aria-label={label}>
      {spreads.map((spread, i) => {
        const height = 108 * (tallest / spread) ** 0.55;
        const points = Array.from({ length: 93 }, (_, step) => {
          const offset = ((step - 46) / 46) * reach;
          return [186 + (offset / reach) * 170, 122 - height * bell(offset, 0, spread)] as const;
        });
        const last = i === spreads.length - 1;
        return (
          <path
            key={spread}
            d={polyline(points)}
            fill="none"
            stroke="var(--tin)"
            stroke-width={last ? 3.5 : 2}
            stroke-linejoin="round"
            opacity={last ? 1 : 0.3 + (0.4 * i) / spreads.length}
          />
        );
      })}
      <path d="M12 122.5H360" stroke="var(--line-strong)" stroke-width="1.5" />
      <g font-size="13.5" font-weight="600" fill="var(--ink-2)" text-anchor="middle">
        <text x="26" y="142">
          −20
        </text>
        <text x="101" y="142">
          −10
        </text>
        <text x="186" y="142">
          {middle}
        </text>
        <text x="271" y="142">
          +10
        </text>
        <text x="346" y="142">
          +20
        </text>
      </g>
    </svg>
  );
}
