import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jsonPieces } from '../../../server/http/json-pieces.ts';
import { createReplayBodies, type ReplayBodies } from '../../../server/http/replay-bodies.ts';
import { fc } from '../../support/properties.ts';

describe('JSON in pieces', () => {
  test('is the JSON of the whole', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        expect([...jsonPieces(value)].join('')).toBe(JSON.stringify(value));
      }),
    );
    for (const value of [null, {}, [], [1, null], { left: undefined, out: 1 }, { none: [] }]) {
      expect([...jsonPieces(value)].join('')).toBe(JSON.stringify(value));
    }
  });

  test('comes in short pieces, however long an array in it is', () => {
    const long = { seats: Array.from({ length: 10_001 }, (_, k) => ({ k })), after: 'all' };
    const pieces = [...jsonPieces(long)];
    expect(pieces.join('')).toBe(JSON.stringify(long));
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(5000);
  });
});

describe('the bodies of replays', () => {
  let bodies: ReplayBodies;
  let server: Server;
  let made: number;
  let make: () => object | null | Promise<object | null>;
  let seq: number;

  beforeEach(async () => {
    bodies = createReplayBodies(1000);
    [made, seq] = [0, 1];
    make = () => ({ name: 'Mina' });
    const app = express();
    app.get('/:replayId', async (request, response) => {
      const key = { replayId: request.params.replayId, seq, part: 'replay' };
      await bodies.send(request, response, key, () => {
        made += 1;
        return make();
      });
    });
    app.use(
      ((_error, _request, response, _next) => void response.sendStatus(500)) as express.ErrorRequestHandler,
    );
    await new Promise<void>((resolve) => {
      server = app.listen(0, '127.0.0.1', () => resolve());
    });
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const ask = (id = 'a') => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${id}`);

  test('are made once for a class that asks all at once, and anew when the log has gone on', async () => {
    const texts = await Promise.all(Array.from({ length: 20 }, async () => (await ask()).text()));
    expect(new Set(texts)).toEqual(new Set(['{"name":"Mina"}']));
    expect(made).toBe(1);
    seq = 2;
    await ask();
    expect(made).toBe(2);
  });

  test('a long one is made in many turns of the event loop', async () => {
    make = () => ({ events: Array.from({ length: 50_000 }, (_, k) => k) });
    let turns = 0;
    let over = false;
    const count = () => {
      turns += 1;
      if (!over) setImmediate(count);
    };
    setImmediate(count);
    expect(((await (await ask()).json()) as { events: number[] }).events).toHaveLength(50_000);
    over = true;
    expect(turns).toBeGreaterThan(200);
  });

  test('who asks after a name was forgotten is not sent what was being made before', async () => {
    let go = () => {};
    make = () =>
      new Promise((resolve) => {
        go = () => resolve({ name: 'Mina' });
      });
    const before = ask();
    await expect.poll(() => made).toBe(1);
    bodies.forget('a');
    make = () => ({ name: 'student 1' });
    expect(await (await ask()).text()).toBe('{"name":"student 1"}');
    go();
    await before;
    expect(await (await ask()).text()).toBe('{"name":"student 1"}');
    expect(made).toBe(2);
  });

  test('one that could not be made is made anew for the next who asks', async () => {
    make = () => Promise.reject(new Error('the disk is gone'));
    expect((await ask()).status).toBe(500);
    make = () => ({ name: 'Mina' });
    expect((await ask()).status).toBe(200);
  });

  test('of many only the newest are kept, of large ones fewer', async () => {
    for (let k = 0; k < 30; k += 1) await ask(`small-${k}`);
    made = 0;
    await ask('small-29');
    await ask('small-6');
    expect(made).toBe(0);
    await ask('small-5');
    expect(made).toBe(1);
    make = () => ({ text: 'x'.repeat(600) });
    await (await ask('large-1')).arrayBuffer();
    await (await ask('large-2')).arrayBuffer();
    made = 0;
    await (await ask('large-2')).arrayBuffer();
    expect(made).toBe(0);
    await (await ask('large-1')).arrayBuffer();
    expect(made).toBe(1);
  });
});
