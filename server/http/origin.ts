import type { RequestHandler } from 'express';
import type { Config } from '../config.ts';
import { isOwnOrigin } from '../origin.ts';
import { sendError } from './errors.ts';

/** Pages of other sites change nothing here: a browser says where a changing request comes from. */
export function sameOrigin(config: Pick<Config, 'publicUrl' | 'allowedOrigins'>): RequestHandler {
  return (request, response, next) => {
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    if (changes && !isOwnOrigin(request, config)) {
      sendError(request, response, 'payload/malformed', 403);
      return;
    }
    next();
  };
}
