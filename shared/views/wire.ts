import type { Band, BeliefEvidence, Estimate, PlayerId, ScoreParts } from '../room/events.ts';
import type { BotName, RoomSettings } from '../room/settings.ts';
import type { Phase } from '../room/state.ts';

/** What travels to an audience. Nothing here carries the jar before the reveal. */
export interface BoardRow {
  readonly playerId: PlayerId;
  readonly name: string;
  readonly cookie: number;
  readonly kl: number;
  readonly points: number;
  readonly total: number;
  readonly rank: number;
  readonly move: number | null;
}

export interface BotRow {
  readonly bot: BotName;
  readonly estimate: Estimate;
  readonly kl: number;
  /** Null in the point game. */
  readonly parts: ScoreParts | null;
  readonly points: number;
  /** KL by round, index 0 = round 1; null where several draws shared one guess. */
  readonly curve: readonly (number | null)[];
}

export interface OpenedFairness {
  readonly seed: string;
  readonly salt: string;
  readonly mix: string;
}

/** What phones and screens see alike. */
export interface SharedView {
  readonly seq: number;
  /** The chain's head after the event `seq`; null where there is no chain: old logs, practice. */
  readonly head: string | null;
  readonly phase: Phase;
  readonly round: number;
  readonly rounds: number;
  readonly players: number;
  /** The draws of the running guess together; counts are null when no numbers are shown. */
  readonly draw: {
    readonly from: number;
    readonly size: number;
    readonly counts: readonly number[] | null;
  } | null;
  /** Running tally; null unless the host shows it (or the jar is open). */
  readonly tally: { readonly drawn: number; readonly counts: readonly number[] } | null;
  readonly opensAt: number | null;
  readonly closesAt: number | null;
  readonly paused: boolean;
  readonly remainingMs: number | null;
  readonly posterior: Estimate | null;
  /** Belief game, results and later: what the ELBO is measured against. */
  readonly belief: Omit<BeliefEvidence, 'perRound'> | null;
  /** The running or last round counts the other direction of KL. */
  readonly twist: boolean;
  /** In how many bands the jar was found; only after the reveal. */
  readonly bets: { readonly found: number; readonly of: number } | null;
  readonly jar: readonly number[] | null;
  readonly fairness: OpenedFairness | null;
  readonly replayId: string | null;
}

/** The same for every phone of a room, encoded once. Nobody else is named in it. */
export interface PlayerView extends SharedView {
  /** KL by round of the bot beside whose line the phone draws its own; null while a round is open and where it does not play. */
  readonly botCurve: readonly (number | null)[] | null;
}

/** One seat's own. */
export interface YouView {
  readonly seq: number;
  readonly round: number;
  readonly fromRound: number;
  readonly estimate: Estimate;
  /** Something was placed in the running round (in the lobby: a hunch). */
  readonly placed: boolean;
  readonly done: boolean;
  /** Of the last scored round; null before the first. */
  readonly score: {
    readonly round: number;
    readonly kl: number;
    readonly gap: number;
    /** Null in the point game. */
    readonly parts: ScoreParts | null;
    /** Log evidence − gap, draws in their order; null in the point game and in a twist round, whose gap is another. */
    readonly elbo: number | null;
    readonly points: number;
    readonly total: number;
    readonly rank: number;
    readonly of: number;
    readonly move: number | null;
  } | null;
  /** Own KL by round, index 0 = round 1. */
  readonly curve: readonly (number | null)[];
  /** KL(jar‖estimate) by round, index 0 = before the first draw; only after the reveal. */
  readonly klJar: readonly (number | null)[] | null;
  /** The own bet; after the reveal with its cost, then also of those who placed none (5–95 %). */
  readonly bet: {
    readonly band: Band;
    readonly cost: number | null;
    readonly hit: boolean | null;
  } | null;
}

export interface Curve {
  /** Absent for everybody outside the top five, so that nobody is singled out. */
  readonly playerId?: PlayerId;
  readonly name?: string;
  readonly rank?: number;
  /** By round, index 0 = round 1. */
  readonly kl: readonly (number | null)[];
}

/** Quantiles of KL by round, in place of the thin lines of more than 200 players. */
export interface QuantileBand {
  readonly q: number;
  readonly kl: readonly (number | null)[];
}

export interface LobbySeat {
  readonly playerId: PlayerId;
  readonly name: string;
  readonly cookie: number;
}

export interface Podium {
  readonly playerId: PlayerId;
  readonly name: string;
  readonly cookie: number;
  readonly rank: number;
  readonly total: number;
  readonly estimate: Estimate;
}

/** Estimates of the class: first flavour's share in 2.5-point bins; exact dots only once the round is closed. */
export interface HistogramView {
  readonly round: number;
  /** 40 bins of 2.5 points from 0 to 100 %. */
  readonly bins: readonly number[];
  readonly mean: number | null;
  readonly spread: number | null;
}

/** One mark of the thermometer: how far below the log evidence, and what of it is centre and width. */
export interface ThermometerRow extends ScoreParts {
  readonly playerId?: PlayerId;
  readonly name?: string;
  readonly bot?: BotName;
  /** The class's beliefs pooled into one. */
  readonly crowd?: true;
  readonly gap: number;
}

export interface BetRow {
  readonly playerId: PlayerId;
  readonly name: string;
  readonly cookie: number;
  readonly band: Band;
  readonly cost: number;
  readonly hit: boolean;
}

/** The sealed bets after the reveal; null if there were none. */
export interface BetsView {
  readonly found: number;
  readonly of: number;
  /** The first eight by cost; none where the host shows no board. */
  readonly rows: readonly BetRow[];
  /** Without names, best first, at most 200. */
  readonly bands: readonly Band[];
}

export interface RevealView {
  readonly counts: readonly number[];
  readonly podium: readonly Podium[];
  readonly klJar: {
    readonly curves: readonly Curve[];
    readonly crowd: readonly (number | null)[];
    readonly bots: readonly { readonly bot: BotName; readonly kl: readonly (number | null)[] }[];
    readonly floor: readonly (number | null)[];
  };
  readonly bets: BetsView | null;
}

/** The projector's: draw order always, everybody counted, no secrets. */
export interface DisplayView extends SharedView {
  readonly locked: boolean;
  /** Top 8 in the rounds the cadence names; null otherwise and while a round is open. */
  readonly board: readonly BoardRow[] | null;
  readonly crowd: {
    readonly estimate: Estimate;
    readonly kl: number;
    readonly parts: ScoreParts | null;
  } | null;
  readonly bots: readonly BotRow[] | null;
  /** How many bets are in; null outside the bet. */
  readonly betsPlaced: number | null;
  readonly settings: RoomSettings;
  readonly title: string;
  readonly code: string;
  /** With the code it names the lesson: codes are used again. */
  readonly openedAt: number;
  readonly commitment: string;
  readonly mixed: boolean;
  readonly present: number;
  readonly answered: number;
  readonly done: number;
  /** One digit per cookie in the order drawn, over all draws of the running guess. */
  readonly order: string | null;
  readonly lobby: readonly LobbySeat[] | null;
  readonly curves: readonly Curve[] | null;
  readonly bands: readonly QuantileBand[] | null;
  readonly crowdCurve: readonly (number | null)[];
  readonly histogram: HistogramView | null;
  readonly previousHistogram: HistogramView | null;
  /** How many of the scored seats lie within one point of the posterior mean of the first flavour. */
  readonly within: { readonly near: number; readonly of: number } | null;
  /** Belief game, results and later: the board's rows when the board is shown, the bots and the class. */
  readonly thermometer: readonly ThermometerRow[] | null;
  readonly reveal: RevealView | null;
}

export interface HostSeat extends LobbySeat {
  readonly present: boolean;
  readonly answered: boolean;
  readonly done: boolean;
  readonly wantsTime: boolean;
  readonly fromRound: number;
}

export interface HostView extends DisplayView {
  readonly seats: readonly HostSeat[];
  readonly wantTime: number;
}

export interface Progress {
  readonly round: number;
  readonly answered: number;
  readonly done: number;
  readonly players: number;
}

export interface ReplayRound {
  readonly round: number;
  readonly order: string;
  readonly counts: readonly number[];
  /** False where the next draw shared its guess. */
  readonly guessed: boolean;
  readonly posterior: Estimate | null;
  readonly posteriorCount: number | null;
  readonly floor: number | null;
  readonly twist: boolean;
  /** Null in the point game and where no guess was made. */
  readonly belief: BeliefEvidence | null;
}

export interface ReplaySeries {
  /** Index 0 = before the first draw; null where the seat had not joined or the round was not guessed. */
  readonly estimates: readonly (Estimate | null)[];
  /** Live score's KL; index 0 is always null. */
  readonly kl: readonly (number | null)[];
  readonly klJar: readonly (number | null)[];
  readonly points: readonly (number | null)[];
  /** As `kl`; null in the point game. */
  readonly parts: readonly (ScoreParts | null)[] | null;
}

export interface ReplayPlayer extends ReplaySeries {
  readonly playerId: PlayerId;
  readonly name: string;
  readonly cookie: number;
  readonly fromRound: number;
  readonly totals: readonly (number | null)[];
  readonly ranks: readonly (number | null)[];
  /** Null if the jar opened without bets. */
  readonly bet: { readonly band: Band; readonly cost: number; readonly hit: boolean } | null;
}

export interface Replay {
  readonly version: 1;
  readonly replayId: string;
  readonly title: string;
  readonly openedAt: number;
  readonly settings: RoomSettings;
  readonly jar: readonly number[];
  /** Null for a run that was never sealed, such as the built-in story. */
  readonly fairness: ({ readonly commitment: string; readonly code: string } & OpenedFairness) | null;
  readonly rounds: readonly ReplayRound[];
  readonly players: readonly ReplayPlayer[];
  readonly bots: readonly ({ readonly bot: BotName } & ReplaySeries)[];
  readonly crowd: Omit<ReplaySeries, 'points'>;
}
