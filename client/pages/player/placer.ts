import type { GuessAnswer, Reply } from '../../../shared/protocol.ts';
import { passing } from '../../connection.ts';
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
 * down only the newest wish is kept: what counts is the last one. Whoever is done does not wait: the round may
 * close the next moment.
 */
export function makePlacer({ send, onState, everyMs = 600 }: Parts) {
  let wanted: Draft | null = null;
  let running = false;
  let hurry = () => {};

  const run = async () => {
    running = true;
    while (wanted !== null) {
      const draft: Draft = wanted;
      wanted = null;
      onState('waiting', draft);
      const reply = await send(draft);
      if (wanted === null) {
        if (reply.ok) onState('received', draft);
        // Not saved just now: it is asked again.
        else if (passing.has(reply.error.code)) wanted = draft;
        else onState('refused', draft, reply.error.code);
      }
      if (!isUrgent()) await pause();
    }
    running = false;
  };

  const isUrgent = () => wanted?.done === true;
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  return {
    place(draft: Draft) {
      wanted = draft;
      if (!running) {
        void run();
        return;
      }
      onState('waiting', draft);
      if (draft.done) hurry();
    },
    /** Whatever waits is no longer wanted: its round is over. */
    forget() {
      wanted = null;
    },
  };
}
