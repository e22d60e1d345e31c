import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const rules = new Set(
  [...readFileSync(join(root, 'shared/SPEC.md'), 'utf8').matchAll(/^- \*\*([RGVHSIFPN]\d+)\*\*/gm)].map(
    ([, id]) => id,
  ),
);
const tested = new Set(
  readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(\.test|contract)\.ts$/.test(file))
    .flatMap((file) => [
      ...readFileSync(join(root, 'test', file), 'utf8').matchAll(/['"`]([RGVHSIFPN]\d+) /g),
    ])
    .map(([, id]) => id),
);

describe('the rules and their tests', () => {
  test('no test names a rule that does not stand', () => {
    expect([...tested].filter((id) => !rules.has(id))).toEqual([]);
  });

  test('every rule of rooms, guesses, views, hosts, store, fairness and networks has a test that names it', () => {
    expect([...rules].filter((id) => /^[RGVHSFN]/.test(id ?? '') && !tested.has(id))).toEqual([]);
  });
});
