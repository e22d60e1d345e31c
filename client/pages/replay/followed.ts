import type { PlayerId } from '../../../shared/room/events.ts';

export const mostFollowed = 5;

export interface Followed {
  readonly playerId: PlayerId;
  /** 1…5: colour and marker, kept for as long as the player is followed. */
  readonly slot: number;
}

/** Adds a player or lets go of one; with five already, the one followed longest gives the place. Oldest first. */
export function toggleFollowed(list: readonly Followed[], playerId: PlayerId): readonly Followed[] {
  if (list.some((one) => one.playerId === playerId)) return list.filter((one) => one.playerId !== playerId);
  const kept = list.length < mostFollowed ? list : list.slice(list.length - mostFollowed + 1);
  return [...kept, { playerId, slot: freeSlot(kept) }];
}

export function followAll(players: readonly PlayerId[]): readonly Followed[] {
  const once = [...new Set(players)];
  return once.slice(-mostFollowed).map((playerId, i) => ({ playerId, slot: i + 1 }));
}

function freeSlot(taken: readonly Followed[]): number {
  let slot = 1;
  while (taken.some((one) => one.slot === slot)) slot++;
  return slot;
}
