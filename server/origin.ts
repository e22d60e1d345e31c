import type { IncomingMessage } from 'node:http';
import type { Config } from './config.ts';

/**
 * Browsers name the page that connects, and no cross-origin rule protects a WebSocket: a page must come from here.
 * Programs, and same-origin polling, name none; what a browser sends for another site's page it marks as such.
 */
export function isOwnOrigin(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { publicUrl, allowedOrigins }: Pick<Config, 'publicUrl' | 'allowedOrigins'>,
): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers;
  if (origin === undefined) return site === undefined || site === 'same-origin' || site === 'none';
  if (origin === publicUrl || allowedOrigins.includes(origin)) return true;
  if (!URL.canParse(origin) || host === undefined) return false;
  const named = new URL(origin).host;
  // Where the public address has a scheme, the same host by another scheme is another site.
  const isPublic = publicUrl !== undefined && new URL(publicUrl).host === named;
  return named === host.toLowerCase() && !isPublic;
}
