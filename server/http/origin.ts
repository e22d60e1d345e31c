import type { RequestHandler } from 'express';
import { sendError } from './errors.ts';

/** Pages of other sites change nothing here: a browser says where a changing request comes from. */
export function sameOrigin(publicUrl: string | undefined, allowedOrigins: readonly string[]): RequestHandler {
  return (request, response, next) => {
    const { origin, host } = request.headers;
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    const own =
      origin === undefined ||
      origin === publicUrl ||
      origin.replace(/^https?:\/\//, '') === host?.toLowerCase();
    if (changes && !own && !allowedOrigins.includes(origin)) {
      sendError(request, response, 'payload/malformed', 403);
      return;
    }
    next();
  };
}
