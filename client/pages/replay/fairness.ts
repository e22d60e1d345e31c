import type { Opening } from '../../../shared/fairness/commitment.ts';
import type { OpenedJar } from '../../../shared/fairness/verify.ts';
import type { Replay } from '../../../shared/views/wire.ts';

/** What a sealed record opens, in the form the check repeats; null for a record that was never sealed. */
export function openedJar({ fairness, settings, jar, rounds }: Replay): OpenedJar | null {
  if (fairness === null) return null;
  const { commitment, code, seed, salt, mix } = fairness;
  const { drawSize, flavours, replacement, mystery, population } = settings;
  const sealed = { drawSize, labels: flavours, replace: replacement, room: code, salt, seed };
  const opening: Opening = mystery ? { ...sealed, mystery: population } : { ...sealed, counts: jar };
  return { commitment, opening, mix, jar, orders: rounds.map(({ order }) => [...order].map(Number)) };
}
