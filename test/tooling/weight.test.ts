import { beforeAll, expect, test } from 'vitest';
import { weights } from '../../server/scripts/weigh.mjs';
import { run } from '../support/run.ts';

beforeAll(async () => {
  expect((await run('server/scripts/prepare.mjs', ['client'])).code).toBe(0);
});

test('a student page weighs at most 40 kB in Brotli, everything of its first screen counted', () => {
  const { bytes, limit, files } = weights();
  const names = files.map(({ file }) => file);
  expect(names).toEqual(
    expect.arrayContaining(['play.html', expect.stringMatching(/\.css$/), expect.stringMatching(/\bko\b/)]),
  );
  expect(files.reduce((sum, file) => sum + file.bytes, 0)).toBe(bytes);
  expect(limit).toBe(40_000);
  expect(bytes).toBeLessThanOrEqual(limit);
});
