import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { run, top } from '../support/run.ts';

const built = join(top, 'dist', 'client');
let files: readonly string[];

beforeAll(async () => {
  const { code } = await run('server/scripts/prepare.mjs', ['client']);
  expect(code).toBe(0);
  files = readdirSync(built, { recursive: true, encoding: 'utf8' });
});

test('what is built has both entries and the pages they load', () => {
  expect(files).toEqual(expect.arrayContaining(['index.html', 'play.html']));
  expect(files.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(20);
});

test('nothing of the gallery is built', () => {
  const made = /gallery|drawings-page|invented|fixtures/;
  expect(files.filter((file) => made.test(file))).toEqual([]);
  const texts = files.filter((file) => /\.(js|css|html|json)$/.test(file));
  expect(texts.filter((file) => /gallery|invented/i.test(readFileSync(join(built, file), 'utf8')))).toEqual(
    [],
  );
});
