import type { Meter } from './metrics.ts';
import type { EventStore } from './store/event-store.ts';

/** Any store, with how long its calls take and how many fail told to the meter. */
export function meteredStore(store: EventStore, meter: Pick<Meter, 'storing' | 'stored'>): EventStore {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function' || typeof name !== 'string') return member;
      return (...words: unknown[]) => {
        const result: unknown = member.apply(target, words);
        if (!(result instanceof Promise)) return result;
        const begun = performance.now();
        meter.storing();
        const end = (isOk: boolean) => meter.stored(name, isOk, performance.now() - begun);
        result.then(
          () => end(true),
          () => end(false),
        );
        return result;
      };
    },
  });
}
