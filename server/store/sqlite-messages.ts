import type { EventCells } from './event-rows.ts';
import type { Ages, HostKeyHashes, KeptLog, RoomRow } from './event-store.ts';
import type { LogEnd } from './sums.ts';

/** What travels between the server's thread and the one that waits for the disk. */
export interface NameRow {
  readonly playerId: string;
  readonly name: string;
}

export type Write =
  | {
      readonly kind: 'createRoom';
      readonly row: RoomRow;
      readonly events: readonly EventCells[];
      readonly names: readonly NameRow[];
    }
  | {
      readonly kind: 'append';
      readonly replayId: string;
      readonly expectedSeq: number;
      readonly events: readonly EventCells[];
      readonly names: readonly NameRow[];
    }
  | { readonly kind: 'setHostKeys'; readonly replayId: string; readonly keys: HostKeyHashes }
  | { readonly kind: 'forgetNames'; readonly replayId: string; readonly playerId: string | undefined }
  | { readonly kind: 'deleteRoom'; readonly replayId: string }
  | { readonly kind: 'tidy' }
  | { readonly kind: 'setMeta'; readonly key: string; readonly value: string };

export type Read =
  /** A part of a log, which goes on from `after`. */
  | { readonly kind: 'read'; readonly replayId: string; readonly after: LogEnd }
  | { readonly kind: 'names'; readonly replayId: string }
  | { readonly kind: 'rooms' }
  | { readonly kind: 'kept'; readonly openedBefore: Ages }
  | { readonly kind: 'room'; readonly replayId: string }
  | { readonly kind: 'meta'; readonly key: string };

export type Call = Write | Read;

/** A part of a log: little enough that it holds up neither who unpacks it nor what else is asked of the disk. */
export interface LogPart {
  readonly events: readonly EventCells[];
  /** Where the next one goes on; null after the last. */
  readonly next: LogEnd | null;
}

/** As SQLite says it: there are no truth values. */
export interface KeptRow extends Omit<KeptLog, 'named' | 'started'> {
  readonly named: number;
  readonly started: number;
}

export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly why: 'conflict' | 'unavailable'; readonly message: string }
  /** `firstBad` is the seq of the first event that is not what was written; null where that cannot be told. */
  | {
      readonly ok: false;
      readonly why: 'damaged';
      readonly message: string;
      readonly firstBad: number | null;
    };

export type ToWorker =
  | { readonly kind: 'batch'; readonly calls: readonly Call[] }
  | { readonly kind: 'close' };

export type FromWorker =
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'answers'; readonly answers: readonly Answer[] }
  | { readonly kind: 'closed' };

export function isWrite(call: Call): call is Write {
  switch (call.kind) {
    case 'createRoom':
    case 'append':
    case 'setHostKeys':
    case 'forgetNames':
    case 'deleteRoom':
    case 'tidy':
    case 'setMeta':
      return true;
    default:
      return false;
  }
}
