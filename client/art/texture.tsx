import type { JSX } from 'preact';
import type { FlavourId } from './flavours.ts';

const box: Readonly<Record<FlavourId, readonly [number, number, number]>> = {
  choc: [18, 16, 0],
  van: [11, 11, 0],
  str: [16, 14, 0],
  mat: [9, 9, 45],
  ses: [12, 12, 0],
};

function weave(flavour: FlavourId): JSX.Element {
  switch (flavour) {
    case 'choc':
      return (
        <path
          d="M4.5 4v.01M13.5 12v.01"
          stroke="var(--choc-chip)"
          stroke-width="4.2"
          stroke-linecap="round"
        />
      );
    case 'van':
      return <circle cx="5.5" cy="5.5" r="1.35" fill="var(--van-dot)" />;
    case 'str':
      return (
        <g fill="none" stroke="var(--str-edge)" stroke-width="1.4">
          <circle cx="4" cy="4" r="2.6" />
          <circle cx="12" cy="11" r="2.6" />
        </g>
      );
    case 'mat':
      return <rect width="2.4" height="9" fill="var(--mat-edge)" />;
    case 'ses':
      return (
        <path
          d="M2.6 3l1.8 1M8.3 9.5l1.5-1.2"
          stroke="var(--ses-edge)"
          stroke-width="2"
          stroke-linecap="round"
        />
      );
  }
}

/** A pattern for the flavour, to be put into the defs of a picture; the id must be that picture's own. */
export function Texture({
  id,
  flavour,
  scale = 1,
}: {
  id: string;
  flavour: FlavourId;
  scale?: number;
}): JSX.Element {
  const [width, height, turn] = box[flavour];
  return (
    <pattern
      id={id}
      width={width}
      height={height}
      patternUnits="userSpaceOnUse"
      patternTransform={`scale(${scale}) rotate(${turn})`}
    >
      <rect width={width} height={height} fill={`var(--${flavour})`} />
      {weave(flavour)}
    </pattern>
  );
}
