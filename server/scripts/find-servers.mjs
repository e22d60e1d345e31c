import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const debian = '/usr/lib/postgresql';

/**
 * The directory with PostgreSQL's server programs: on the path, else where Debian puts its newest version.
 * @returns {string | undefined}
 */
export function findPostgres() {
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
    '/opt/homebrew/opt/postgresql/bin',
    '/usr/local/opt/postgresql/bin',
  ];
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return folders.find(
    (folder) =>
      folder !== '' && ['initdb', 'postgres'].every((name) => existsSync(join(folder, name + suffix))),
  );
}

/**
 * The nginx that the servers are put behind in the tests.
 * @returns {string | undefined}
 */
export function findNginx() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, 'nginx')).find((path) => existsSync(path));
}
