import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { proofs } from '../proofs/registry.ts';
import { top } from '../support/run.ts';

const security = readFileSync(join(top, 'SECURITY.md'), 'utf8');

describe('SECURITY.md says what is so', () => {
  test('every promise with a proof has its row and its command, and no other row claims one', () => {
    const rows = [...security.matchAll(/^\| (P\d+) \|.*\| `npm run prove -- (P\d+)` \|/gm)];
    expect(rows.map(([, id]) => id)).toEqual(proofs.map(({ id }) => id));
    for (const [, id, named] of rows) expect(named).toBe(id);
  });

  test('every file it names exists', () => {
    const named = [...security.matchAll(/`((?:test|shared|server|client)\/[^`*]+)`/g)].map(
      ([, file]) => file,
    );
    expect(named).not.toEqual([]);
    expect(named.filter((file) => !existsSync(join(top, file ?? '')))).toEqual([]);
  });
});
