import { drawRound } from '../../shared/fairness/draw-stream.ts';
import { verifyFairness } from '../../shared/fairness/verify.ts';
import { drawSizeOf, type RoomSettings } from '../../shared/room/settings.ts';
import type { PlayerView } from '../../shared/views/wire.ts';
import { nothingKept, sealsThatCount } from './kept.ts';
import { keptOf } from './kept-store.ts';

export interface OpenedSeal {
  readonly code: string;
  readonly openedAt: number;
  readonly commitment: string;
  readonly settings: RoomSettings;
  readonly view: Pick<PlayerView, 'jar' | 'fairness' | 'tally'>;
}

/**
 * What a page can tell at once, from what it has on screen: the opened jar is the one whose seal this device was shown,
 * and its seed gives the cookies that were drawn. Null while nothing has been opened.
 */
export function sealHolds({ code, openedAt, commitment, settings, view }: OpenedSeal): boolean | null {
  const { jar, fairness, tally } = view;
  if (jar === null || fairness === null) return null;
  const { seed, salt, mix } = fairness;
  const { drawSize, flavours: labels, replacement: replace, mystery, population } = settings;
  const sealed = { drawSize, labels, replace, room: code, salt, seed };
  const opening = mystery ? { ...sealed, mystery: population } : { ...sealed, counts: jar };
  const steps = verifyFairness({ commitment, opening, mix, jar, orders: [] });
  const seen = sealsThatCount(keptOf({ code, openedAt }) ?? nothingKept);
  return (
    steps.every(({ ok }) => ok) &&
    seen.every(([seal]) => seal === commitment) &&
    (tally === null || givesTally({ seed, room: code, mix, jar, settings }, tally))
  );
}

interface Drawing {
  readonly seed: string;
  readonly room: string;
  readonly mix: string;
  readonly jar: readonly number[];
  readonly settings: RoomSettings;
}

function givesTally(
  { seed, room, mix, jar, settings }: Drawing,
  tally: NonNullable<PlayerView['tally']>,
): boolean {
  const { replacement, rounds } = settings;
  const counts = jar.map(() => 0);
  let remaining = jar;
  let drawn = 0;
  for (let round = 1; drawn < tally.drawn && round <= rounds; round += 1) {
    const size = drawSizeOf(settings, round);
    const left = remaining.reduce((sum, count) => sum + count, 0);
    // More than a jar holds was never drawn from it.
    if (replacement !== 'each' && size > left) return false;
    const draw = drawRound({ seed, room, mix, round, remaining, size, replacement });
    draw.counts.forEach((count, k) => {
      counts[k] = (counts[k] ?? 0) + count;
    });
    remaining = draw.remaining;
    drawn += size;
  }
  return drawn === tally.drawn && counts.every((count, k) => count === tally.counts[k]);
}
