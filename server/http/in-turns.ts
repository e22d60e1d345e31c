import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';

export interface Encoded {
  readonly bytes: Buffer;
  /** Changes with the bytes, for `ETag`. */
  readonly tag: string;
}

/** Puts a text together, a piece in each turn of the event loop: lessons go on while a whole lecture is encoded. */
export async function encodeInTurns(texts: Iterable<string>): Promise<Encoded> {
  const hash = createHash('sha256');
  const pieces: Buffer[] = [];
  for (const text of texts) {
    const piece = Buffer.from(text);
    hash.update(piece);
    pieces.push(piece);
    await nextTurn();
  }
  const bytes = Buffer.allocUnsafe(pieces.reduce((sum, { length }) => sum + length, 0));
  let length = 0;
  for (const piece of pieces) {
    length += piece.copy(bytes, length);
    await nextTurn();
  }
  return { bytes, tag: `W/"${hash.digest('base64url')}"` };
}
