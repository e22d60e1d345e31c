import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';

/** The token of an Authorization header, empty when there is none. */
export function bearerOf(request: Request): string {
  return /^Bearer ([\w.~+/=-]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

/** Digests have one length, so that comparing takes the same time whatever was given. */
export function samePassword(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text.normalize('NFC')).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
