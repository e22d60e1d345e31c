import { verifyFairness } from '../../../shared/fairness/verify.ts';
import { drawSizeOf } from '../../../shared/room/settings.ts';
import type { DisplayView } from '../../../shared/views/wire.ts';
import { sealFits } from '../kept.ts';
import { keptOf } from '../kept-store.ts';

/** True if the opened jar is the one whose seal this screen was shown, false if not, null while nothing has been opened. */
export function sealHolds(view: DisplayView): boolean | null {
  const { fairness, reveal, settings, code, commitment } = view;
  if (fairness === null || reveal === null) return null;
  const { seed, salt, mix } = fairness;
  const { drawSize, flavours: labels, replacement: replace, mystery, population, rounds } = settings;
  const sizes =
    typeof drawSize === 'number'
      ? drawSize
      : Array.from({ length: rounds }, (_, i) => drawSizeOf(settings, i + 1));
  const sealed = { drawSize: sizes, labels, replace, room: code, salt, seed };
  const opening = mystery ? { ...sealed, mystery: population } : { ...sealed, counts: reveal.counts };
  const steps = verifyFairness({ commitment, opening, mix, jar: reveal.counts, orders: [] });
  return steps.every(({ ok }) => ok) && sealFits(keptOf(view), commitment);
}
