import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { emptyQueue, enqueue, nextTurn, type Politeness, pauseBetweenMs } from './live-queue.ts';

const spoken = { polite: signal(''), assertive: signal('') };
let queue = emptyQueue;
let timer: ReturnType<typeof setTimeout> | undefined;

function turn(): void {
  const { queue: rest, say } = nextTurn(queue, performance.now());
  queue = rest;
  if (say !== null) spoken[say.politeness].value = say.text;
  clearTimeout(timer);
  if (queue.waiting.length > 0) timer = setTimeout(turn, pauseBetweenMs / 4);
}

/** Has a screen reader say it when its turn comes; a newer message of the same kind replaces a waiting one. */
export function announce(kind: string, text: string, politeness: Politeness = 'polite'): void {
  queue = enqueue(queue, { kind, text, politeness });
  turn();
}

/** Stands empty in the page from its first moment, as screen readers need it. */
export function LiveRegions(): JSX.Element {
  return (
    <>
      <div class="visually-hidden" aria-live="polite" aria-atomic="true">
        {spoken.polite}
      </div>
      <div class="visually-hidden" aria-live="assertive" aria-atomic="true">
        {spoken.assertive}
      </div>
    </>
  );
}
