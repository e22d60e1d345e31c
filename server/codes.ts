import { hash, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Bytes from the system's generator, or a script's in a test. */
export type RandomBytes = (size: number) => Uint8Array;

const scryptAsync = promisify<string, Uint8Array, number, Buffer>(scrypt);

/** Crockford's base 32: no I, L, O or U to misread. */
const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RECOVERY_LENGTH = 12;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const DAY_SECONDS = 86_400;
const LEAST_DIGITS = 6;

/** As many digits as keep one wrong guess a second busy for a day before the first hit. */
export function codeDigits(liveRooms: number): number {
  let digits = LEAST_DIGITS;
  while (10 ** digits < DAY_SECONDS * liveRooms) digits += 1;
  return digits;
}

/** A code that is not taken; every digit equally likely. */
export function newRoomCode(
  random: RandomBytes,
  liveRooms: number,
  taken: (code: string) => boolean,
): string {
  const digits = codeDigits(liveRooms + 1);
  for (;;) {
    let code = '';
    while (code.length < digits) {
      // Bytes past the last whole multiple of ten would favour the small digits.
      for (const byte of random(digits)) if (byte < 250 && code.length < digits) code += String(byte % 10);
    }
    if (!taken(code)) return code;
  }
}

export function newToken(random: RandomBytes): string {
  return base64Url(random(32));
}

/**
 * Public ids and keys: 18 bytes for what must not be guessed, fewer for what need only be distinct. Both ends are a letter
 * or a digit: a spreadsheet takes a leading dash for a formula, and a chat cuts a trailing one off a link.
 */
export function newId(random: RandomBytes, bytes: number): string {
  for (;;) {
    const id = base64Url(random(bytes));
    if (/^[A-Za-z0-9].*[A-Za-z0-9]$/.test(id)) return id;
  }
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function hashToken(token: string): string {
  return hash('sha256', token);
}

export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

export function newRecoveryCode(random: RandomBytes): string {
  return Array.from(random(RECOVERY_LENGTH), (byte) => BASE32[byte % BASE32.length]).join('');
}

/** How a code written on paper is kept: slowly, so that a stolen file does not give it away. */
export interface SlowHash {
  hash(random: RandomBytes, code: string): Promise<string>;
  matches(hash: string, typed: string): Promise<boolean>;
}

export const recoveryHash: SlowHash = { hash: hashRecoveryCode, matches: isRecoveryCode };

export async function hashRecoveryCode(random: RandomBytes, code: string): Promise<string> {
  const salt = random(SALT_BYTES);
  return `${hex(salt)}.${hex(await scryptAsync(code, salt, HASH_BYTES))}`;
}

export async function isRecoveryCode(recoveryHash: string, typed: string): Promise<boolean> {
  const [salt, hash] = recoveryHash.split('.');
  if (salt === undefined || hash === undefined) return false;
  return sameText(hash, hex(await scryptAsync(readable(typed), Buffer.from(salt, 'hex'), HASH_BYTES)));
}

/** Whether what was typed could be a recovery code at all. */
export function isRecoveryShape(typed: string): boolean {
  const code = readable(typed);
  return code.length === RECOVERY_LENGTH && [...code].every((character) => BASE32.includes(character));
}

/** As typed from paper: any case, any spacing, the usual misreadings. */
function readable(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

/** What tells two operations under one id apart: SHA-256 of the content with sorted keys, first 16 digits. */
export function digestOf(content: unknown): string {
  return hash('sha256', sortedJson(content)).slice(0, 16);
}

/** As JSON.stringify writes it, with the keys of every object in order. */
export function sortedJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  let text = '';
  if (Array.isArray(value)) {
    for (const one of value) text += `${text === '' ? '' : ','}${sortedJson(one)}`;
    return `[${text}]`;
  }
  const object = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(object).sort()) {
    if (object[key] === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${sortedJson(object[key])}`;
  }
  return `{${text}}`;
}
