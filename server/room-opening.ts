import { createHash } from 'node:crypto';
import type { Refusal } from '../shared/errors.ts';
import type { Command } from '../shared/room/commands.ts';
import { decide } from '../shared/room/decide.ts';
import type { OpStamp, RecordedEvent } from '../shared/room/events.ts';
import { emptyState, evolve } from '../shared/room/evolve.ts';
import { type Chaining, record } from '../shared/room/record.ts';
import type { RoomState } from '../shared/room/state.ts';
import { hex, type RandomBytes } from './codes.ts';
import type { NameEntry } from './store/event-store.ts';

type Stamped = { readonly command: Command; readonly by: string; readonly op?: OpStamp };

export interface Draft {
  readonly ok: true;
  readonly events: readonly RecordedEvent[];
}

/** The beginning of a log that is not in the store yet. */
export function draft(at: number, commands: readonly Stamped[], chaining: Chaining): Draft | Refusal {
  const state = emptyState();
  const log: RecordedEvent[] = [];
  for (const { command, by, op } of commands) {
    const meta = { at, by, ...(op && { op }) };
    const decision = decide(state, command, meta);
    if (!decision.ok) return decision;
    for (const recorded of record(state, decision.events, meta, chaining)) {
      evolve(state, recorded);
      log.push(recorded);
    }
  }
  return { ok: true, events: log };
}

export function chainingWith(random: RandomBytes): Chaining {
  return {
    nonce: () => hex(random(16)),
    hash: (bytes, text) => createHash('sha256').update(bytes, 'hex').update(text).digest('hex'),
  };
}

export function newSeal(random: RandomBytes): { readonly seed: string; readonly salt: string } {
  return { seed: hex(random(32)), salt: hex(random(32)) };
}

/** The same room again: new seal, same settings, same seats under the same tokens. */
export function playAgain(
  before: RoomState,
  names: ReadonlyMap<string, string>,
  at: number,
  op: OpStamp,
  random: RandomBytes,
): (Draft & { readonly names: readonly NameEntry[] }) | Refusal {
  const { code, settings, roster } = before.open;
  const counts = settings.mystery ? null : before.hidden.counts;
  const joins = [...before.hidden.tokens].flatMap(([tokenHash, playerId]) => {
    const entry = roster.get(playerId);
    if (entry === undefined || entry.out !== null) return [];
    const command: Command = { type: 'join', playerId, tokenHash, cookie: entry.cookie };
    return [{ command, by: playerId }];
  });
  const open: Command = { type: 'open', code, settings, counts, ...newSeal(random) };
  const drafted = draft(at, [{ command: open, by: 'host', op }, ...joins], chainingWith(random));
  if (!drafted.ok) return drafted;
  const kept = joins.flatMap(({ by: playerId }) => {
    const name = names.get(playerId);
    return name === undefined ? [] : [{ playerId, name }];
  });
  return { ...drafted, names: kept };
}
