import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { bell, type Point, polyline } from './bell.ts';

/* The tin is a cylinder 340 wide: the angle runs round its visible half, so the icing narrows towards the sides. */
const steps = Array.from({ length: 61 }, (_, i) => i * 3);
const radians = (degrees: number): number => (degrees / 180) * Math.PI;
const at = (degrees: number, height: number): Point => [
  210 - 170 * Math.cos(radians(degrees)),
  height + 34 * Math.sin(radians(degrees)),
];
const peaks = [-18, 18, 54, 90, 126, 162, 198];
const icing = (height: number, spread: number): string =>
  `${polyline(
    steps.map((d) => {
      const [x, y] = at(d, 408);
      return [x, y - height * peaks.reduce((sum, peak) => sum + bell(d, peak, spread), 0)] as const;
    }),
  )}L380 408A170 34 0 0 1 40 408Z`;
const arc = (y: number): string => `M40 ${y}A170 34 0 0 0 380 ${y}`;
const body = 'M40 124V426A170 34 0 0 0 380 426V124A170 34 0 0 1 40 124Z';
const icingHigh = icing(100, 9.4);
const icingLow = icing(68, 10);
const paper = (a: number, b: number): string =>
  `${polyline(
    Array.from({ length: 48 }, (_, i) => {
      const angle = radians(i * 7.5);
      const soft = (v: number): number => Math.sign(v) * Math.abs(v) ** 0.45;
      return [210 + a * soft(Math.cos(angle)), 245 + b * soft(Math.sin(angle))] as const;
    }),
  )}Z`;
const paperEdge = paper(104, 73);
const paperLine = paper(98.6, 66);

export interface TinProps {
  /** Lifts the lid and shows the dark inside. */
  readonly open?: boolean | undefined;
  /** Words on the paper label; a question mark unless told. Two lines are possible: large, then small. */
  readonly label?: string | undefined;
  readonly sublabel?: string | undefined;
  /** Leaves the lid away, for a picture that draws its own. */
  readonly lidless?: boolean | undefined;
  /** Adds the wax seal. */
  readonly sealed?: boolean | undefined;
  readonly size?: number | string | undefined;
  readonly title?: string | undefined;
  readonly class?: string | undefined;
}

/** The drawing alone, inside another picture; its box is 10 30 400 440. */
export function TinShape({ open, lidless, label = '?', sublabel, sealed }: TinProps): JSX.Element {
  const id = useId();
  const shade = `url(#${id}s)`;
  const long = label.length > 1;
  return (
    <g>
      <defs>
        <linearGradient id={`${id}s`} x1="0" x2="1">
          <stop offset="0" stop-color="#030a2c" stop-opacity=".62" />
          <stop offset=".1" stop-color="#030a2c" stop-opacity=".22" />
          <stop offset=".24" stop-color="#fff" stop-opacity=".26" />
          <stop offset=".31" stop-color="#fff" stop-opacity=".3" />
          <stop offset=".42" stop-color="#fff" stop-opacity="0" />
          <stop offset=".74" stop-color="#030a2c" stop-opacity=".06" />
          <stop offset=".93" stop-color="#030a2c" stop-opacity=".42" />
          <stop offset="1" stop-color="#030a2c" stop-opacity=".6" />
        </linearGradient>
        <linearGradient id={`${id}i`} x2="0" y2="1">
          <stop offset="0" stop-color="#050d33" />
          <stop offset="1" stop-color="#13296f" />
        </linearGradient>
        <radialGradient id={`${id}l`} cx=".38" cy=".3" r=".9">
          <stop offset="0" stop-color="#5d87ee" />
          <stop offset=".55" stop-color="#2a54c6" />
          <stop offset="1" stop-color="#17358f" />
        </radialGradient>
      </defs>
      {(open || lidless) && (
        <ellipse
          cx="210"
          cy="124"
          rx="170"
          ry="34"
          fill={`url(#${id}i)`}
          stroke="var(--tin-rim)"
          stroke-width="2.5"
        />
      )}
      <path d={body} fill="var(--tin-1)" />
      <path d={icingHigh} fill="var(--butter-2)" />
      <path d={icingLow} fill="var(--butter-3)" fill-opacity=".55" />
      <path d="M40 408A170 34 0 0 0 380 408V426A170 34 0 0 1 40 426Z" fill="var(--tin-0)" />
      <g fill="none" stroke="var(--butter-2)">
        <path d={arc(408)} stroke-width="3" />
        <path d={arc(140)} stroke-width="2.5" />
        <path d={arc(148)} stroke-width="1.2" stroke-opacity=".8" />
      </g>
      <path d={body} fill={shade} stroke="var(--tin-rim)" stroke-width="2.5" />
      <path d={paperEdge} fill="var(--milk)" />
      <path d={paperLine} fill="none" stroke="var(--butter-3)" stroke-width="2" />
      <g text-anchor="middle" fill="#26170e" font-family="var(--font-sign)">
        <text x="210" y={sublabel ? 250 : long ? 259 : 285} font-size={long ? 44 : sublabel ? 64 : 112}>
          {label}
        </text>
      </g>
      {sublabel && (
        <text x="210" y="293" text-anchor="middle" font-size="27" font-weight="700" fill="#5e4939">
          {sublabel}
        </text>
      )}
      {!lidless && (
        <g class="tin-lid" {...(open ? { transform: 'translate(46 -74) rotate(9 210 96)' } : {})}>
          <path d="M32 84V122A178 36 0 0 0 388 122V84Z" fill="var(--tin-1)" />
          <path d="M32 84V122A178 36 0 0 0 388 122V84Z" fill={shade} />
          <path d="M32 110A178 36 0 0 0 388 110" fill="none" stroke="var(--butter-2)" stroke-width="3" />
          <ellipse
            cx="210"
            cy="84"
            rx="178"
            ry="36"
            fill={`url(#${id}l)`}
            stroke="var(--tin-rim)"
            stroke-width="2"
          />
          <ellipse
            cx="210"
            cy="84"
            rx="146"
            ry="28"
            fill="none"
            stroke="var(--butter-2)"
            stroke-width="2.5"
          />
          <ellipse
            cx="210"
            cy="82"
            rx="132"
            ry="24"
            fill="none"
            stroke="#fff"
            stroke-opacity=".25"
            stroke-width="2"
          />
        </g>
      )}
      {sealed && (
        <g transform="translate(320 322)">
          <circle r="34" fill="#a51f2d" />
          <circle r="34" fill="none" stroke="#7d1320" stroke-width="4" stroke-dasharray="9 5" />
          <circle r="24" fill="none" stroke="#d9606b" stroke-width="2.5" />
          <path
            d="M-14 10C-7 10-6-13 0-13S7 10 14 10"
            fill="none"
            stroke="#ffd9dc"
            stroke-width="4"
            stroke-linecap="round"
          />
        </g>
      )}
    </g>
  );
}

export function Tin({ size = '100%', title, class: className, ...shape }: TinProps): JSX.Element {
  return (
    <svg
      class={className}
      viewBox={shape.open ? '10 -50 470 520' : '10 40 400 430'}
      width={size}
      role="img"
      aria-label={title}
      aria-hidden={!title}
    >
      <TinShape {...shape} />
    </svg>
  );
}
