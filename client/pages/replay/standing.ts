import type { Estimate } from '../../../shared/room/events.ts';
import type { ReplayPlayer, ReplayRound } from '../../../shared/views/wire.ts';

/** Which of the two recorded KL values is shown: against the jar (the article's) or the live score's. */
export type Reference = 'jar' | 'live';

/** A row of the table as of a round: read from the record, never computed anew. */
export interface Standing {
  readonly player: ReplayPlayer;
  readonly rank: number | null;
  readonly estimate: Estimate | null;
  readonly kl: number | null;
  readonly total: number | null;
}

/** The latest value at or before a round: where several draws shared one guess, the last guess stands. */
export function asOf<T>(values: readonly (T | null)[], round: number): T | null {
  for (let n = Math.min(round, values.length - 1); n >= 0; n--) {
    const value = values[n] ?? null;
    if (value !== null) return value;
  }
  return null;
}

/** The share an estimate says: of a belief's parameters the mean, of a point the share itself. */
export function shareOf(estimate: Estimate | null, flavour: number): number | null {
  const value = estimate?.[flavour];
  if (estimate === null || value === undefined) return null;
  return value / estimate.reduce((sum, one) => sum + one, 0);
}

export function klOf(
  series: { readonly kl: readonly (number | null)[]; readonly klJar: readonly (number | null)[] },
  reference: Reference,
): readonly (number | null)[] {
  return reference === 'jar' ? series.klJar : series.kl;
}

/** Everybody by the rank recorded for that round; who has none yet stands last, in the order of the record. */
export function standingsAt(
  players: readonly ReplayPlayer[],
  round: number,
  reference: Reference,
): readonly Standing[] {
  return players
    .map((player) => ({
      player,
      rank: asOf(player.ranks, round),
      estimate: asOf(player.estimates, round),
      kl: asOf(klOf(player, reference), round),
      total: asOf(player.totals, round),
    }))
    .sort((a, b) => (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER));
}

export function withName(standings: readonly Standing[], query: string): readonly Standing[] {
  const wanted = plain(query);
  return wanted === '' ? standings : standings.filter(({ player }) => plain(player.name).includes(wanted));
}

/** Counts per flavour of all draws up to a round. */
export function tallyAt(rounds: readonly ReplayRound[], round: number, flavours: number): readonly number[] {
  return Array.from({ length: flavours }, (_, k) =>
    rounds.slice(0, round).reduce((sum, { counts }) => sum + (counts[k] ?? 0), 0),
  );
}

/** The five best at the end: whom a replay follows until somebody chooses. */
export function leaders(players: readonly ReplayPlayer[], most: number): readonly string[] {
  return standingsAt(players, Number.MAX_SAFE_INTEGER, 'jar')
    .filter(({ rank }) => rank !== null)
    .slice(0, most)
    .map(({ player }) => player.playerId);
}

function plain(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase().trim();
}
