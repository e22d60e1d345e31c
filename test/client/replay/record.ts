import type { ReplayPlayer, ReplayRound } from '../../../shared/views/wire.ts';

/** A player of a record; what a test does not say is silent. */
export function player(over: Partial<ReplayPlayer> & { readonly playerId: string }): ReplayPlayer {
  return {
    name: over.playerId,
    cookie: 0,
    fromRound: 1,
    estimates: [],
    kl: [],
    klJar: [],
    points: [],
    parts: null,
    totals: [],
    ranks: [],
    bet: null,
    ...over,
  };
}

export function round(over: Partial<ReplayRound> & { readonly round: number }): ReplayRound {
  return {
    order: '',
    counts: [0, 0],
    guessed: true,
    posterior: null,
    posteriorCount: null,
    floor: null,
    twist: false,
    belief: null,
    ...over,
  };
}
