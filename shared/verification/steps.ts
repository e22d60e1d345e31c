import type { FairnessStep } from '../fairness/verify.ts';

/** What this device kept while the game ran; nobody can change it afterwards. */
export interface Kept {
  /** The last seal seen before the first draw; null if this device was not there. */
  readonly commitment: string | null;
  /** From the acknowledgements of its own estimates and bets, and from the views' `seq` and `head`. */
  readonly receipts: readonly KeptReceipt[];
  /** Its own estimates and bets as they were sent: a record that was false from the first fits every head. */
  readonly placed?: readonly KeptPlacing[];
}

export interface KeptPlacing {
  readonly seq: number;
  readonly numbers: readonly number[];
}

export interface KeptReceipt {
  readonly seq: number;
  readonly head: string;
}

/** The first place where two values part, `seats.3.points`; a value that is not there is null. */
export interface Difference {
  readonly where: string;
  readonly expected: unknown;
  readonly found: unknown;
}

/**
 * One check of a finished game; `expected` is what was sealed, kept or worked out, `found` what the replay says. The seal is
 * held against the one this device kept, if it kept one; the order of a draw has one flavour's index per cookie.
 */
export type VerificationStep =
  | FairnessStep
  /** Every record is in its place, and the rules of the game allow each after the ones before it. */
  | {
      readonly step: 'order';
      readonly ok: boolean;
      readonly events: number;
      readonly firstBad: number | null;
    }
  /** The heads worked out from all records end at the head that was published. */
  | {
      readonly step: 'chain';
      readonly ok: boolean;
      readonly expected: string | null;
      readonly found: string | null;
    }
  /** The game was recorded before the chain existed; false if something of a chain is there all the same. */
  | { readonly step: 'unchained'; readonly ok: boolean }
  | {
      readonly step: 'receipt';
      readonly ok: boolean;
      readonly seq: number;
      readonly expected: string;
      readonly found: string | null;
    }
  /** An estimate or a bet of this device stands in the record as it was sent. */
  | {
      readonly step: 'placed';
      readonly ok: boolean;
      readonly seq: number;
      readonly expected: readonly number[];
      readonly found: readonly number[] | null;
    }
  /** Scores, points, totals and ranks of a round, worked out anew from the recorded estimates. */
  | {
      readonly step: 'scores';
      readonly ok: boolean;
      readonly round: number;
      readonly difference: Difference | null;
    }
  /** Every estimate held against the jar, and the bets settled. */
  | { readonly step: 'truth'; readonly ok: boolean; readonly difference: Difference | null }
  /** Draws, estimates, bets and scores of the replay are those of the log. */
  | { readonly step: 'replay'; readonly ok: boolean; readonly difference: Difference | null };
