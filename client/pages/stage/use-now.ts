import { useEffect, useState } from 'preact/hooks';

/** The server's time, read again and again; null reads it once and rests. */
export function useNow(now: () => number, everyMs: number | null): number {
  const [time, setTime] = useState(now);
  useEffect(() => {
    setTime(now());
    if (everyMs === null) return;
    const timer = setInterval(() => setTime(now()), everyMs);
    return () => clearInterval(timer);
  }, [now, everyMs]);
  return time;
}

export const stillness = matchMedia('(prefers-reduced-motion: reduce)');
