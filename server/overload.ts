import { getHeapStatistics } from 'node:v8';
import type { LoopDelay } from './loop-delay.ts';

/** Why the server takes on nothing new: lessons that run shall keep their quality. */
export type Overload = 'sockets' | 'memory' | 'delay';

export interface LoadParts {
  readonly maxSockets: number;
  readonly connections: () => number;
  readonly loopDelay: Pick<LoopDelay, 'recent'>;
  /** Part of the heap that is in use; left out, of the engine's. */
  readonly heapUse?: () => number;
}

export interface Load {
  /** No new room is opened. */
  overload(): Overload | null;
  /** No new seat is given away; whoever has one comes back to it. */
  hasSeats(): boolean;
}

/** A class may still come into the rooms that are open when no other is opened any more. */
const ROOMS_UP_TO = 0.8;
/** Who has a seat and lost the line finds one. */
const SEATS_UP_TO = 0.95;
/** Collecting what nobody needs takes the more time the fuller the heap is. */
const FULL_HEAP = 0.85;
/** A loop that is late with fewer connections is kept by something else, and a teacher sent away would help nobody. */
const MANY = 0.02;
/** Ninety-nine of a hundred messages shall not wait so long before they are even read. */
const LONG_DELAY_MS = 200;

export function createLoad({ maxSockets, connections, loopDelay, heapUse = engineHeapUse }: LoadParts): Load {
  return {
    overload() {
      if (connections() >= ROOMS_UP_TO * maxSockets) return 'sockets';
      if (heapUse() > FULL_HEAP) return 'memory';
      const isLate = loopDelay.recent().p99Ms > LONG_DELAY_MS;
      return isLate && connections() >= MANY * maxSockets ? 'delay' : null;
    },
    hasSeats: () => connections() < SEATS_UP_TO * maxSockets,
  };
}

function engineHeapUse(): number {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used / limit;
}
