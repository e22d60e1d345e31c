import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { pictureNoise } from './bell.ts';
import { CookieShape } from './cookie.tsx';
import { type FlavourId, flavourIds } from './flavours.ts';
import { TinShape } from './tin.tsx';

export interface OpenTinProps {
  /** Shares of the flavours, which the heap in the tin shows. */
  readonly mix: readonly { readonly flavour: FlavourId; readonly share: number }[];
  readonly label?: string | undefined;
  readonly sublabel?: string | undefined;
  readonly rays?: boolean | undefined;
  readonly title?: string | undefined;
  readonly size?: number | string | undefined;
}

const heap = ((): readonly (readonly [x: number, y: number, turn: number])[] => {
  const noise = pictureNoise(1303);
  return [5, 4, 3, 2, 1, 0].flatMap((row) => {
    const half = 158 - row * row * 4.2 - row * 6;
    const count = Math.max(3, Math.round(half / 15));
    return Array.from({ length: count }, (_, i) => {
      const across = count === 1 ? 0 : (2 * i) / (count - 1) - 1;
      return [
        210 + across * half + 6 * (noise() - 0.5),
        132 -
          row * 21 -
          18 * (1 - across * across) +
          22 * Math.sqrt(1 - across * across) * (row === 0 ? 1 : 0.2),
        Math.round(80 * (noise() - 0.5)),
      ] as const;
    });
  });
})();

const flying: readonly (readonly [number, number, number, number])[] = [
  [-20, 6, 1.55, -14],
  [58, -62, 1.8, 20],
  [176, -96, 2, 35],
  [330, -70, 1.8, -25],
  [432, -8, 1.9, 18],
  [470, 110, 1.55, -8],
  [-56, 128, 1.55, 12],
];

/** Spreads the flavours over the pieces in proportion, evenly mixed. */
function deal(mix: OpenTinProps['mix'], pieces: number): readonly FlavourId[] {
  const noise = pictureNoise(33);
  const given = mix.map(() => 0);
  return Array.from({ length: pieces }, (_, i) => {
    const lacking = mix.map(({ share }, k) => share * (i + 1) - (given[k] ?? 0) + 0.9 * noise());
    const best = lacking.indexOf(Math.max(...lacking));
    given[best] = (given[best] ?? 0) + 1;
    return mix[best]?.flavour ?? flavourIds[0] ?? 'choc';
  });
}

/** The reveal: lid off, the tin brimming with the true mix, rays behind it. */
export function OpenTin({
  mix,
  label,
  sublabel,
  rays = true,
  title,
  size = '100%',
}: OpenTinProps): JSX.Element {
  const id = useId();
  const order = deal(mix, heap.length + flying.length);
  return (
    <svg
      viewBox="-90 -150 640 670"
      width={size}
      height={size}
      role="img"
      aria-label={title}
      aria-hidden={!title}
    >
      <defs>
        <radialGradient id={`${id}r`} gradientUnits="userSpaceOnUse" cx="210" cy="124" r="480">
          <stop offset="0" stop-color="var(--butter-2)" stop-opacity=".5" />
          <stop offset="1" stop-color="var(--butter-2)" stop-opacity="0" />
        </radialGradient>
        <radialGradient id={`${id}l`} cx=".38" cy=".3" r=".9">
          <stop offset="0" stop-color="#5d87ee" />
          <stop offset=".55" stop-color="#2a54c6" />
          <stop offset="1" stop-color="#17358f" />
        </radialGradient>
        <clipPath id={`${id}c`}>
          <path d="M-90-150H550V124H380A170 34 0 0 1 40 124H-90z" />
        </clipPath>
      </defs>
      {rays && (
        <path
          class="tin-rays"
          d={Array.from({ length: 14 }, (_, i) => {
            const angle = ((-170 + i * 12.3) / 180) * Math.PI;
            const edge = (a: number): string =>
              `L${(210 + 620 * Math.cos(a)).toFixed(0)} ${(124 + 620 * Math.sin(a)).toFixed(0)}`;
            return `M210 124${edge(angle)}${edge(angle + 0.1)}Z`;
          }).join('')}
          fill={`url(#${id}r)`}
        />
      )}
      <ellipse cx="210" cy="462" rx="230" ry="20" fill="#000" opacity=".28" />
      <g transform="translate(440 398) rotate(64) scale(.62)">
        <path d="M-178 0A178 52 0 0 0 178 0V22A178 52 0 0 1-178 22Z" fill="var(--tin-1)" />
        <ellipse rx="178" ry="52" fill={`url(#${id}l)`} stroke="var(--tin-rim)" stroke-width="3" />
        <ellipse rx="146" ry="41" fill="none" stroke="var(--butter-2)" stroke-width="3" />
      </g>
      <TinShape lidless label={label} sublabel={sublabel} />
      <g clip-path={`url(#${id}c)`}>
        {heap.map(([x, y, turn], i) => (
          <g
            key={`${x} ${y}`}
            transform={`translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn}) scale(1.62)`}
          >
            <CookieShape flavour={order[i] ?? 'choc'} />
          </g>
        ))}
      </g>
      {flying.map(([x, y, scale, turn], i) => (
        <g key={x} class="tin-flying" transform={`translate(${x} ${y}) rotate(${turn}) scale(${scale})`}>
          <CookieShape flavour={order[heap.length + i] ?? 'choc'} />
        </g>
      ))}
    </svg>
  );
}
