import type { GuessAnswer, Reply } from '../../../shared/protocol.ts';
import type { Draft } from './seat-ticket.ts';

export type Placing = 'idle' | 'waiting' | 'received' | 'refused';

interface Parts {
  readonly send: (draft: Draft) => Promise<Reply<GuessAnswer>>;
  readonly onState: (state: Placing, draft: Draft, code?: string) => void;
  /** Milliseconds between two sendings; the server takes two a second. */
  readonly everyMs?: number;
}

/**
 * Sends what was set last, one message at a time and not too often. While one is under way or the line is
 * down only the newest wish is kept: what counts is the last one.
 */
export function makePlacer({ send, onState, everyMs = 600 }: Parts) {
  let wanted: Draft | null = null;
  let running = false;

  const run = async () => {
    running = true;
    while (wanted !== null) {
      const draft: Draft = wanted;
      wanted = null;
      onState('waiting', draft);
      const reply = await send(draft);
      if (wanted === null) {
        if (reply.ok) onState('received', draft);
        else onState('refused', draft, reply.error.code);
      }
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    running = false;
  };

  return {
    place(draft: Draft) {
      wanted = draft;
      if (!running) void run();
    },
    /** Whatever waits is no longer wanted: its round is over. */
    forget() {
      wanted = null;
    },
  };
}
