import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** A value that JSON can carry without loss. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** JSON with sorted keys and no spaces: two equal values have the same text, so their hashes can be compared. */
export function canonical(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('not a number of JSON');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}

/** h₀: the chain of a game begins with its sealed jar. */
export function chainStart(commitment: string): string {
  return bytesToHex(sha256(utf8ToBytes(`jar-chain-1|${commitment}`)));
}

/** hₖ = SHA-256(hₖ₋₁ ‖ canonical(eventₖ)), the head's 32 bytes before the event's UTF-8; the event carries no name. */
export function chainNext(head: string, event: Json): string {
  return bytesToHex(sha256(concatBytes(hexToBytes(head), utf8ToBytes(canonical(event)))));
}

/**
 * An estimate as it enters the chain while it is still secret.
 * Without the server's 16-byte nonce a phone could try every position of the slider against the head.
 */
export function sealEstimate(nonce: string, estimate: Json): string {
  return bytesToHex(sha256(concatBytes(hexToBytes(nonce), utf8ToBytes(canonical(estimate)))));
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
