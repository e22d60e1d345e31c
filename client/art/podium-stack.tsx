import type { JSX } from 'preact';
import { pictureNoise } from './bell.ts';
import type { FlavourId } from './flavours.ts';
import { SideCookie } from './side-cookie.tsx';

export interface PodiumPlace {
  readonly place: 1 | 2 | 3;
  readonly name: string;
  readonly points: string;
  readonly note?: string | undefined;
}

export interface PodiumStackProps {
  /** In the order of standing; ties may share a place. */
  readonly places: readonly PodiumPlace[];
  readonly title: string;
  /** How many have appeared, the third first; all unless told. */
  readonly shown?: number | undefined;
  readonly flavours?: readonly FlavourId[] | undefined;
}

const storeys = { 1: 9, 2: 7, 3: 5 } as const;
const centres = [470, 160, 780] as const;
const nameBox = { x: -154, width: 308, height: 150 } as const;
/** A nickname has up to twelve letters: as many as this stand in one line in any alphabet. */
const shortName = 5;

/** The three best on stacks of cookies: second left, first in the middle, third right. */
export function PodiumStack({
  places,
  title,
  shown = 3,
  flavours = ['choc', 'van'],
}: PodiumStackProps): JSX.Element {
  return (
    <svg viewBox="0 0 940 800" width="100%" height="100%" role="img" aria-label={title}>
      {places.slice(0, 3).map((standing, i) => {
        if (places.length - i > shown) return null;
        const noise = pictureNoise(i + 5);
        const centre = centres[i] ?? 470;
        const height = storeys[standing.place];
        const top = 760 - 54 * height;
        return (
          <g key={standing.name} class="podium-place">
            {Array.from({ length: height }, (_, layer) => (
              <SideCookie
                key={layer}
                flavour={(noise() < 0.72 ? flavours[0] : flavours[1]) ?? 'choc'}
                x={centre - 135 + 14 * (noise() - 0.5)}
                y={710 - 54 * layer}
                width={270}
                height={50}
                seed={i * 30 + layer}
              />
            ))}
            <g
              transform={`translate(${centre} ${760 - 27 * height})`}
              text-anchor="middle"
              font-family="var(--font-sign)"
            >
              <circle r="52" fill="var(--milk)" stroke="var(--butter-3)" stroke-width="5" />
              <text y="25" font-size="70" fill="#26170e">
                {standing.place}
              </text>
            </g>
            <g transform={`translate(${centre} ${top})`} text-anchor="middle" fill="var(--ink)">
              <Name {...standing} />
              <text y={standing.note ? -66 : -24} font-size="40" font-weight="700">
                {standing.points}
              </text>
              {standing.note && (
                <text y="-22" font-size="30" font-weight="600" fill="var(--ink-2)">
                  {standing.note}
                </text>
              )}
            </g>
          </g>
        );
      })}
      <path d="M3 764H937" stroke="var(--line-strong)" stroke-width="6" stroke-linecap="round" />
    </svg>
  );
}

/** Stands on the points; a long one breaks into lines, because its neighbours are close. */
function Name({ place, name, note }: PodiumPlace): JSX.Element {
  const size = place === 1 ? 54 : 46;
  const y = (note ? -102 : -60) - nameBox.height;
  return (
    <foreignObject {...nameBox} y={y} class="podium-name">
      <p style={{ fontSize: `${[...name].length > shortName ? size - 6 : size}px` }}>{name}</p>
    </foreignObject>
  );
}
