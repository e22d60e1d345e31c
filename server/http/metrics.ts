import { type Request, Router } from 'express';
import { bearerOf, samePassword } from './authorisation.ts';

export interface MetricsRouteParts {
  readonly token: string | undefined;
  readonly trustProxy: number;
  readonly text: () => string;
}

/**
 * How the server is doing, for whoever runs it. With a token for whoever shows it, from anywhere; without one only for a
 * program on the same machine that comes straight to the port. A proxy on this machine looks like this machine too, so
 * whatever was forwarded, or names another host, is answered like any unknown address.
 */
export function metricsRoute({ token, trustProxy, text }: MetricsRouteParts): Router {
  const router = Router();
  router.get('/metrics', (request, response, next) => {
    const isAllowed =
      token === undefined ? trustProxy === 0 && isFromHere(request) : samePassword(bearerOf(request), token);
    if (!isAllowed) {
      next();
      return;
    }
    response.set('Cache-Control', 'no-store').type('text/plain; version=0.0.4; charset=utf-8').send(text());
  });
  return router;
}

const loopback = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;
const ownNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

function isFromHere({ socket, headers }: Request): boolean {
  const isForwarded = forwarding.some((name) => headers[name] !== undefined);
  return !isForwarded && loopback.test(socket.remoteAddress ?? '') && ownNames.test(headers.host ?? '');
}
