import type { ComponentChildren, JSX } from 'preact';
import { type Size, useSize } from './use-size.ts';

/** A chart's box: it is drawn as large as it stands, and anew when that changes. */
export function Sized({ children }: { children: (size: Size) => ComponentChildren }): JSX.Element {
  const [box, size] = useSize<HTMLDivElement>();
  return (
    <div class="chart" ref={box}>
      {size !== null && size.width > 0 && size.height > 0 && children(size)}
    </div>
  );
}
