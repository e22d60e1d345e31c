import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { words as phone } from '../../../client/locales/ko.ts';
import { words as seated } from '../../../client/locales/ko-seated.ts';
import { words as stage } from '../../../client/locales/ko-stage.ts';
import { top } from '../../support/run.ts';

const tables = /locales.(ko|en)(-seated|-stage|-privacy|-plan)?\.ts$/;

function sources(folder: string): string {
  return readdirSync(join(top, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !tables.test(file))
    .map((file) => readFileSync(join(top, folder, file), 'utf8'))
    .join('\n');
}

test('every word of the tables is said somewhere', () => {
  const text = sources('client') + sources('shared');
  const plain = new Set([...text.matchAll(/['"]([\w./-]+)['"]/g)].map(([, key]) => key));
  // A key put together, such as `bot.${name}`: what is put in has no dot, unless it is a code such as room/full.
  const patterns = [...text.matchAll(/`([\w./-]*(?:\$\{[^}`]*\}[\w./-]*)+)`/g)]
    .map(([, template = '']) => template)
    .filter((template) => /^[a-z][\w]*\./.test(template))
    .map((template) => {
      const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
      return new RegExp(`^${parts.join('[\\w/-]+')}$`);
    });
  const silent = [...Object.keys(phone), ...Object.keys(seated), ...Object.keys(stage)].filter(
    (key) => !plain.has(key) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(silent).toEqual([]);
});
