import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Log } from '../log.ts';
import { languageOf, messageFor } from '../messages.ts';

const statuses: Partial<Readonly<Record<ErrorCode, number>>> = {
  'room/unknown': 404,
  'room/locked': 409,
  'room/full': 409,
  'room/ended': 410,
  'room/damaged': 500,
  'server/full': 503,
  'server/stopping': 503,
  'host/required': 403,
  'rate/slow-down': 429,
  'store/unavailable': 503,
  internal: 500,
};

export function sendError(
  request: Request,
  response: Response,
  code: ErrorCode,
  status: number = statuses[code] ?? 400,
): void {
  const message = messageFor(code, languageOf(request.headers['accept-language']));
  response
    .status(status)
    .set({ 'Cache-Control': 'no-store', 'Content-Language': languageOf(request.headers['accept-language']) })
    .vary('Accept-Language')
    .json({ error: { code, message } });
}

/** An address below /api that nothing answers. */
export const unknownCall: RequestHandler = (request, response) => {
  sendError(request, response, 'payload/malformed', 404);
};

/** The last resort: a code and a sentence, never a stack; what went wrong is in the log. */
export function errorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { code, status } = explain(error);
    if (code === 'internal' || code === 'store/unavailable' || code === 'room/damaged') {
      log.error({ err: error, method: request.method, route: request.route?.path }, 'request failed');
    }
    sendError(request, response, code, status);
  };
}

/** Errors of the store are known by name: this room does not know stores. */
function explain(error: unknown): { readonly code: ErrorCode; readonly status?: number } {
  const name = error instanceof Error ? error.name : '';
  if (name === 'StoreUnavailable') return { code: 'store/unavailable' };
  if (name === 'DamagedLog') return { code: 'room/damaged' };
  const status = statusOf(error);
  return status === undefined ? { code: 'internal' } : { code: 'payload/malformed', status };
}

/** Express and its body parser put the status of a client's mistake on the error. */
function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
