import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { top } from '../support/run.ts';

/** Below these a known weakness is open; read from the packages' advisories and change logs on 2026-11-25. */
const floors: Readonly<Record<string, string>> = {
  'socket.io': '4.8.3', // CVE-2024-38355
  'socket.io-client': '4.8.3',
  'socket.io-parser': '4.2.6', // CVE-2026-33151: attachments without end
  'socket.io-adapter': '2.5.5',
  'engine.io': '6.6.9', // brings ws 8.21
  'engine.io-parser': '5.2.3',
  ws: '8.21.0', // CVE-2026-48779: fragments without end
  express: '5.2.0',
  'body-parser': '2.3.0', // CVE-2026-12590: a wrong limit was no limit
  qs: '6.16.0', // CVE-2025-15284, CVE-2026-2391
  cookie: '0.7.0', // CVE-2024-47764
  'path-to-regexp': '8.0.0', // CVE-2024-45296
  send: '1.1.0', // CVE-2024-43799
  node: '24.0.0', // the oldest that is still mended
};

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

/** Every copy of every package that is older than its floor, and the floors of packages that are not there. */
function belowFloor({ packages }: Lock): readonly string[] {
  const found: string[] = [];
  for (const [name, floor] of Object.entries(floors)) {
    const copies = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
    if (copies.length === 0) found.push(`${name} is not in the lock file`);
    for (const [path, { version = '0' }] of copies) {
      if (isOlder(version, floor)) found.push(`${path} is ${version}, at least ${floor} is needed`);
    }
  }
  return found;
}

function isOlder(version: string, floor: string): boolean {
  // What comes before a release is older than it.
  if (version.startsWith(`${floor}-`)) return true;
  const numbers = (text: string) => text.split(/[.-]/, 3).map(Number);
  const floorNumbers = numbers(floor);
  const at = numbers(version).findIndex((part, k) => part !== floorNumbers[k]);
  return at !== -1 && (numbers(version)[at] ?? 0) < (floorNumbers[at] ?? 0);
}

const lock = JSON.parse(readFileSync(join(top, 'package-lock.json'), 'utf8')) as Lock;

describe('packages', () => {
  test('none is below its floor', () => {
    expect(belowFloor(lock)).toEqual([]);
  });

  test.each(Object.entries(floors))(
    'an older %s than %s would be found, also deep in another package',
    (name) => {
      const path = `node_modules/some-package/node_modules/${name}`;
      expect(belowFloor({ packages: { ...lock.packages, [path]: { version: '0.6.9' } } })).toHaveLength(1);
      const { [`node_modules/${name}`]: _, ...without } = lock.packages;
      expect(belowFloor({ packages: without }).join()).toContain(name);
    },
  );

  test('versions are compared as numbers', () => {
    expect(isOlder('8.9.0', '8.21.0')).toBe(true);
    expect(isOlder('8.21.0-beta.1', '8.21.0')).toBe(true);
    expect(isOlder('8.21.0', '8.21.0')).toBe(false);
    expect(isOlder('10.0.0', '8.21.0')).toBe(false);
  });

  test('everything comes from the lock file, each package with the sum of its contents', () => {
    const installed = Object.entries(lock.packages).filter(([path]) => path.startsWith('node_modules/'));
    const loose = installed.filter(
      ([, entry]) => !('integrity' in entry) && !('link' in entry) && !('inBundle' in entry),
    );
    expect(loose.map(([path]) => path)).toEqual([]);
  });
});
