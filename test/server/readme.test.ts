import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { configuration } from '../../server/config.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const lock = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Record<
  'dependencies' | 'devDependencies' | 'scripts',
  Record<string, string>
>;

describe('the README says what is so', () => {
  test('every setting stands there with its default, what it allows and what it is about', () => {
    for (const { name, fallback, allowed, about } of Object.values(configuration)) {
      const shown = fallback === '' ? '' : `\`${fallback}\``;
      expect(readme).toContain(`| \`${name}\` | ${shown} | ${about} | ${allowed} |`);
    }
  });

  test('every package the game uses stands there with its reason', () => {
    const packages = Object.keys({ ...lock.dependencies, ...lock.devDependencies });
    for (const name of packages.filter((one) => !one.startsWith('@types/'))) {
      expect(readme, name).toContain(`\`${name}\``);
    }
  });

  test('every command it shows exists', () => {
    const commands = [...readme.matchAll(/npm run ([\w-]+)/g)].map(([, script]) => script ?? '');
    expect(commands).not.toEqual([]);
    for (const command of commands) expect(lock.scripts).toHaveProperty(command);
  });
});
