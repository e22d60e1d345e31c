import { verifyFairness } from '../../../shared/fairness/verify.ts';
import { drawSizeOf } from '../../../shared/room/settings.ts';
import type { DisplayView } from '../../../shared/views/wire.ts';

const keptAs = (code: string): string => `commitment ${code}`;

/** Keeps the seal as this screen saw it before the first draw, so that nobody can change it afterwards. */
export function rememberSeal({ phase, code, commitment }: DisplayView): void {
  if (phase === 'lobby') sessionStorage.setItem(keptAs(code), commitment);
}

/** True if the opened jar is the sealed one, false if not, null while nothing has been opened. */
export function sealHolds(view: DisplayView): boolean | null {
  const { fairness, reveal, settings, code } = view;
  if (fairness === null || reveal === null) return null;
  const commitment = sessionStorage.getItem(keptAs(code)) ?? view.commitment;
  const { seed, salt, mix } = fairness;
  const { drawSize, flavours: labels, replacement: replace, mystery, population, rounds } = settings;
  const sizes =
    typeof drawSize === 'number'
      ? drawSize
      : Array.from({ length: rounds }, (_, i) => drawSizeOf(settings, i + 1));
  const sealed = { drawSize: sizes, labels, replace, room: code, salt, seed };
  const opening = mystery ? { ...sealed, mystery: population } : { ...sealed, counts: reveal.counts };
  return verifyFairness({ commitment, opening, mix, jar: reveal.counts, orders: [] }).every(({ ok }) => ok);
}
