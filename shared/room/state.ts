import type {
  Band,
  BeliefEvidence,
  Bets,
  BotScore,
  CrowdScore,
  Estimate,
  PlayerId,
  SeatScore,
  SeatTruth,
} from './events.ts';
import type { BotName, RoomSettings } from './settings.ts';

export type Phase = 'lobby' | 'guessing' | 'results' | 'bet' | 'revealed' | 'ended';

export interface Draw {
  readonly round: number;
  readonly order: readonly number[];
  readonly counts: readonly number[];
  readonly twist: boolean;
}

export interface ScoredRound {
  readonly round: number;
  readonly posterior: Estimate;
  readonly posteriorCount: number;
  readonly seats: readonly SeatScore[];
  readonly bots: readonly BotScore[];
  readonly crowd: CrowdScore | null;
  readonly belief: BeliefEvidence | null;
}

export interface Truth {
  readonly seats: readonly SeatTruth[];
  readonly bots: readonly { readonly bot: BotName; readonly klJar: readonly (number | null)[] }[];
  readonly crowd: readonly (number | null)[];
  readonly floor: readonly (number | null)[];
  readonly bets: Bets | null;
}

/** The opened seal: present only once the jar is revealed. */
export interface OpenedJar {
  readonly counts: readonly number[];
  readonly seed: string;
  readonly salt: string;
  readonly mix: string;
}

export interface RosterEntry {
  readonly playerId: PlayerId;
  readonly cookie: number;
  readonly fromRound: number;
  present: boolean;
  /** Gone for good: removed by the host, or left by themselves. */
  out: 'removed' | 'left' | null;
  /** Placed something in the running round, or a bet. */
  answered: boolean;
  done: boolean;
  wantsTime: boolean;
}

/** What everybody may know. Mutable only inside evolve; readers get it as Readonly. */
export interface OpenState {
  code: string;
  settings: RoomSettings;
  phase: Phase;
  round: number;
  /** First of the rounds whose draws belong to the running guess. */
  drawsFrom: number;
  locked: boolean;
  commitment: string;
  mix: string;
  draws: Draw[];
  tally: number[];
  drawn: number;
  opensAt: number | null;
  closesAt: number | null;
  paused: boolean;
  remainingMs: number | null;
  roster: Map<PlayerId, RosterEntry>;
  /** Seats neither removed nor left. */
  players: number;
  present: number;
  /** Counts of the running round, over present and absent seats alike. */
  answered: number;
  done: number;
  wantTime: number;
  /** Bets of seats that are still here; the bands stay with the seats until the jar opens. */
  betsPlaced: number;
  scored: ScoredRound[];
  /** The latest score of each seat, for rank moves and the seats' own views. */
  latest: Map<PlayerId, SeatScore>;
  /** Round-0 estimates, published when the game starts. */
  hunches: Map<PlayerId, Estimate>;
  jar: OpenedJar | null;
  truth: Truth | null;
  openedAt: number;
  startedAt: number | null;
  revealedAt: number | null;
  endedAt: number | null;
  seq: number;
  /** The chain's head after the event of this seq; null in a log from before the chain, and in practice. */
  head: string | null;
}

/** Where in the log something stands, and the head of the chain after it. */
export interface Place {
  readonly seq: number;
  readonly head: string | null;
}

export type OpMemory = Map<string, Place & { readonly digest: string }>;

/** What one seat knows of itself. */
export interface SeatState {
  estimate: Estimate;
  /** Round of the last placing; 0 for a hunch, null while the prior speaks. */
  placedIn: number | null;
  connection: string | null;
  bet: Band | null;
  /** KL by round, index 0 unused; null where the seat was not scored. */
  curve: (number | null)[];
  /** Accepted operations, newest last, for idempotence. */
  ops: OpMemory;
}

export interface HiddenState {
  seed: string;
  salt: string;
  counts: readonly number[] | null;
  remaining: readonly number[] | null;
  /** SHA-256 of a seat's token → seat. */
  tokens: Map<string, PlayerId>;
  hostOps: OpMemory;
}

export interface RoomState {
  open: OpenState;
  seats: Map<PlayerId, SeatState>;
  hidden: HiddenState;
}
