import { type Request, Router } from 'express';
import type { PrivacyFacts } from '../../shared/protocol.ts';
import { type SelfCheck, selfCheck } from '../privacy/self-check.ts';
import type { Retention } from '../retention.ts';
import type { RoomService } from '../room-service.ts';
import { bearerOf } from './authorisation.ts';
import { sendError } from './errors.ts';

export interface PrivacyParts {
  readonly service: Pick<RoomService, 'forgetSeat'>;
  readonly retention: Retention;
  readonly contact: string | undefined;
}

/** What this server keeps, as it is set up; and how a student has the own name erased. */
export function privacy({ service, retention, contact }: PrivacyParts): Router {
  const router = Router();
  const facts: PrivacyFacts = { retention, contact: contact ?? null };
  const check: SelfCheck = selfCheck({ retention, contact });

  router.get('/api/privacy', (_request, response) => {
    response.set('Cache-Control', 'no-cache').json(facts);
  });

  router.get('/api/privacy/self-check', (_request, response) => {
    response.set('Cache-Control', 'no-cache').json(check);
  });

  /** Whoever holds the seat's token; a wrong code and a wrong token are one and the same answer. */
  router.delete('/api/seats/:code/name', async (request: Request<{ code: string }>, response) => {
    if (!(await service.forgetSeat(request.params.code, bearerOf(request)))) {
      sendError(request, response, 'seat/unknown', 404);
      return;
    }
    response.set('Cache-Control', 'no-store').status(204).end();
  });

  return router;
}
