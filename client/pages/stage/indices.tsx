import type { JSX } from 'preact';

/** Sets x_i with its index below the line. */
export function Indices({ text }: { text: string }): JSX.Element {
  const pieces = text.split(/_(\w)/);
  return <>{pieces.map((piece, i) => (i % 2 === 1 ? <sub key={`${piece}${i}`}>{piece}</sub> : piece))}</>;
}
