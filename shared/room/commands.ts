import type { Band, Estimate, OpStamp, PlayerId, RoomEvent } from './events.ts';
import type { RoomSettings } from './settings.ts';
import type { Place } from './state.ts';

/** Time and chance come in with the command: the rules have neither. */
export interface CommandMeta {
  readonly at: number;
  readonly by: string;
  readonly op?: OpStamp;
  /** For so long the server itself may have kept this waiting before it read it. */
  readonly lagMs?: number;
}

interface Chance {
  /** 64 hex characters each, from the system's generator. */
  readonly seed: string;
  readonly salt: string;
}

export type Command =
  | ({
      readonly type: 'open';
      readonly code: string;
      readonly settings: RoomSettings;
      readonly counts: readonly number[] | null;
    } & Chance)
  | ({
      readonly type: 'settings';
      readonly settings: RoomSettings;
      readonly counts: readonly number[] | null;
    } & Chance)
  | { readonly type: 'mix'; readonly words: string }
  | { readonly type: 'lock' }
  | { readonly type: 'unlock' }
  | {
      readonly type: 'join';
      readonly playerId: PlayerId;
      readonly tokenHash: string;
      readonly cookie: number;
    }
  | { readonly type: 'connect'; readonly playerId: PlayerId; readonly connection: string }
  | { readonly type: 'disconnect'; readonly playerId: PlayerId; readonly connection: string }
  | { readonly type: 'rename'; readonly playerId: PlayerId }
  | { readonly type: 'leave'; readonly playerId: PlayerId }
  | { readonly type: 'remove'; readonly playerId: PlayerId }
  | {
      readonly type: 'guess';
      readonly playerId: PlayerId;
      readonly round: number;
      readonly estimate: Estimate;
      readonly done: boolean;
    }
  | { readonly type: 'moreTime'; readonly playerId: PlayerId }
  | { readonly type: 'start' }
  | { readonly type: 'bet'; readonly playerId: PlayerId; readonly band: Band }
  /** The next draw, or after the last results the bets. */
  | { readonly type: 'next'; readonly draws: number; readonly twist?: boolean }
  | { readonly type: 'skip' }
  | { readonly type: 'close' }
  | { readonly type: 'extend'; readonly seconds: number }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'reveal' }
  | { readonly type: 'end' }
  /** The clock's own: closes a round whose deadline and grace have passed. */
  | { readonly type: 'tick' }
  /** After a restart: the deadline moves by the time the server was away. */
  | { readonly type: 'restart'; readonly downMs: number };

/** Who comes and who goes. */
export type PresenceCommand = Extract<Command, { readonly type: 'connect' | 'disconnect' }>;

export interface DrawRequest {
  readonly round: number;
  readonly size: number;
  readonly remaining: readonly number[];
}

export interface DrawOutcome {
  readonly order: readonly number[];
  readonly counts: readonly number[];
}

export interface Decision {
  readonly ok: true;
  readonly events: readonly RoomEvent[];
  /** Set when the same operation had been accepted before: nothing happens again, the answer is the same. */
  readonly repeated?: Place;
}
