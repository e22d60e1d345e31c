import type { JSX } from 'preact';

export type SeriesKind = 'player' | 'top' | 'mean' | 'bot' | 'me';

export interface Series {
  readonly id: string;
  /** The words at the end of the line; context lines have none. */
  readonly label?: string | undefined;
  readonly kind: SeriesKind;
  /** 1…5 for the top five: chooses colour and marker. */
  readonly rank?: number | undefined;
  /** By round: index n is round n, index 0 the hunch before the first draw; null is a gap. */
  readonly values: readonly (number | null)[];
}

/** A curve of the live views begins at round 1; the charts count from 0. */
export function fromRoundOne(values: readonly (number | null)[]): readonly (number | null)[] {
  return [null, ...values];
}

export function seriesColour({ kind, rank = 1 }: Pick<Series, 'kind' | 'rank'>): string {
  switch (kind) {
    case 'player':
      return 'var(--mute)';
    case 'mean':
      return 'var(--mean)';
    case 'bot':
      return 'var(--bot)';
    case 'me':
      return 'var(--tin)';
    case 'top':
      return `var(--s${((rank - 1) % 5) + 1})`;
  }
}

const polygons: Readonly<Record<number, string>> = {
  2: 'M-9-9H9V9H-9z',
  3: 'M0-11L11 8H-11z',
  4: 'M0-12L12 0 0 12-12 0z',
  5: 'M-5.5-10H5.5L11.5 0 5.5 10H-5.500L-11.5 0z',
};

export interface MarkerProps {
  readonly kind: SeriesKind;
  readonly rank?: number | undefined;
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  /** Half of the marker's width in pixels. */
  readonly r: number;
}

/** Shape says the same as colour: circle, square, triangle, diamond, hexagon for 1…5; ring for the mean; robot. */
export function Marker({ kind, rank = 1, x = 0, y = 0, r }: MarkerProps): JSX.Element {
  const colour = seriesColour({ kind, rank });
  const place = `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${(r / 10).toFixed(3)})`;
  if (kind === 'mean') {
    return <circle transform={place} r="9" fill="var(--surface)" stroke={colour} stroke-width="5.5" />;
  }
  if (kind === 'bot') {
    return (
      <g transform={place}>
        <path d="M0-9V-17" stroke={colour} stroke-width="3.5" stroke-linecap="round" />
        <rect
          x="-13"
          y="-10"
          width="26"
          height="20"
          rx="6"
          fill="var(--surface)"
          stroke={colour}
          stroke-width="3.5"
        />
        <path d="M-5-1.500v1.500M5-1.500v1.5" stroke={colour} stroke-width="4.5" stroke-linecap="round" />
      </g>
    );
  }
  const polygon = kind === 'top' ? polygons[((rank - 1) % 5) + 1] : undefined;
  if (polygon === undefined) {
    return (
      <circle
        transform={place}
        r={kind === 'player' ? 7 : 10}
        fill={colour}
        stroke="var(--surface)"
        stroke-width="2.5"
      />
    );
  }
  return (
    <path
      transform={place}
      d={polygon}
      fill={colour}
      stroke="var(--surface)"
      stroke-width="2.5"
      stroke-linejoin="round"
    />
  );
}

/** The marker by itself, for the rows of a list: one em high. */
export function SeriesMark({
  kind,
  rank,
  size = '1em',
}: {
  kind: SeriesKind;
  rank?: number | undefined;
  size?: string | number;
}): JSX.Element {
  return (
    <svg viewBox="-14 -14 28 28" width={size} height={size} aria-hidden="true">
      <Marker kind={kind} rank={rank} r={10} />
    </svg>
  );
}

/** A rough width of a label in em: a Hangul syllable is about one wide, a Latin letter about 0.6, an emoji more than either. */
export function labelWidth(label: string): number {
  let width = 0;
  for (const letter of label) width += letterWidth(letter);
  return width;
}

function letterWidth(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  if (/[\p{M}\p{Cf}]/u.test(letter)) return 0;
  if (code > 0xffff) return 1.3;
  if (code > 0x2e80) return 0.98;
  return 'MWmw@%'.includes(letter) ? 0.95 : 0.6;
}

/** As much of a label as `most` em hold, cut between what a reader takes for letters. */
export function shortened(label: string, most: number): string {
  if (labelWidth(label) <= most) return label;
  let short = '';
  for (const { segment } of new Intl.Segmenter().segment(label)) {
    if (labelWidth(`${short}${segment}…`) > most) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
}
