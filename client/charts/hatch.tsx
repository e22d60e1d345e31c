import type { JSX } from 'preact';

/** Stripes for what a colour alone should not have to say; `down` leans the other way. */
export function Hatch({
  id,
  colour,
  em,
  down = false,
}: {
  id: string;
  colour: string;
  em: number;
  down?: boolean | undefined;
}): JSX.Element {
  const pitch = 0.62 * em;
  return (
    <pattern
      id={id}
      width={pitch}
      height={pitch}
      patternUnits="userSpaceOnUse"
      patternTransform={`rotate(${down ? -45 : 45})`}
    >
      <rect width={pitch} height={pitch} fill="var(--surface)" />
      <rect width={pitch / 2} height={pitch} fill={colour} />
    </pattern>
  );
}
