import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256, in hex, of some bytes (in hex) followed by a text in UTF-8: all a chain needs of a hash. */
export type Sha256 = (bytes: string, text: string) => string;

/** Pure JavaScript: `crypto.subtle` is missing on http:// addresses. A server passes its own, which is faster. */
const portableSha256: Sha256 = (bytes, text) =>
  bytesToHex(sha256(concatBytes(hexToBytes(bytes), utf8ToBytes(text))));

/** One fact as anybody may read it after the reveal: without names, tokens or connections. */
export interface ChainRecord {
  readonly seq: number;
  /** Milliseconds since 1970 by the server's clock. */
  readonly at: number;
  readonly by: string;
  readonly event: { readonly type: string };
  /** 16 bytes of the server's generator, in hex; published with the log after the reveal. */
  readonly nonce: string;
}

/** What must not be known when its event enters the chain stands there as a seal; the replay opens it. */
const secretOf: Readonly<Record<string, string>> = {
  JarFilled: 'counts',
  HunchPlaced: 'estimate',
  EstimatePlaced: 'estimate',
  BetPlaced: 'band',
  RoundScored: 'seats',
};

/** JSON with sorted keys and no spaces: two equal values have the same text, so their hashes can be compared. */
export function canonical(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw new RangeError('not a number of JSON');
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalList(value) : canonicalObject(value as Record<string, unknown>);
    default:
      throw new RangeError(`${typeof value} has no place in JSON`);
  }
}

/** Grown by appending: ten thousand rows of scores are canonical in the time of one frame. */
function canonicalList(list: readonly unknown[]): string {
  let text = '[';
  for (let k = 0; k < list.length; k += 1) text += k === 0 ? canonical(list[k]) : `,${canonical(list[k])}`;
  return `${text}]`;
}

function canonicalObject(object: Readonly<Record<string, unknown>>): string {
  let text = '{';
  for (const key of Object.keys(object).sort()) {
    text += `${text === '{' ? '' : ','}${JSON.stringify(key)}:${canonical(object[key])}`;
  }
  return `${text}}`;
}

/** h₀: the chain of a game begins with its first seal. */
export function chainStart(commitment: string, hash = portableSha256): string {
  return hash('', `jar-chain-1|${commitment}`);
}

/**
 * hₖ = SHA-256(hₖ₋₁ ‖ canonical(recordₖ)), the head's 32 bytes before the UTF-8 of {seq, at, by, event, nonce}. The nonce
 * keeps everything about the record from who sees the head before the reveal, also who it was that asked for more time.
 */
export function chainNext(
  head: string,
  { seq, at, by, event, nonce }: ChainRecord,
  hash = portableSha256,
): string {
  return hash(head, canonical({ at, by, event: sealSecret(event, nonce, hash), nonce, seq }));
}

/**
 * SHA-256(nonce ‖ canonical(secret)): binds without telling.
 * Without the server's nonce a phone could try every position of the slider against the head.
 */
export function seal(nonce: string, secret: unknown, hash = portableSha256): string {
  return hash(nonce, canonical(secret));
}

function sealSecret(event: ChainRecord['event'], nonce: string, hash: Sha256): object {
  const secret = secretOf[event.type];
  if (secret === undefined) return event;
  return { ...event, [secret]: seal(nonce, (event as Readonly<Record<string, unknown>>)[secret], hash) };
}
