import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface Size {
  readonly width: number;
  readonly height: number;
  /** The font size of the box in pixels: a chart measures its margins and words in it, so CSS alone scales it. */
  readonly em: number;
}

/** The live size of the box a chart stands in; null before the first layout. */
export function useSize<T extends HTMLElement>(): readonly [RefObject<T | null>, Size | null] {
  const box = useRef<T | null>(null);
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void => {
      const { width, height } = element.getBoundingClientRect();
      const em = Number.parseFloat(getComputedStyle(element).fontSize);
      setSize((old) =>
        old !== null && old.width === width && old.height === height && old.em === em
          ? old
          : { width, height, em },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, size];
}
