import type { RecordedEvent } from '../room/events.ts';
import { type PublicEvent, publicEvent } from '../room/public-event.ts';

export interface PublicRecord {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly event: PublicEvent;
  /** Opens what the event sealed in the chain; null in a log from before the chain. */
  readonly nonce: string | null;
}

/**
 * Everything needed to compute every head of the chain anew, shared/fairness/chain.ts.
 * Nicknames are no part of it: they live beside the log, so that forgetting one leaves the chain whole.
 */
export interface PublicLog {
  /** Null: the log began before there was a chain. */
  readonly chain: 'jar-chain-1' | null;
  /** The first seal, from which the chain starts. */
  readonly commitment: string;
  /** The chain's last head; null without a chain. */
  readonly head: string | null;
  readonly events: readonly PublicRecord[];
}

/** The log of a revealed room as anybody may read it; null while the jar is sealed. */
export function publicLog(log: readonly RecordedEvent[]): PublicLog | null {
  if (!log.some(({ event }) => event.type === 'JarRevealed')) return null;
  const seal = log.find(({ event }) => event.type === 'JarSealed')?.event;
  const head = log.at(-1)?.head ?? null;
  return {
    chain: head === null ? null : 'jar-chain-1',
    commitment: seal?.type === 'JarSealed' ? seal.commitment : '',
    head,
    events: log.map(({ seq, at, by, event, nonce = null }) => ({
      ...{ seq, at, by },
      event: publicEvent(event),
      nonce,
    })),
  };
}
