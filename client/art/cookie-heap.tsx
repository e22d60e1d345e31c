import type { JSX } from 'preact';
import { bell, pictureNoise } from './bell.ts';
import type { FlavourId } from './flavours.ts';
import { SideCookie } from './side-cookie.tsx';
import { TinShape } from './tin.tsx';

export interface CookieHeapProps {
  /** The words on the tin, and on the flag on top of the heap. */
  readonly label?: string | undefined;
  readonly sublabel?: string | undefined;
  readonly flag?: string | undefined;
  readonly title?: string | undefined;
  readonly size?: number | string | undefined;
}

const noise = pictureNoise(70);
const columns = Array.from({ length: 15 }, (_, column) =>
  Array.from({ length: Math.max(1, Math.round(26.5 * bell(column, 9, 2.8))) }, (_, layer) => ({
    x: 34 + 48 * column + 4 * noise(),
    y: 543.3 - 16.7 * layer,
    flavour: (noise() < 0.7 ? 'choc' : 'van') as FlavourId,
    seed: column * 40 + layer,
  })),
);
const crumbs = Array.from(
  { length: 28 },
  () => [17 + 705 * noise(), 564 + 12 * noise(), 1 + 2 * noise()] as const,
);
const top = columns[9] ?? [];

/** The hero of the landing page: seventy chocolate to thirty vanilla, heaped as a bell curve, beside the sealed tin. */
export function CookieHeap({
  label = '? : ?',
  sublabel,
  flag = '? %',
  title,
  size = '100%',
}: CookieHeapProps): JSX.Element {
  return (
    <svg viewBox="-62 20 822 562" width={size} role="img" aria-label={title} aria-hidden={!title}>
      <ellipse cx="84" cy="560" rx="140" ry="13" fill="#3c240f" opacity=".16" />
      {columns.flat().map((cookie) => (
        <SideCookie key={cookie.seed} {...cookie} width={44} height={15.5} />
      ))}
      <g transform="translate(-62 252) scale(.69)">
        <TinShape label={label} sublabel={sublabel} />
      </g>
      <g transform={`translate(${(top.at(-1)?.x ?? 460) + 22} ${(top.at(-1)?.y ?? 120) - 62})`}>
        <path d="M0 0V62" stroke="var(--ink)" stroke-width="3.5" />
        <path d="M0 0H92l-12 19 12 19H0z" fill="var(--ink)" />
        <text x="16" y="28" font-size="25" font-weight="800" fill="var(--bg)">
          {flag}
        </text>
      </g>
      {crumbs.map(([x, y, r]) => (
        <circle key={x} cx={x.toFixed(1)} cy={y.toFixed(1)} r={r.toFixed(1)} fill="var(--choc)" />
      ))}
    </svg>
  );
}
