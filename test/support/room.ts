import { expect } from 'vitest';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Command, CommandMeta, DrawOutcome } from '../../shared/room/commands.ts';
import { completeSettings } from '../../shared/room/complete-settings.ts';
import { decide } from '../../shared/room/decide.ts';
import type { RecordedEvent, RoomEvent } from '../../shared/room/events.ts';
import { emptyState, evolve, fold } from '../../shared/room/evolve.ts';
import type { DrawSource } from '../../shared/room/seal.ts';
import type { RoomSettings, SettingsInput } from '../../shared/room/settings.ts';
import type { RoomState } from '../../shared/room/state.ts';

export const seed = '5e'.repeat(32);
export const salt = 'a1'.repeat(32);
/** The hour every test's room opens. */
export const morning = 1_700_000_000_000;

export function settingsOf(input: SettingsInput): {
  readonly settings: RoomSettings;
  readonly counts: readonly number[] | null;
} {
  const completed = completeSettings(input);
  if (!completed.ok) throw new Error(`settings refused: ${completed.field}`);
  return { settings: completed.settings, counts: completed.counts };
}

/** Draws in which these many of each flavour come out, in the order of the flavours. */
export function drawing(...batches: readonly (readonly number[])[]): DrawSource {
  return ({ round }): DrawOutcome => {
    const counts = batches[round - 1];
    if (counts === undefined) throw new Error(`no draw prepared for round ${round}`);
    return { counts, order: counts.flatMap((count, k) => new Array<number>(count).fill(k)) };
  };
}

export interface Outcome {
  readonly ok: boolean;
  readonly code?: ErrorCode;
  readonly events: readonly RoomEvent[];
  readonly repeated: number | null;
}

/** A room with its log: commands go in at the hands of a test's own clock. */
export class TestRoom {
  readonly log: RecordedEvent[] = [];
  readonly state: RoomState = emptyState();
  now = morning;
  readonly draw: DrawSource | undefined;

  constructor(draw?: DrawSource) {
    this.draw = draw;
  }

  attempt(command: Command, by = 'host', op?: CommandMeta['op']): Outcome {
    const meta: CommandMeta = { at: this.now, by, ...(op !== undefined && { op }) };
    const decision = decide(this.state, command, meta, this.draw);
    if (!decision.ok) return { ok: false, code: decision.code, events: [], repeated: null };
    for (const event of decision.events) this.record(event, meta);
    return { ok: true, events: decision.events, repeated: decision.repeated?.seq ?? null };
  }

  /** A command that has to be accepted. */
  run(command: Command, by = 'host', op?: CommandMeta['op']): readonly RoomEvent[] {
    const outcome = this.attempt(command, by, op);
    if (!outcome.ok) throw new Error(`${command.type} was refused: ${outcome.code}`);
    return outcome.events;
  }

  record(event: RoomEvent, meta: CommandMeta = { at: this.now, by: 'server' }): void {
    const recorded: RecordedEvent = { seq: this.log.length + 1, ...meta, event };
    this.log.push(recorded);
    evolve(this.state, recorded);
  }

  open(input: SettingsInput = {}): this {
    this.run({ type: 'open', code: '482917', ...settingsOf(input), seed, salt });
    return this;
  }

  /** Takes a seat for each and connects its phone. */
  join(...playerIds: readonly string[]): this {
    for (const playerId of playerIds) {
      this.run({ type: 'join', playerId, tokenHash: `hash-${playerId}`, cookie: 0 }, playerId);
      this.run({ type: 'connect', playerId, connection: `phone-${playerId}` }, playerId);
    }
    return this;
  }

  guess(playerId: string, first: number, done = false): Outcome {
    return this.attempt(guessOf(playerId, this.state.open.round, first, done), playerId);
  }

  place(playerId: string, estimate: readonly number[], done = false): Outcome {
    const { round } = this.state.open;
    return this.attempt({ type: 'guess', playerId, round, estimate, done }, playerId);
  }

  bet(playerId: string, low: number, high: number): Outcome {
    return this.attempt({ type: 'bet', playerId, band: [low, high] }, playerId);
  }

  wait(ms: number): this {
    this.now += ms;
    return this;
  }
}

/** A two-flavour estimate. */
export function share(first: number): readonly number[] {
  return [first, 1 - first];
}

export function guessOf(playerId: string, round: number, first: number, done = false): Command {
  return { type: 'guess', playerId, round, estimate: share(first), done };
}

/** A belief worth this many cookies beside the prior's, in the first two flavours. */
export function belief(first: number, second: number): readonly number[] {
  return [1 + first, 1 + second];
}

/** An open room with these seats, at the first round's draw. */
export function playing(input: SettingsInput, draw: DrawSource, ...players: readonly string[]): TestRoom {
  const room = new TestRoom(draw).open(input).join(...players);
  room.run({ type: 'start' });
  return room;
}

/** Given these facts, when this command comes, then those facts follow. */
export function given(...events: readonly RoomEvent[]) {
  const log = events.map((event, k): RecordedEvent => ({ seq: k + 1, at: morning, by: 'server', event }));
  return {
    when: (command: Command, meta: Partial<CommandMeta> = {}, draw?: DrawSource) => {
      const state = fold(log);
      const decision = decide(state, command, { at: morning, by: 'host', ...meta }, draw);
      return {
        then: (...expected: readonly RoomEvent[]) => expect(decision).toEqual({ ok: true, events: expected }),
        refused: (code: ErrorCode) => expect(decision).toMatchObject({ ok: false, code }),
        nothing: () => expect(decision).toEqual({ ok: true, events: [] }),
      };
    },
  };
}

export function eventOf<T extends RoomEvent['type']>(
  events: readonly RoomEvent[],
  type: T,
): Extract<RoomEvent, { readonly type: T }> {
  const found = events.find((event) => event.type === type);
  if (found === undefined) throw new Error(`there is no ${type}`);
  return found as Extract<RoomEvent, { readonly type: T }>;
}
