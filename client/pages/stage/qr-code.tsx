import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { encode } from 'uqr';

const quietZone = 4;

/** Dark on white in both themes, with the quiet zone that cameras ask for. */
export function QrCode({
  text,
  title,
  size = '100%',
}: {
  text: string;
  title: string;
  size?: string;
}): JSX.Element {
  const { path, side } = useMemo(() => {
    const { data, size: modules } = encode(text, { ecc: 'M', border: quietZone });
    const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { path: dark.join(''), side: modules };
  }, [text]);
  return (
    <svg
      class="qr-code"
      viewBox={`0 0 ${side} ${side}`}
      width={size}
      height={size}
      role="img"
      aria-label={title}
      shape-rendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#0d1430" />
    </svg>
  );
}
