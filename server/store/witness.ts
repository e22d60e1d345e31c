import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { crc32 } from 'node:zlib';
import type { RoomRow } from './event-store.ts';
import type { LogEnd } from './sums.ts';

/** How far a log had come when its writer was last answered. */
export interface Testimony extends LogEnd {
  readonly replayId: string;
  readonly code: string;
  readonly createdAt: number;
}

/**
 * Remembers beside the database what has been acknowledged. SQLite drops the end of a write-ahead log that was cut, changed
 * or deleted without a word, and takes an emptied file for a new one; here it is still known that there was more. It is
 * written after the commit and never waited for, so after a power failure it may know too little, never too much: it raises
 * no false alarm.
 */
export interface Witness {
  of(replayId: string): Testimony | undefined;
  all(): Iterable<Testimony>;
  /** After the commit. */
  saw(ends: readonly Testimony[]): void;
  /** Before the room is deleted. */
  forget(replayId: string): void;
  close(): void;
}

const mostBytes = 1_000_000;

export function openWitness(database: string): Witness {
  const file = `${database}-acks`;
  const seen = new Map<string, Testimony>();
  if (existsSync(file)) for (const told of readFileSync(file, 'utf8').split('\n')) remember(seen, told);
  let bytes = 0;
  let descriptor = rewrite();

  /** In a new file: a crash in between leaves the old one. */
  function rewrite(): number {
    const text = [...seen.values()].map(lineOf).join('');
    bytes = text.length;
    writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
    return openSync(file, 'a');
  }

  function renew(): void {
    closeSync(descriptor);
    descriptor = rewrite();
  }

  return {
    of: (replayId) => seen.get(replayId),
    all: () => seen.values(),
    saw(ends) {
      for (const end of ends) seen.set(end.replayId, end);
      const text = ends.map(lineOf).join('');
      bytes += text.length;
      try {
        if (bytes > mostBytes) renew();
        else writeSync(descriptor, text);
      } catch {
        // The facts themselves are on the disk; a witness that cannot be written only knows less.
      }
    },
    forget(replayId) {
      const told = seen.get(replayId);
      if (told === undefined) return;
      seen.delete(replayId);
      // On the disk before the room is gone: the renaming may not survive a power failure, this does.
      writeSync(descriptor, lineOf({ ...told, lastSeq: 0 }));
      fsyncSync(descriptor);
      renew();
    },
    close: () => closeSync(descriptor),
  };
}

/** Begins with the end of the line before, which a full disk may have cut. */
function lineOf({ replayId, code, createdAt, lastSeq, lastSum }: Testimony): string {
  const told = [replayId, code, createdAt, lastSeq, lastSum].join(' ');
  return `\n${crc32(told)} ${told}`;
}

function remember(seen: Map<string, Testimony>, line: string): void {
  const [check, ...told] = line.split(' ');
  const [replayId = '', code = '', createdAt, lastSeq, lastSum] = told;
  if (Number(check) !== crc32(told.join(' ')) || told.length !== 5) return;
  const end = { lastSeq: Number(lastSeq), lastSum: Number(lastSum) };
  if (end.lastSeq === 0) seen.delete(replayId);
  else seen.set(replayId, { replayId, code, createdAt: Number(createdAt), ...end });
}

export function testimonyOf({ replayId, code, createdAt }: RoomRow, end: LogEnd): Testimony {
  return { replayId, code, createdAt, ...end };
}

/** The row of a room of which nothing but its acknowledgements is left. */
export function rowOf({ replayId, code, createdAt }: Testimony): RoomRow {
  return { replayId, code, createdAt, hostTokenHash: '', recoveryHash: '', joinKey: '', title: '' };
}
