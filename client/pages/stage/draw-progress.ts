import { LEAD_MS, showingMs } from '../../../shared/room/timing.ts';
import type { DisplayView } from '../../../shared/views/wire.ts';

type Draw = Pick<DisplayView, 'draw' | 'order' | 'opensAt'>;

/** How many cookies of the running draw lie on the tray by now; every screen of the room shows the same. */
export function landedAt({ draw, order, opensAt }: Draw, now: number): number {
  const total = order?.length ?? 0;
  if (draw === null || opensAt === null || now >= opensAt) return total;
  const showing = showingMs(draw.from, total) - LEAD_MS;
  return Math.min(total, Math.max(0, Math.floor((1 - (opensAt - now) / showing) * total)));
}

/** Cookies of each flavour among the first so many of the order. */
export function countsOf(order: string, landed: number, flavours: number): readonly number[] {
  const counts = Array.from({ length: flavours }, () => 0);
  for (const digit of order.slice(0, landed)) counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1;
  return counts;
}

/** The running tally without the cookies still in the air. */
export function tallyAt(
  tally: readonly number[],
  drawn: readonly number[],
  landed: readonly number[],
): readonly number[] {
  return tally.map((count, i) => count - (drawn[i] ?? 0) + (landed[i] ?? 0));
}
