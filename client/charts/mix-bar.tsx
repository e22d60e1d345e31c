import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Cookie } from '../art/cookie.tsx';
import type { FlavourId } from '../art/flavours.ts';
import { Texture } from '../art/texture.tsx';

export interface MixPart {
  /** Null leaves the place empty. */
  readonly flavour: FlavourId | null;
  /** A count or a share. */
  readonly value: number;
  readonly label?: string | undefined;
}

export interface MixBarProps {
  readonly parts: readonly MixPart[];
  /** What the whole bar stands for; the sum of the parts unless told. The rest stays empty. */
  readonly total?: number | undefined;
  /** The finding for the aria-label; without it the bar is decoration beside its legend. */
  readonly title?: string | undefined;
  /** A small bar wants a finer texture. */
  readonly scale?: number | undefined;
  /** Adds the words under the bar; the values stand there as they are given. */
  readonly legend?: boolean | undefined;
  readonly class?: string | undefined;
}

/** The tally bar: length, texture and colour say the same. */
export function MixBar({
  parts,
  total,
  title,
  scale = 1,
  legend,
  class: className = '',
}: MixBarProps): JSX.Element {
  const id = useId();
  const whole = Math.max(total ?? parts.reduce((sum, { value }) => sum + value, 0), 1e-9);
  let at = 0;
  const bar = (
    <div class={`mix-bar ${className}`} role="img" aria-label={title} aria-hidden={!title}>
      <svg width="100%" height="100%" aria-hidden="true">
        <defs>
          {parts.map(({ flavour }) =>
            flavour === null ? null : (
              <Texture key={flavour} id={`${id}${flavour}`} flavour={flavour} scale={scale} />
            ),
          )}
        </defs>
        {parts.map(({ flavour, value }) => {
          const x = at;
          at += value / whole;
          return flavour === null ? null : (
            <rect
              key={flavour}
              x={`${(100 * x).toFixed(3)}%`}
              width={`${((100 * value) / whole).toFixed(3)}%`}
              height="100%"
              fill={`url(#${id}${flavour})`}
            />
          );
        })}
      </svg>
    </div>
  );
  if (!legend) return bar;
  return (
    <>
      {bar}
      <MixLegend
        parts={parts.flatMap(({ flavour, label = '', value }) =>
          flavour === null ? [] : [{ flavour, label, value: String(value) }],
        )}
      />
    </>
  );
}

/** The words under a bar: cookie, name, number. Labels and values are given ready to read. */
export function MixLegend({
  parts,
}: {
  parts: readonly { flavour: FlavourId; label: string; value: string }[];
}): JSX.Element {
  return (
    <ul class="mix-legend">
      {parts.map(({ flavour, label, value }) => (
        <li key={flavour}>
          <Cookie flavour={flavour} size="1.4em" />
          <span>{label}</span>
          <b>{value}</b>
        </li>
      ))}
    </ul>
  );
}
