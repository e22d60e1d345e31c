export type Politeness = 'polite' | 'assertive';

export interface Message {
  /** A waiting message gives way to a newer one of the same kind. */
  readonly kind: string;
  readonly text: string;
  readonly politeness: Politeness;
}

export interface LiveQueue {
  readonly waiting: readonly Message[];
  readonly lastSpokenAt: number;
  readonly lastText: string;
}

export const emptyQueue: LiveQueue = { waiting: [], lastSpokenAt: Number.NEGATIVE_INFINITY, lastText: '' };
export const pauseBetweenMs = 3000;

export function enqueue(queue: LiveQueue, message: Message): LiveQueue {
  const others = queue.waiting.filter(({ kind }) => kind !== message.kind);
  const waiting = message.politeness === 'assertive' ? [message, ...others] : [...others, message];
  return { ...queue, waiting };
}

export interface Turn {
  readonly queue: LiveQueue;
  /** What to say now; null while it is too early or there is nothing new to say. */
  readonly say: Message | null;
}

/** One message every three seconds; what was just said is not said again. */
export function nextTurn(queue: LiveQueue, now: number): Turn {
  const waiting = queue.waiting.filter(({ text }) => text !== queue.lastText);
  const [first, ...rest] = waiting;
  if (first === undefined) return { queue: { ...queue, waiting }, say: null };
  if (first.politeness === 'polite' && now - queue.lastSpokenAt < pauseBetweenMs) {
    return { queue: { ...queue, waiting }, say: null };
  }
  return { queue: { waiting: rest, lastSpokenAt: now, lastText: first.text }, say: first };
}
