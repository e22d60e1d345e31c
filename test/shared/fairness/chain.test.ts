import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type ChainRecord, canonical, chainNext, chainStart, seal } from '../../../shared/fairness/chain.ts';
import { fc } from '../../support/properties.ts';

const commitment = '3353998b12276b1b16e56508d1fb83336b2445625682a1e3fb5f8a579e114e24';
const nonce = '00112233445566778899aabbccddeeff';

function sha256(bytes: string, text: string): string {
  return createHash('sha256').update(Buffer.from(bytes, 'hex')).update(text).digest('hex');
}

function recordOf(seq: number, event: ChainRecord['event'] & Record<string, unknown>): ChainRecord {
  return { seq, at: 1_700_000_000_000 + seq, by: 'host', event, nonce };
}

describe('canonical JSON', () => {
  test('F4 sorts the keys at every depth and has no spaces', () => {
    const value = { b: [{ z: 1, a: null }], a: '초콜릿', 'a"b': true };
    expect(canonical(value)).toBe('{"a":"초콜릿","a\\"b":true,"b":[{"a":null,"z":1}]}');
  });

  test('F4 says the same as JSON and does not depend on the order of writing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(canonical(json))).toEqual(json);
        expect(canonical(JSON.parse(canonical(json)))).toBe(canonical(json));
      }),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1])('%s has no place in it', (value) => {
    expect(() => canonical({ value })).toThrow(RangeError);
  });
});

describe('hash chain', () => {
  test('F4 begins with the sealed jar', () => {
    expect(chainStart(commitment)).toBe(sha256('', `jar-chain-1|${commitment}`));
  });

  test("F4 adds the record's text to the head's bytes", () => {
    const head = chainStart(commitment);
    const text = `{"at":1700000000001,"by":"host","event":{"round":1,"type":"RoundClosed"},"nonce":"${nonce}","seq":1}`;
    expect(chainNext(head, recordOf(1, { type: 'RoundClosed', round: 1 }))).toBe(sha256(head, text));
  });

  test.each([
    ['HunchPlaced', 'estimate', [0.7, 0.3]],
    ['EstimatePlaced', 'estimate', [1.5, 2]],
    ['BetPlaced', 'band', [0.6, 0.8]],
    ['RoundScored', 'seats', [{ playerId: 'p', kl: 0.25 }]],
    ['JarFilled', 'counts', [7000, 3000]],
  ])('F4 of %s the %s enter sealed with the nonce', (type, field, secret) => {
    const head = chainStart(commitment);
    const hidden = sha256(nonce, canonical(secret));
    expect(seal(nonce, secret)).toBe(hidden);
    const event = { [field]: hidden, type };
    const text = canonical({ at: 1_700_000_000_002, by: 'host', event, nonce, seq: 2 });
    expect(chainNext(head, recordOf(2, { type, [field]: secret }))).toBe(sha256(head, text));
    const other = { ...recordOf(2, { type, [field]: secret }), nonce: nonce.replace('0', '1') };
    expect(chainNext(head, other)).not.toBe(chainNext(head, recordOf(2, { type, [field]: secret })));
  });

  test('F4 another event, order or start gives another head', () => {
    const [one, two, three, four] = [1, 2, 3, 4].map((n) => recordOf(n, { type: 'RoomLocked', n }));
    const headOf = (list: readonly (ChainRecord | undefined)[], start = commitment) =>
      list.reduce((head, link) => chainNext(head, link!), chainStart(start));
    const heads = [
      headOf([one, two, three]),
      headOf([one, two]),
      headOf([two, one, three]),
      headOf([one, two, four]),
      headOf([one, two, three], commitment.replace('3', '4')),
    ];
    expect(new Set(heads).size).toBe(heads.length);
  });
});
