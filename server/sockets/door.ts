import { type Clock, pause } from '../clock.ts';
import { createTokenBucket } from '../token-bucket.ts';

/** New seats a process takes on in a second, and five classes at once; the others wait for a moment. */
const JOINS_PER_SECOND = 300;
const JOINS_BURST = 150;
/** Who has to wait longer is told when to come back, which costs a second handshake. */
const LONGEST_WAIT_MS = 5000;

/** Where new seats wait for their turn. */
export interface Door {
  /** Waits until it is this one's turn: 0; or at once the time until it may come back, one by one and not all together. */
  wait(): Promise<number>;
}

export function createDoor(clock: Clock): Door {
  const joins = createTokenBucket(JOINS_PER_SECOND, JOINS_BURST);
  let lastTurn = 0;

  return {
    async wait() {
      const now = clock.now();
      const waitMs = joins.wait(now);
      if (waitMs > LONGEST_WAIT_MS) {
        // Whoever waits here will be in by then.
        lastTurn = Math.max(lastTurn, now + waitMs) + 1000 / JOINS_PER_SECOND;
        return Math.ceil(lastTurn - now);
      }
      joins.owe(now, 1);
      if (waitMs > 0) await pause(clock, waitMs);
      return 0;
    },
  };
}
