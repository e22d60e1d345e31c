import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';

export interface ReplayBodies {
  /** Sends what `make` gives for this log at this seq; encoded and compressed once for a whole class. */
  send(request: Request, response: Response, of: BodyKey, make: () => unknown): Promise<void>;
  forget(replayId: string): void;
}

interface BodyKey {
  readonly replayId: string;
  readonly seq: number;
  readonly part: string;
}

interface Body {
  readonly replayId: string;
  readonly seq: number;
  readonly plain: Buffer;
  small?: Promise<Buffer>;
}

const compress = promisify(gzip);
const most = 24;

function smallOf(body: Body): Promise<Buffer> {
  body.small ??= compress(body.plain);
  return body.small;
}

export function createReplayBodies(): ReplayBodies {
  const bodies = new Map<string, Body>();
  let forgettings = 0;

  async function bodyOf({ replayId, seq, part }: BodyKey, make: () => unknown): Promise<Body> {
    const key = `${part} ${replayId}`;
    const known = bodies.get(key);
    if (known?.seq === seq) return known;
    const before = forgettings;
    const body: Body = { replayId, seq, plain: Buffer.from(JSON.stringify(await make())) };
    // Something was forgotten meanwhile, perhaps a name in here: sent once at most, never kept.
    if (forgettings !== before) return body;
    bodies.delete(key);
    bodies.set(key, body);
    const oldest = bodies.keys().next();
    if (bodies.size > most && !oldest.done) bodies.delete(oldest.value);
    return body;
  }

  return {
    async send(request, response, of, make) {
      const body = await bodyOf(of, make);
      const zipped = request.acceptsEncodings(['gzip', 'identity']) === 'gzip';
      if (zipped) response.set('Content-Encoding', 'gzip');
      response.vary('Accept-Encoding').set('Cache-Control', 'no-cache').type('json');
      response.send(zipped ? await smallOf(body) : body.plain);
    },
    forget(replayId) {
      forgettings += 1;
      for (const [key, body] of bodies) if (body.replayId === replayId) bodies.delete(key);
    },
  };
}
