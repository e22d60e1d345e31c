import { createHash } from 'node:crypto';
import type { RecordedEvent } from '../../../shared/room/events.ts';
import { emptyState, evolve } from '../../../shared/room/evolve.ts';
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
  for (const recorded of log) {
    evolve(state, recorded);
    states.update(plain(state));
  }
  const replay = (namesFor: 'host' | 'public') =>
    replayOf(state.open, new Map(names), { replayId, title, namesFor });
  return {
    states: states.digest('hex'),
    hostReplay: hashOf(replay('host')),
    publicReplay: hashOf(replay('public')),
  };
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
