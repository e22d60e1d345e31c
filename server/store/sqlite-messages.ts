import type { RoomRow } from './event-store.ts';

/** What travels between the server's thread and the one that waits for the disk. */
export interface EventRow {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly op: string | null;
  readonly type: string;
  readonly body: string;
}

export interface NameRow {
  readonly playerId: string;
  readonly name: string;
}

export type Write =
  | {
      readonly kind: 'createRoom';
      readonly row: RoomRow;
      readonly events: readonly EventRow[];
      readonly names: readonly NameRow[];
    }
  | {
      readonly kind: 'append';
      readonly replayId: string;
      readonly expectedSeq: number;
      readonly events: readonly EventRow[];
      readonly names: readonly NameRow[];
    }
  | { readonly kind: 'forgetNames'; readonly replayId: string }
  | { readonly kind: 'deleteRoom'; readonly replayId: string }
  | { readonly kind: 'setMeta'; readonly key: string; readonly value: string };

export type Read =
  | { readonly kind: 'read'; readonly replayId: string }
  | { readonly kind: 'names'; readonly replayId: string }
  | { readonly kind: 'rooms' }
  | { readonly kind: 'room'; readonly replayId: string }
  | { readonly kind: 'meta'; readonly key: string };

export type Call = Write | Read;

export interface StoredLog {
  /** What the room's own row says the last event is; a shorter log is a damaged one. */
  readonly lastSeq: number;
  readonly events: readonly EventRow[];
}

export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly why: 'conflict' | 'unavailable'; readonly message: string };

export type ToWorker =
  | { readonly kind: 'batch'; readonly calls: readonly Call[] }
  | { readonly kind: 'close' };

export type FromWorker =
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'answers'; readonly answers: readonly Answer[] }
  | { readonly kind: 'closed' };

export function isWrite(call: Call): call is Write {
  return ['createRoom', 'append', 'forgetNames', 'deleteRoom', 'setMeta'].includes(call.kind);
}
