import { shareOf } from '../labs/share-of.ts';
import type { Estimate } from '../room/events.ts';
import type { ScoredRound, SeatState } from '../room/state.ts';
import type { Open } from './phases.ts';
import type { HistogramView } from './wire.ts';

/** Bins of 2.5 points. */
const BINS = 40;

/**
 * The estimates while they form, where the host allows it: only the bins of those who have placed something, no mean
 * and no spread. The one view that reads the seats.
 */
export function liveHistogram(
  open: Open,
  seats: ReadonlyMap<string, Readonly<SeatState>>,
): HistogramView | null {
  if (open.phase !== 'guessing' || open.settings.histogram !== 'live') return null;
  const bins = emptyBins();
  for (const [playerId, entry] of open.roster) {
    const seat = entry.answered ? seats.get(playerId) : undefined;
    if (seat !== undefined) put(bins, firstShare(open, seat.estimate));
  }
  return { round: open.round, bins, mean: null, spread: null };
}

/** The estimates of a closed round, unless the host never shows them. */
export function closedHistogram(open: Open, scored: ScoredRound | undefined): HistogramView | null {
  if (open.settings.histogram === 'never' || scored === undefined) return null;
  const bins = emptyBins();
  const shares = scored.seats.map(({ estimate }) => {
    const share = firstShare(open, estimate);
    put(bins, share);
    return share;
  });
  const mean = meanOf(shares);
  const variance = mean === null ? null : meanOf(shares.map((share) => (share - mean) ** 2));
  return { round: scored.round, bins, mean, spread: variance === null ? null : Math.sqrt(variance) };
}

function emptyBins(): number[] {
  return new Array<number>(BINS).fill(0);
}

function firstShare({ settings }: Open, estimate: Estimate): number {
  return shareOf(settings, estimate)[0] ?? 0;
}

function put(bins: number[], share: number): void {
  // A share such as 0.575 stands at a bin's edge; rounding must not push it below.
  const bin = Math.min(BINS - 1, Math.floor(share * BINS + 1e-9));
  bins[bin] = (bins[bin] ?? 0) + 1;
}

function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
