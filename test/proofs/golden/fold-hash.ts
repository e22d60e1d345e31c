import { createHash } from 'node:crypto';
import type { RecordedEvent } from '../../../shared/room/events.ts';
import { emptyState, evolve } from '../../../shared/room/evolve.ts';
import type { OpMemory, RoomState } from '../../../shared/room/state.ts';
import { replayOf } from '../../../shared/views/replay.ts';

/** What a log of the past means, as hashes. */
export interface Folded {
  /** Of the whole folded state after every event, one after the other. */
  readonly states: string;
  readonly hostReplay: string;
  readonly publicReplay: string;
}

export interface GoldenLog {
  /** The version of the project that recorded it. */
  readonly release: string;
  readonly replayId: string;
  readonly title: string;
  readonly names: readonly (readonly [playerId: string, name: string])[];
  readonly folded: Folded;
  readonly log: readonly RecordedEvent[];
}

export function foldedHashes({
  log,
  names,
  replayId,
  title,
}: Pick<GoldenLog, 'log' | 'names' | 'replayId' | 'title'>): Folded {
  const state = emptyState();
  const states = createHash('sha256');
  const operations = new Map<string, OpMemory>();
  for (const recorded of log) {
    evolve(state, recorded);
    note(operations, state, recorded);
    states.update(plain(withLongMemory(state, operations)));
  }
  const replay = (namesFor: 'host' | 'public') =>
    replayOf(state.open, new Map(names), { replayId, title, namesFor });
  return {
    states: states.digest('hex'),
    hostReplay: hashOf(replay('host')),
    publicReplay: hashOf(replay('public')),
  };
}

/** So many operations of a seat the version of the oldest logs remembered. */
const MOST_THEN = 32;

function note(operations: Map<string, OpMemory>, { seats }: RoomState, recorded: RecordedEvent): void {
  const { op, by, seq, head = null } = recorded;
  if (op === undefined || !seats.has(by)) return;
  const known: OpMemory = operations.get(by) ?? new Map();
  operations.set(by, known);
  if (known.has(op.id)) return;
  known.set(op.id, { digest: op.digest, seq, head });
  for (const oldest of known.keys()) if (known.size > MOST_THEN) known.delete(oldest);
}

/**
 * A seat's operations are remembered for repeats alone, and fewer of them than once: what is left of them must be the end of
 * what was remembered when the logs were recorded, and the hashes are of the whole of it.
 */
function withLongMemory(state: RoomState, operations: ReadonlyMap<string, OpMemory>): RoomState {
  const seats = [...state.seats].map(([playerId, seat]) => {
    const whole: OpMemory = operations.get(playerId) ?? new Map();
    const end = [...whole].slice(whole.size - seat.ops.size);
    const isEnd = seat.ops.size > 0 || whole.size === 0;
    const ops = isEnd && plain(end) === plain([...seat.ops]) ? whole : seat.ops;
    return [playerId, { ...seat, ops }] as const;
  });
  return { ...state, seats: new Map(seats) };
}

export function hashOf(value: unknown): string {
  return createHash('sha256').update(plain(value)).digest('hex');
}

/**
 * A text of any folded value, Maps in their order included. Members that are null are left out: a field that a later
 * version adds is null for the logs before it, and changes no hash.
 */
function plain(value: unknown): string {
  if (value instanceof Map) return `Map${plain([...value])}`;
  if (Array.isArray(value)) return `[${value.map(plain).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${plain(member)}`).join(',')}}`;
}
