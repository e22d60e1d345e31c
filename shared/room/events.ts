import type { BotName, RoomSettings } from './settings.ts';

export type PlayerId = string;
/**
 * One number per flavour, in the order of the settings. Point game: shares that sum to 1. Belief game: the parameters α of
 * a Dirichlet distribution, 0.01 ≤ α ≤ 1e7.
 */
export type Estimate = readonly number[];

/** A sealed bet: the first flavour's share of the jar lies between these, each from 0 to 1. */
export type Band = readonly [low: number, high: number];

/** What a belief's centre and its width cost, in nats; their sum is its gap. */
export interface ScoreParts {
  readonly centre: number;
  readonly width: number;
}

/** What the ELBO is measured against, in nats, over all draws so far. */
export interface BeliefEvidence {
  /** α + x of the exact Dirichlet posterior. */
  readonly target: readonly number[];
  /** ln p(x₁…x_n), the draws in their order. */
  readonly logEvidence: number;
  /** ln of the number of orders, n!/∏x_k!: logEvidence + logChoose is the log evidence of the counts. */
  readonly logChoose: number;
  /** Log evidence of the draws of this guess given the earlier ones; over all rounds they sum to logEvidence. */
  readonly perRound: number;
}

export interface SeatBet {
  readonly playerId: PlayerId;
  readonly band: Band;
  /** Width + 20 × distance of the miss, in points of a percent: the interval score at 90 %. */
  readonly cost: number;
  readonly hit: boolean;
}

/** How the sealed bets ended; who placed none is held to 5–95 %. */
export interface Bets {
  /** In how many of the bands the jar was found. */
  readonly found: number;
  readonly of: number;
  readonly seats: readonly SeatBet[];
}

export interface SealedJar {
  readonly seed: string;
  readonly salt: string;
  /** The composition; null for a mystery jar until the mix is fixed, see JarFilled. */
  readonly counts: readonly number[] | null;
}

export interface SeatScore {
  readonly playerId: PlayerId;
  readonly estimate: Estimate;
  /** Nats; point: against the exact posterior mean, or against the jar under open scoring; belief: the gap itself. */
  readonly kl: number;
  /** Belief: KL(q‖posterior), or KL(posterior‖q) in a twist round. */
  readonly gap: number;
  /** Null in the point game. */
  readonly parts: ScoreParts | null;
  readonly points: number;
  readonly total: number;
  readonly totalGap: number;
  readonly rank: number;
  /** Places gained since the last scored round (positive is up); null in the seat's first. */
  readonly move: number | null;
}

export interface BotScore {
  readonly bot: BotName;
  readonly estimate: Estimate;
  readonly kl: number;
  readonly parts: ScoreParts | null;
  readonly points: number;
}

export interface CrowdScore {
  readonly estimate: Estimate;
  readonly kl: number;
  readonly parts: ScoreParts | null;
}

export interface SeatTruth {
  readonly playerId: PlayerId;
  /** KL(jar‖estimate) in nats by round, index 0 = before the first draw; null before the seat joined or in a round without a guess. */
  readonly klJar: readonly (number | null)[];
  readonly rank: number;
  readonly total: number;
}

/** Facts. Nothing here depends on who reads it; outcomes of chance and arithmetic are recorded, never recomputed. */
export type RoomEvent =
  | { readonly type: 'RoomOpened'; readonly code: string; readonly settings: RoomSettings }
  | { readonly type: 'SettingsChanged'; readonly settings: RoomSettings }
  | { readonly type: 'JarSealed'; readonly commitment: string; readonly jar: SealedJar }
  | { readonly type: 'MixSpoken'; readonly mix: string }
  | { readonly type: 'JarFilled'; readonly counts: readonly number[] }
  | { readonly type: 'RoomLocked' }
  | { readonly type: 'RoomUnlocked' }
  | {
      readonly type: 'SeatTaken';
      readonly playerId: PlayerId;
      readonly tokenHash: string;
      readonly cookie: number;
      /** First round this seat plays: 1 in the lobby. */
      readonly fromRound: number;
    }
  | { readonly type: 'SeatConnected'; readonly playerId: PlayerId; readonly connection: string }
  | { readonly type: 'SeatGone'; readonly playerId: PlayerId; readonly connection: string }
  | { readonly type: 'SeatRenamed'; readonly playerId: PlayerId }
  | { readonly type: 'SeatLeft'; readonly playerId: PlayerId }
  | { readonly type: 'SeatRemoved'; readonly playerId: PlayerId }
  | { readonly type: 'HunchPlaced'; readonly playerId: PlayerId; readonly estimate: Estimate }
  | { readonly type: 'GameStarted' }
  | {
      readonly type: 'CookiesDrawn';
      readonly round: number;
      /** One flavour index per cookie, in the order drawn. */
      readonly order: readonly number[];
      readonly counts: readonly number[];
      /** False for all but the last of several draws made with one guess. */
      readonly guessing: boolean;
      /** The other direction of KL counts in this round; belief game only. */
      readonly twist: boolean;
      readonly opensAt: number;
      readonly closesAt: number | null;
    }
  | { readonly type: 'ShowingSkipped'; readonly opensAt: number; readonly closesAt: number | null }
  | {
      readonly type: 'EstimatePlaced';
      readonly playerId: PlayerId;
      readonly round: number;
      readonly estimate: Estimate;
      readonly done: boolean;
    }
  | { readonly type: 'MoreTimeAsked'; readonly playerId: PlayerId }
  | { readonly type: 'RoundPaused'; readonly remainingMs: number | null }
  | { readonly type: 'RoundResumed'; readonly opensAt: number; readonly closesAt: number | null }
  | { readonly type: 'RoundExtended'; readonly closesAt: number | null; readonly remainingMs: number | null }
  | { readonly type: 'DeadlineMoved'; readonly opensAt: number; readonly closesAt: number }
  | { readonly type: 'RoundClosed'; readonly round: number; readonly why: 'deadline' | 'done' | 'host' }
  | {
      readonly type: 'RoundScored';
      readonly round: number;
      /** Exact posterior mean of the jar's proportions given every draw so far; in the belief game of the recipe's. */
      readonly posterior: Estimate;
      /** Total count ν of that posterior. */
      readonly posteriorCount: number;
      readonly seats: readonly SeatScore[];
      readonly bots: readonly BotScore[];
      readonly crowd: CrowdScore | null;
      /** Null in the point game. */
      readonly belief: BeliefEvidence | null;
    }
  | { readonly type: 'BetsOpened' }
  | { readonly type: 'BetPlaced'; readonly playerId: PlayerId; readonly band: Band }
  | {
      readonly type: 'JarRevealed';
      readonly counts: readonly number[];
      readonly seed: string;
      readonly salt: string;
      readonly mix: string;
    }
  | {
      readonly type: 'TruthScored';
      readonly seats: readonly SeatTruth[];
      readonly bots: readonly { readonly bot: BotName; readonly klJar: readonly (number | null)[] }[];
      readonly crowd: readonly (number | null)[];
      /** What a perfect player expects, by round; null at round 0. */
      readonly floor: readonly (number | null)[];
      /** Null if the jar opened without bets. */
      readonly bets: Bets | null;
    }
  | { readonly type: 'RoomEnded' };

export interface OpStamp {
  readonly id: string;
  /** Digest of the command, so that the same id with another content is told apart. */
  readonly digest: string;
}

export interface RecordedEvent {
  readonly seq: number;
  /** Milliseconds since 1970 by the server's clock. */
  readonly at: number;
  /** 'host', 'clock', 'server' or a player's id. */
  readonly by: string;
  readonly op?: OpStamp;
  readonly event: RoomEvent;
  /** 16 bytes of the server's generator, in hex; absent, like `head`, in logs from before the chain. */
  readonly nonce?: string;
  /** The chain's head after this event, see shared/fairness/chain.ts. */
  readonly head?: string;
}
