import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PlantedCopy, plantedCopy } from '../support/planted-copy.ts';
import { type Finished, run } from '../support/run.ts';

describe('what npm start and npm test bring before they begin', () => {
  let copy: PlantedCopy;

  beforeEach(() => {
    copy = plantedCopy();
  });

  afterEach(() => copy.remove());

  function prepare(...words: string[]): Promise<Finished> {
    return run(join(copy.path, 'server/scripts/prepare.mjs'), words, copy.path);
  }

  test('the pages are built once, compressed, and again only when something they are made of changes', async () => {
    const first = await prepare('client');
    expect(first).toMatchObject({ code: 0, stdout: 'Building the pages …\n' });
    const page = join(copy.path, 'dist/client/play.html');
    for (const suffix of ['', '.br', '.gz']) expect(existsSync(`${page}${suffix}`)).toBe(true);

    expect(await prepare('client')).toEqual({ code: 0, stdout: '', stderr: '' });

    copy.plant('client/play.html', '<!-- changed -->');
    expect(await prepare('client')).toMatchObject({ code: 0, stdout: 'Building the pages …\n' });
    expect(readFileSync(page, 'utf8')).toContain('<!-- changed -->');
  });

  test('pages that do not build are said to, and are tried again the next time', async () => {
    copy.plant('client/play.tsx', 'const = 1;');
    for (const attempt of [await prepare('client'), await prepare('client')]) {
      expect(attempt.code).toBe(1);
      expect(attempt.stderr).toContain('The pages could not be built.');
    }
  });

  test('without a registry the reason is one sentence', async () => {
    rmSync(join(copy.path, 'node_modules'), { recursive: true });
    copy.plant('.npmrc', 'registry=http://127.0.0.1:9/\nfetch-retries=0\nprefer-online=true');
    const { code, stderr } = await prepare();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The dependencies could not be installed; npm said: .*127\.0\.0\.1:9.*\n$/);
  });
});
