import type { Kept as ToCheck } from '../../../../shared/verification/steps.ts';
import type { Replay } from '../../../../shared/views/wire.ts';
import { type Kept, sealsThatCount } from '../../kept.ts';
import { keptOfReplay } from '../../kept-store.ts';

/** What this device kept, and in which round it first saw the seal: 0 in the lobby; null if it never did. */
export interface KeptHere extends ToCheck {
  readonly sealedIn: number | null;
}

/** What this device can hold against the replay. A record that was never sealed has nothing to be held against. */
export function keptForCheck({ replayId, openedAt, fairness }: Replay): KeptHere {
  const nothing = { commitment: null, receipts: [], sealedIn: null };
  if (fairness === null) return nothing;
  const { code, commitment } = fairness;
  const kept = keptOfReplay(replayId, { code, openedAt });
  return kept === null ? nothing : toCheck(kept, commitment);
}

/** One seal of several that counted is the telling one: any that is not the record's. */
export function toCheck(kept: Kept, commitment: string): KeptHere {
  const seals = sealsThatCount(kept);
  const telling = seals.find(([seal]) => seal !== commitment) ?? seals[0];
  return {
    commitment: telling?.[0] ?? null,
    receipts: kept.heads.map(([seq, head]) => ({ seq, head })),
    placed: kept.placed.map(([seq, numbers]) => ({ seq, numbers })),
    sealedIn: telling?.[1] ?? null,
  };
}
