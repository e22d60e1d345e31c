import { useEffect, useState } from 'preact/hooks';
import { stillness } from './use-now.ts';

/** Beat by beat: the tin shakes, the lid lifts, the number counts up, third, second, first, the seal is checked. */
const beatsMs = [800, 1500, 2500, 3100, 3700, 4300, 4900] as const;
export const lastBeat = beatsMs.length;

/** Which beat of the reveal it is; any key or click skips to the last. */
export function useBeats(): number {
  const [beat, setBeat] = useState(stillness.matches ? lastBeat : 0);
  useEffect(() => {
    if (stillness.matches) return;
    const timers = beatsMs.map((ms, i) => setTimeout(() => setBeat((old) => Math.max(old, i + 1)), ms));
    const skip = (): void => {
      for (const timer of timers) clearTimeout(timer);
      setBeat(lastBeat);
    };
    window.addEventListener('keydown', skip);
    window.addEventListener('pointerdown', skip);
    return () => {
      for (const timer of timers) clearTimeout(timer);
      window.removeEventListener('keydown', skip);
      window.removeEventListener('pointerdown', skip);
    };
  }, []);
  return beat;
}

/** A number on its way from one value to another, by the frame. */
export function useCount(from: number, to: number, running: boolean, ms: number): number {
  const [value, setValue] = useState(running ? to : from);
  useEffect(() => {
    if (!running) return;
    if (stillness.matches) {
      setValue(to);
      return;
    }
    const start = performance.now();
    let frame = requestAnimationFrame(function step(time: number): void {
      const gone = Math.min(1, Math.max(0, (time - start) / ms));
      setValue(from + (to - from) * (1 - (1 - gone) ** 3));
      if (gone < 1) frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [from, to, running, ms]);
  return value;
}
