import { chainNext, chainStart, type Sha256 } from '../fairness/chain.ts';
import type { CommandMeta } from './commands.ts';
import type { RecordedEvent, RoomEvent } from './events.ts';
import { publicEvent } from './public-event.ts';
import type { RoomState } from './state.ts';

/** What a chain needs beside the events: chance, which comes in with the command, and a hash. */
export interface Chaining {
  /** 16 fresh bytes in hex at every call. */
  readonly nonce: () => string;
  readonly hash: Sha256;
}

/** The events of one decision as they stand in the log; each head is worked out here, once. */
export function record(
  { open }: RoomState,
  events: readonly RoomEvent[],
  { at, by, op }: CommandMeta,
  { nonce, hash }: Chaining,
): readonly RecordedEvent[] {
  let { head, seq } = open;
  if (seq === 0) head = firstHead(events, hash);
  return events.map((event) => {
    seq += 1;
    const recorded = { seq, at, by, ...(op && { op }), event };
    // A log that began without a chain stays without one: half a chain would prove nothing.
    if (head === null) return recorded;
    const link = { seq, at, by, event: publicEvent(event), nonce: nonce() };
    head = chainNext(head, link, hash);
    return { ...recorded, nonce: link.nonce, head };
  });
}

function firstHead(events: readonly RoomEvent[], hash: Sha256): string | null {
  const sealed = events.find((event) => event.type === 'JarSealed');
  return sealed === undefined ? null : chainStart(sealed.commitment, hash);
}
