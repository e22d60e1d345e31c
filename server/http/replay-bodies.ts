import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { type Encoded, encodeInTurns } from './in-turns.ts';
import { jsonPieces } from './json-pieces.ts';

export interface ReplayBodies {
  /** Sends what `make` gives for this log at this seq; encoded and compressed once for a whole class. */
  send(request: Request, response: Response, of: BodyKey, make: Make): Promise<void>;
  forget(replayId: string): void;
}

type Make = () => object | null | Promise<object | null>;

interface BodyKey {
  readonly replayId: string;
  readonly seq: number;
  readonly part: string;
}

interface Body extends Encoded {
  small?: Promise<Buffer>;
}

interface Kept {
  readonly replayId: string;
  readonly seq: number;
  /** Whoever asks while it is made waits for the same one. */
  readonly body: Promise<Body>;
  bytes: number;
}

const compress = promisify(gzip);
const MOST = 24;
/** A lecture of ten thousand has a log of 70 MB; the newest body is kept whatever it weighs. */
const MOST_BYTES = 100_000_000;

function smallOf(body: Body): Promise<Buffer> {
  body.small ??= compress(body.bytes);
  return body.small;
}

export function createReplayBodies(mostBytes = MOST_BYTES): ReplayBodies {
  const bodies = new Map<string, Kept>();

  function bodyOf({ replayId, seq, part }: BodyKey, make: Make): Promise<Body> {
    const key = `${part} ${replayId}`;
    const known = bodies.get(key);
    if (known?.seq === seq) return known.body;
    const body = Promise.resolve(make()).then((value) => encodeInTurns(jsonPieces(value)));
    const kept: Kept = { replayId, seq, body, bytes: 0 };
    bodies.delete(key);
    bodies.set(key, kept);
    body.then(
      ({ bytes }) => {
        kept.bytes = bytes.length;
        dropOldest();
      },
      // Whoever waits for it hears why; the next one asks anew.
      () => {
        if (bodies.get(key) === kept) bodies.delete(key);
      },
    );
    return body;
  }

  function dropOldest(): void {
    let bytes = 0;
    for (const kept of bodies.values()) bytes += kept.bytes;
    for (const [key, kept] of bodies) {
      if (bodies.size === 1 || (bodies.size <= MOST && bytes <= mostBytes)) return;
      bytes -= kept.bytes;
      bodies.delete(key);
    }
  }

  return {
    async send(request, response, of, make) {
      const body = await bodyOf(of, make);
      const zipped = request.acceptsEncodings(['gzip', 'identity']) === 'gzip';
      if (zipped) response.set('Content-Encoding', 'gzip');
      response.vary('Accept-Encoding').set('Cache-Control', 'no-cache').set('ETag', body.tag).type('json');
      response.send(zipped ? await smallOf(body) : body.bytes);
    },
    // Who asked before a name was forgotten may still be sent it; nobody after.
    forget(replayId) {
      for (const [key, body] of bodies) if (body.replayId === replayId) bodies.delete(key);
    },
  };
}
