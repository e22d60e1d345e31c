import type { Log } from './log.ts';

/** A mistake in one room's work is logged and ends there: the process and the other rooms go on. */
export function contain<Args extends readonly unknown[]>(
  log: Log,
  what: string,
  work: (...args: Args) => void,
): (...args: Args) => void {
  return (...args) => {
    try {
      work(...args);
    } catch (err) {
      log.error({ err }, what);
    }
  };
}
