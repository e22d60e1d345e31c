import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { pictureNoise } from '../art/bell.ts';
import { CookieShape } from '../art/cookie.tsx';
import type { FlavourId } from '../art/flavours.ts';
import { trayGrid } from './tray-grid.ts';
import { useSize } from './use-size.ts';

export interface TrayProps {
  /** One digit per cookie in the order drawn: the place of its flavour in `flavours`. */
  readonly order: string;
  /** How many have landed; the rest are dashed places. */
  readonly shown: number;
  readonly flavours: readonly FlavourId[];
  readonly title: string;
}

const turns = ((): readonly number[] => {
  const noise = pictureNoise(17);
  return Array.from({ length: 512 }, () => Math.round(40 * (noise() - 0.5)));
})();

/** The tray is the sample: every cookie drawn lies on it, in order. Past 600 the tray would be dust, so it shows the last 600. */
export function Tray({ order, shown, flavours, title }: TrayProps): JSX.Element {
  const [box, size] = useSize<HTMLDivElement>();
  const id = useId();
  const most = 600;
  const hidden = Math.max(0, Math.min(shown, order.length) - most);
  const cells = Math.min(order.length, most);
  const landed = Math.max(0, Math.min(shown, order.length) - hidden);
  if (size === null || size.width === 0 || size.height === 0) return <div class="chart" ref={box} />;
  const pad = 0.6 * size.em;
  const innerWidth = size.width - 2 * pad;
  const innerHeight = size.height - 2 * pad - 0.25 * size.em;
  const { columns, rows } = trayGrid(cells, innerWidth / innerHeight);
  const cell = Math.min(innerWidth / columns, innerHeight / rows, 7 * size.em);
  const left = (size.width - cell * columns) / 2;
  const top = (size.height - 0.25 * size.em - cell * rows) / 2;
  const radius = Math.min(1.2 * size.em, 0.12 * size.height);
  return (
    <div class="chart" ref={box}>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={title}>
        <defs>
          {flavours.map((flavour, i) => (
            <g id={`${id}${i}`} key={flavour}>
              <CookieShape flavour={flavour} />
            </g>
          ))}
        </defs>
        <rect
          y={0.25 * size.em}
          width={size.width}
          height={size.height - 0.25 * size.em}
          rx={radius}
          fill="var(--line-strong)"
          opacity=".45"
        />
        <rect
          x="1"
          y="1"
          width={size.width - 2}
          height={size.height - 0.25 * size.em - 1}
          rx={radius}
          fill="var(--surface)"
          stroke="var(--line)"
          stroke-width={Math.max(1, 0.07 * size.em)}
        />
        {Array.from({ length: cells }, (_, i) => {
          const x = left + ((i % columns) + 0.5) * cell;
          const y = top + (Math.floor(i / columns) + 0.5) * cell;
          const place = `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
          if (i >= landed) {
            return (
              <circle
                key={i}
                transform={place}
                r={0.36 * cell}
                fill="none"
                stroke="var(--line-strong)"
                stroke-width={Math.max(1, 0.03 * cell)}
                stroke-dasharray={`${0.12 * cell} ${0.1 * cell}`}
                opacity=".7"
              />
            );
          }
          return (
            <g
              key={`c${i}`}
              transform={`${place} rotate(${turns[i % 512] ?? 0}) scale(${(cell / 27).toFixed(3)})`}
            >
              <use
                class={i >= landed - 12 ? 'tray-cookie drop-in' : 'tray-cookie'}
                href={`#${id}${order[hidden + i] ?? 0}`}
              />
            </g>
          );
        })}
      </svg>
    </div>
  );
}
