import type { Open } from './phases.ts';
import type { Progress } from './wire.ts';

/** How many, never who or what. */
export function progressOf({ round, answered, done, players }: Open): Progress {
  return { round, answered, done, players };
}
