import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, chainNext, chainStart, type Json, sealEstimate } from '../../../shared/fairness/chain.ts';

const commitment = '3353998b12276b1b16e56508d1fb83336b2445625682a1e3fb5f8a579e114e24';

describe('canonical JSON', () => {
  test('sorts the keys at every depth and has no spaces', () => {
    const value = { b: [{ z: 1, a: null }], a: '초콜릿', 'a"b': true };
    expect(canonical(value)).toBe('{"a":"초콜릿","a\\"b":true,"b":[{"a":null,"z":1}]}');
  });

  test('says the same as JSON and does not depend on the order of writing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.parse(JSON.stringify(value)) as Json;
        expect(JSON.parse(canonical(json))).toEqual(json);
        expect(canonical(JSON.parse(canonical(json)) as Json)).toBe(canonical(json));
      }),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d has no place in it', (value) => {
    expect(() => canonical({ value })).toThrow(RangeError);
  });
});

describe('hash chain', () => {
  test('begins with the sealed jar', () => {
    const hash = createHash('sha256').update(`jar-chain-1|${commitment}`).digest('hex');
    expect(chainStart(commitment)).toBe(hash);
  });

  test("adds the event's text to the head's bytes", () => {
    const head = chainStart(commitment);
    const hash = createHash('sha256')
      .update(Buffer.from(head, 'hex'))
      .update('{"round":1,"type":"RoundOpened"}');
    expect(chainNext(head, { type: 'RoundOpened', round: 1 })).toBe(hash.digest('hex'));
  });

  test('another event, order or start gives another head', () => {
    const events: readonly Json[] = [{ n: 1 }, { n: 2 }, { n: 3 }];
    const headOf = (list: readonly Json[], start = commitment) => list.reduce(chainNextOf, chainStart(start));
    const heads = [
      headOf(events),
      headOf(events.slice(0, 2)),
      headOf([{ n: 2 }, { n: 1 }, { n: 3 }]),
      headOf([{ n: 1 }, { n: 2 }, { n: 4 }]),
      headOf(events, commitment.replace('3', '4')),
    ];
    expect(new Set(heads).size).toBe(heads.length);
  });

  test('a sealed estimate tells nothing without its nonce', () => {
    const nonce = '00112233445566778899aabbccddeeff';
    const hash = createHash('sha256')
      .update(Buffer.from(nonce, 'hex'))
      .update('{"p":[0.7,0.3]}')
      .digest('hex');
    expect(sealEstimate(nonce, { p: [0.7, 0.3] })).toBe(hash);
    expect(sealEstimate(nonce.replace('0', '1'), { p: [0.7, 0.3] })).not.toBe(hash);
  });
});

function chainNextOf(head: string, event: Json): string {
  return chainNext(head, event);
}
