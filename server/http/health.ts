import { Router } from 'express';

/** What a page made up to tell this server from whoever else answers in its place. */
const plainWord = /^[\w-]{1,40}$/;

/** What a supervisor, a load balancer or a page without a line asks: is it running, and can it save? */
export function health(ready: () => Promise<boolean>): Router {
  const router = Router();
  router.get('/healthz', (request, response) => {
    const { word } = request.query;
    const said = typeof word === 'string' && plainWord.test(word) ? `ok ${word}\n` : 'ok\n';
    response.set('Cache-Control', 'no-store').type('text').send(said);
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
