import type { JSX } from 'preact';

/** Words in which `_i` and `_q` are set as small letters below. */
export function Subscripts({ text }: { text: string }): JSX.Element {
  const pieces = text.split(/_(\w)/);
  return <>{pieces.map((piece, k) => (k % 2 === 1 ? <sub key={k}>{piece}</sub> : piece))}</>;
}

export function Formula({ text }: { text: string }): JSX.Element {
  return (
    <p class="math">
      <Subscripts text={text} />
    </p>
  );
}
