import { Router } from 'express';

/** What a supervisor or a load balancer asks: is it running, and can it save? */
export function health(ready: () => Promise<boolean>): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').type('text').send('ok\n');
  });
  router.get('/readyz', async (_request, response) => {
    const able = await ready();
    response
      .status(able ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .type('text')
      .send(able ? 'ready\n' : 'not ready\n');
  });
  return router;
}
