import * as v from 'valibot';
import type { ErrorCode } from './errors.ts';
import { offeredBet, offeredEstimates } from './room/offered.ts';
import type { RoomSettings, SettingsInput } from './room/settings.ts';
import type { Lean } from './views/lean.ts';
import type { DisplayView, HostSeat, HostView, PlayerView, Progress, YouView } from './views/wire.ts';

export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryAfterMs?: number;
}
export type Reply<T extends object = object> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly error: WireError };
type Ack<T extends object = object> = (reply: Reply<T>) => void;

export interface Welcome {
  readonly playerId: string;
  readonly name: string;
  readonly cookie: number;
  /** The seat's secret; only when the seat is new. */
  readonly token?: string;
  readonly code: string;
  readonly title: string;
  readonly settings: RoomSettings;
  readonly commitment: string;
  /** With the code it names the lesson: codes are used again. */
  readonly openedAt: number;
  readonly view: Lean<PlayerView>;
  readonly you: Lean<YouView>;
  readonly progress: Progress;
  readonly serverTime: number;
  /** The host, who was there, has no line just now. */
  readonly hostAway?: boolean;
}

export interface Notice {
  readonly reason: string;
}

export interface HostPresence {
  readonly away: boolean;
}

export interface PlayerReceives {
  welcome: (welcome: Welcome) => void;
  view: (view: Lean<PlayerView>) => void;
  you: (you: Lean<YouView>) => void;
  settings: (now: { readonly settings: RoomSettings; readonly commitment: string }) => void;
  progress: (progress: Progress) => void;
  renamed: (now: { readonly name: string }) => void;
  removed: (notice: Notice) => void;
  superseded: (notice: Notice) => void;
  /** Whether the host, who was there, has no line just now. */
  host: (now: HostPresence) => void;
  shutdown: (notice: Notice) => void;
}

/** Where an accepted operation stands in the log, the same for every repeat; phones keep it to check the replay. */
export interface Receipt {
  readonly seq: number;
  /** The chain's head after that very event; null where the room's log began before the chain. */
  readonly head: string | null;
}

export interface GuessAnswer extends Receipt {
  readonly round: number;
  /** In the room's own form: shares, or α. */
  readonly estimate: readonly number[];
  readonly done: boolean;
}

export interface BetAnswer extends Receipt {
  readonly band: readonly [number, number];
}

export interface PlayerSends {
  guess: (payload: GuessPayload, ack: Ack<GuessAnswer>) => void;
  rename: (payload: RenamePayload, ack: Ack<{ name: string }>) => void;
  bet: (payload: BetPayload, ack: Ack<BetAnswer>) => void;
  leave: (payload: OpPayload, ack: Ack) => void;
  moreTime: (payload: OpPayload, ack: Ack) => void;
  time: (payload: EmptyPayload, ack: Ack<{ serverTime: number }>) => void;
}

export interface DisplayReceives {
  view: (view: DisplayView) => void;
  progress: (progress: Progress) => void;
  time: (now: { readonly serverTime: number }) => void;
  shutdown: (notice: Notice) => void;
  /** The room was played again: connect anew, the code is the same. */
  again: (notice: Notice) => void;
  host: (now: HostPresence) => void;
}

export interface HostReceives extends Omit<DisplayReceives, 'view'> {
  view: (view: HostView) => void;
  /** Something in this room could not be saved just now; the host alone can do something about it. */
  unsaved: (notice: Notice) => void;
  /** Another device has become the host. */
  superseded: (notice: Notice) => void;
}

export interface HostSends {
  settings: (payload: SettingsPayload, ack: Ack) => void;
  start: (payload: OpPayload, ack: Ack) => void;
  next: (payload: NextPayload, ack: Ack) => void;
  skip: (payload: OpPayload, ack: Ack) => void;
  close: (payload: OpPayload, ack: Ack) => void;
  extend: (payload: ExtendPayload, ack: Ack) => void;
  pause: (payload: OpPayload, ack: Ack) => void;
  resume: (payload: OpPayload, ack: Ack) => void;
  reveal: (payload: OpPayload, ack: Ack) => void;
  end: (payload: OpPayload, ack: Ack) => void;
  again: (payload: OpPayload, ack: Ack<{ replayId: string }>) => void;
  lock: (payload: OpPayload, ack: Ack) => void;
  unlock: (payload: OpPayload, ack: Ack) => void;
  remove: (payload: SeatPayload, ack: Ack) => void;
  rename: (payload: SeatRenamePayload, ack: Ack<{ name: string }>) => void;
  mix: (payload: MixPayload, ack: Ack) => void;
  /** Seats by a part of their name. */
  find: (payload: FindPayload, ack: Ack<{ seats: readonly HostSeat[] }>) => void;
  /** Names are erased for good: one seat's, or all and the title. */
  forget: (payload: ForgetPayload, ack: Ack) => void;
}

export interface OpenedRoom {
  readonly code: string;
  readonly replayId: string;
  readonly hostToken: string;
  readonly recoveryCode: string;
  readonly joinUrl: string;
  readonly settings: RoomSettings;
  readonly title: string;
  readonly commitment: string;
}

/** The answer to a device that has become the host; its token it made up itself. */
export type TakenRoom = Omit<OpenedRoom, 'hostToken'>;

export interface RoomSummary {
  readonly code: string;
  readonly title: string;
  readonly phase: string;
  readonly locked: boolean;
  readonly language: 'ko' | 'en';
  /** The address phones can reach, with the room's key: for a projector that did not open the room. */
  readonly joinUrl: string;
}

/** What a server says of itself on its privacy page. */
export interface PrivacyFacts {
  readonly retention: {
    readonly lobbyHours: number;
    readonly gameHours: number;
    readonly nameDays: number;
    readonly replayDays: number;
    readonly logDays: number;
  };
  /** Whom to ask. */
  readonly contact: string | null;
}

const opId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const playerId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const rawName = v.pipe(v.string(), v.maxLength(200));
const secret = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
/** 32 random bytes that the device made up itself, in base64url. */
const ownSecret = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));
const roomCode = v.pipe(v.string(), v.regex(/^\d{6,12}$/));
const round = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const flavourName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(24));
const cookies = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000_000));
const draw = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1000));

const perFlavour = v.pipe(v.array(v.number()), v.minLength(2), v.maxLength(5));

/** Strict shapes: an unknown key is a malformed payload, a number is finite or refused by the rules. */
export const payloads = {
  empty: v.strictObject({}),
  op: v.strictObject({ opId }),
  guess: v.strictObject({
    opId,
    round,
    // Shares or a belief: the one the room plays with.
    estimate: v.union([v.strictObject({ p: perFlavour }), v.strictObject({ alpha: perFlavour })]),
    done: v.optional(v.boolean()),
  }),
  bet: v.strictObject({ opId, band: v.strictTuple([v.number(), v.number()]) }),
  rename: v.strictObject({ opId, name: rawName }),
  next: v.strictObject({
    opId,
    draws: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(200))),
    twist: v.optional(v.boolean()),
  }),
  extend: v.strictObject({
    opId,
    seconds: v.pipe(v.number(), v.safeInteger(), v.minValue(5), v.maxValue(600)),
  }),
  seat: v.strictObject({ opId, playerId }),
  seatRename: v.strictObject({ opId, playerId, name: rawName }),
  forget: v.strictObject({ opId, playerId: v.optional(playerId) }),
  find: v.strictObject({ opId, name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)) }),
  mix: v.strictObject({ opId, words: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)) }),
} as const;

const settingsInput = v.strictObject({
  language: v.optional(v.picklist(['ko', 'en'])),
  title: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(80))),
  flavours: v.optional(
    v.pipe(v.array(v.strictObject({ name: flavourName, count: cookies })), v.minLength(2), v.maxLength(5)),
  ),
  mystery: v.optional(
    v.strictObject({
      flavours: v.pipe(v.array(flavourName), v.minLength(2), v.maxLength(5)),
      population: cookies,
    }),
  ),
  drawSize: v.optional(v.union([draw, v.pipe(v.array(draw), v.minLength(1), v.maxLength(200))])),
  rounds: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(200))),
  guessSeconds: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(5), v.maxValue(600)))),
  replacement: v.optional(v.picklist(['never', 'round', 'each'])),
  estimate: v.optional(v.picklist(offeredEstimates)),
  scoring: v.optional(v.picklist(['evidence', 'open'])),
  rankBy: v.optional(v.picklist(['evidence', 'jar'])),
  tally: v.optional(v.picklist(['always', 'draw', 'none'])),
  histogram: v.optional(v.picklist(['never', 'close', 'live'])),
  board: v.optional(
    v.union([
      v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(200)),
      v.picklist(['end', 'never']),
    ]),
  ),
  bots: v.optional(v.pipe(v.array(v.picklist(['exact', 'svi', 'decay'])), v.maxLength(3))),
  names: v.optional(v.picklist(['free', 'generated'])),
  replayNames: v.optional(v.picklist(['display', 'pseudonyms'])),
  autoClose: v.optional(v.boolean()),
  bet: v.optional(offeredBet ? v.boolean() : v.literal(false)),
  maxPlayers: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(10_000))),
});

export const openRoomBody = v.strictObject({
  settings: v.optional(settingsInput),
  hostPassword: v.optional(v.pipe(v.string(), v.maxLength(200))),
});

export const settingsPayload = v.strictObject({ opId, settings: settingsInput });

export const playerAuth = v.strictObject({
  room: roomCode,
  protocol: v.number(),
  name: v.optional(rawName),
  cookie: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(4))),
  token: v.optional(secret),
  /** Made up by a new player: asking twice with it takes one seat, even if no answer came back. */
  ticket: v.optional(ownSecret),
  key: v.optional(secret),
});
export const displayAuth = v.strictObject({ room: roomCode, protocol: v.optional(v.number()) });
export const hostAuth = v.strictObject({
  room: roomCode,
  protocol: v.optional(v.number()),
  hostToken: v.optional(secret),
});

/** A device asks to be the host: with the code on paper, or as the host it is, for another code. */
export const takeHostBody = v.strictObject({
  hostToken: ownSecret,
  recoveryCode: v.optional(secret),
});

export type EmptyPayload = v.InferOutput<typeof payloads.empty>;
export type OpPayload = v.InferOutput<typeof payloads.op>;
export type GuessPayload = v.InferOutput<typeof payloads.guess>;
export type BetPayload = v.InferOutput<typeof payloads.bet>;
export type RenamePayload = v.InferOutput<typeof payloads.rename>;
export type FindPayload = v.InferOutput<typeof payloads.find>;
export type NextPayload = v.InferOutput<typeof payloads.next>;
export type ExtendPayload = v.InferOutput<typeof payloads.extend>;
export type SeatPayload = v.InferOutput<typeof payloads.seat>;
export type ForgetPayload = v.InferOutput<typeof payloads.forget>;
export type SeatRenamePayload = v.InferOutput<typeof payloads.seatRename>;
export type MixPayload = v.InferOutput<typeof payloads.mix>;
export type SettingsPayload = { readonly opId: string; readonly settings: SettingsInput };

/** The one way an inbound message becomes typed: a value, or nothing. */
export function decode<T extends v.GenericSchema>(schema: T, raw: unknown): v.InferOutput<T> | undefined {
  // An array would pass for an object without required keys.
  if (Array.isArray(raw)) return undefined;
  const parsed = v.safeParse(schema, raw, { abortEarly: true });
  return parsed.success ? parsed.output : undefined;
}
