import { expect, test } from 'vitest';
import { systemRandom } from '../../server/random.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('no two pieces of chance are the same, whatever their size', () => {
  const random = systemRandom();
  const pieces = Array.from({ length: 5000 }, (_, k) => random(12 + (k % 21)));
  expect(pieces.every((piece, k) => piece.length === 12 + (k % 21))).toBe(true);
  expect(new Set(pieces.map((piece) => hex(piece.subarray(0, 12)))).size).toBe(pieces.length);
});

test('what was given away is not changed by what is given later', () => {
  const random = systemRandom();
  const first = random(32);
  const before = hex(first);
  for (let k = 0; k < 1000; k += 1) random(32);
  expect(hex(first)).toBe(before);
});

test('more than the store holds is fetched for itself, and its bytes vary', () => {
  const large = systemRandom()(10_000);
  expect(large).toHaveLength(10_000);
  expect(new Set(large).size).toBeGreaterThan(200);
});
