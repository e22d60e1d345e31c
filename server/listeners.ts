import { contain } from './contain.ts';
import type { Log } from './log.ts';

/** Who wants to hear of something; one who fails keeps nobody else from hearing. */
export interface Listeners<News extends readonly unknown[]> {
  readonly add: (listener: (...news: News) => void) => void;
  readonly tell: (...news: News) => void;
}

export function createListeners<News extends readonly unknown[]>(log: Log, failure: string): Listeners<News> {
  const listeners: ((...news: News) => void)[] = [];
  return {
    add: (listener) => void listeners.push(contain(log, failure, listener)),
    tell(...news) {
      for (const listener of listeners) listener(...news);
    },
  };
}
