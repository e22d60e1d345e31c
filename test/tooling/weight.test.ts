import { expect, test } from 'vitest';
import { run } from '../support/run.ts';

interface Weight {
  readonly bytes: number;
  readonly limit: number;
  readonly files: readonly { readonly file: string; readonly bytes: number }[];
}

test('a student page weighs at most 40 kB in Brotli, everything of its first screen counted', async () => {
  const { code, stdout } = await run('server/scripts/weigh.mjs', ['--json']);
  const { bytes, limit, files } = JSON.parse(stdout) as Weight;
  const names = files.map(({ file }) => file);
  expect(names).toEqual(
    expect.arrayContaining(['play.html', expect.stringMatching(/\.css$/), expect.stringMatching(/\bko\b/)]),
  );
  expect(files.reduce((sum, file) => sum + file.bytes, 0)).toBe(bytes);
  expect(limit).toBe(40_000);
  expect(bytes).toBeLessThanOrEqual(limit);
  expect(code).toBe(0);
});
