import { useEffect, useState } from 'preact/hooks';

const everyMs = 1000 / 6;
const mostOneByOne = 12;

/** Lets newcomers in at most six a second, so that each can be seen; a rush comes in at once. */
export function useArrivals<S extends { readonly playerId: string }>(seats: readonly S[]): readonly S[] {
  const [admitted, setAdmitted] = useState<ReadonlySet<string>>(
    () => new Set(seats.map((seat) => seat.playerId)),
  );
  const waiting = seats.filter((seat) => !admitted.has(seat.playerId));
  const next = waiting.length > mostOneByOne ? waiting : waiting.slice(0, 1);
  const key = next.map((seat) => seat.playerId).join();
  useEffect(() => {
    if (key === '') return;
    const timer = setTimeout(() => setAdmitted((old) => new Set([...old, ...key.split(',')])), everyMs);
    return () => clearTimeout(timer);
  }, [key]);
  return seats.filter((seat) => admitted.has(seat.playerId));
}
