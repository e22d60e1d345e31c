import type { IncomingMessage } from 'node:http';
import type { Config } from './config.ts';

/**
 * Browsers name the page that connects, and no cross-origin rule protects a WebSocket: a page must come from here.
 * Programs, and same-origin polling, name none.
 */
export function isOwnOrigin(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { publicUrl, allowedOrigins }: Pick<Config, 'publicUrl' | 'allowedOrigins'>,
): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (origin === publicUrl || allowedOrigins.includes(origin)) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase();
}
